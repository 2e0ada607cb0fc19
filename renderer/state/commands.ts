import { m } from '#messages';
import type { Token } from '../../preload/contract.ts';
import type { IconName } from '../components/icons.ts';
import { formatLocale } from '../text/locale.ts';
import { shortId, tokenName } from '../text/state-text.ts';
import { isAppsOwn, valueActOf } from '../text/token-life.ts';
import { focusSearch } from '../views/focus-search.ts';
import { commandsOfAccounts } from './commands-of-accounts.ts';
import { commandsOfLooks } from './commands-of-looks.ts';
import { commandsOfToken } from './commands-of-token.ts';
import type { DialogRequest } from './dialogs.svelte.ts';
import type { Page } from './page.svelte.ts';
import { reaping } from './reaping.ts';
import { keyOf } from './shortcuts.ts';

/** One thing that a person can have done by its name. */
export interface Command {
  readonly id: string;
  readonly words: string;
  readonly icon: IconName;
  /** The keys that do it without this list; empty: none. */
  readonly keys: string;
  /** The dialog that takes the place of the list of commands. */
  readonly opens?: DialogRequest;
  /** Else: called when the list has gone and the page has the keyboard again. */
  readonly run?: () => void;
}

/** Says something of several tokens at once. */
export const labelling = (tokens: readonly Token[]): Command => ({
  id: 'label-many',
  words: m.label_open({ n: tokens.length }),
  icon: 'pen',
  keys: '',
  opens: { kind: 'label', tokens },
});

/** Copies the value of a token. */
export const copyCommand = (acts: Page['acts'], token: Token): Command => ({
  id: `copy ${token.id}`,
  words: m.copy_token({ name: tokenName(token) }),
  icon: 'copy',
  keys: '',
  run: () => void acts.copyValue(token),
});

/** What can be done here and now, what is done most often first; then the tokens to copy, by name. */
export function commandsOf(page: Page): readonly Command[] {
  return [...acts(page), ...copies(page), ...commandsOfLooks(page)];
}

function acts(page: Page): readonly Command[] {
  const { vault, lock } = page;
  const { removable, expired } = page.list;
  const { platform } = vault.app;
  const trial = vault.session.account?.trial ?? false;
  const offered: readonly (Command | false)[] = [
    page.toasts.way !== null && {
      id: 'undo',
      words: m.commands_undo({ what: page.toasts.way.text }),
      icon: 'undo',
      keys: keyOf('undo', platform),
      run: () => void page.toasts.undo(),
    },
    {
      id: 'generate',
      words: m.generate_action(),
      icon: 'plus',
      keys: keyOf('generate', platform),
      opens: { kind: 'generate' },
    },
    {
      id: 'import',
      words: m.import_action(),
      icon: 'import',
      keys: '',
      opens: { kind: 'import', file: null },
    },
    page.list.exported.length > 0 && {
      id: 'export',
      words: m.commands_export(),
      icon: 'download',
      keys: '',
      opens: { kind: 'export', tokens: page.list.exported },
    },
    {
      id: 'backup',
      words: m.commands_backup(),
      icon: 'lock',
      keys: '',
      opens: { kind: 'backup' },
    },
    {
      id: 'restore',
      words: m.commands_restore(),
      icon: 'undo',
      keys: '',
      opens: { kind: 'restore' },
    },
    removable.length > 0 && {
      id: 'delete',
      words: m.commands_delete({ count: removable.length }),
      icon: 'trash',
      keys: keyOf('delete', platform),
      opens: { kind: 'delete', tokens: removable },
    },
    page.list.rotatable.length > 0 && {
      id: 'rotate',
      words: m.rotate_many({ n: page.list.rotatable.length }),
      icon: 'refresh',
      keys: '',
      opens: { kind: 'rotate', tokens: page.list.rotatable },
    },
    page.list.selected.length > 1 && labelling(page.list.selected),
    ...commandsOfToken(page),
    page.list.beginning === null && {
      id: 'search',
      words: m.commands_search(),
      icon: 'search',
      keys: keyOf('search', platform),
      run: focusSearch,
    },
    {
      id: 'refresh',
      words: m.commands_refresh(),
      icon: 'refresh',
      keys: keyOf('refresh', platform),
      run: () => void page.acts.refresh(),
    },
    expired.length > 0 && {
      id: 'select-expired',
      words: m.select_expired_short({ n: expired.length }),
      icon: 'list-check',
      keys: '',
      run: page.list.selectExpired,
    },
    expired.length > 0 && {
      id: 'remove-expired',
      words: m.reap_open({ n: expired.length }),
      icon: 'trash',
      keys: '',
      opens: reaping(expired, vault.session),
    },
    {
      id: 'settings',
      words: m.nav_settings(),
      icon: 'settings',
      keys: keyOf('settings', platform),
      opens: { kind: 'settings' },
    },
    {
      id: 'quick-access',
      words: vault.settings.quickAccessShortcut
        ? m.quick_change_shortcut()
        : m.quick_set_shortcut(),
      icon: 'bolt',
      keys: '',
      opens: { kind: 'settings', at: 'shortcut' },
    },
    {
      id: 'store',
      words: m.health_title(),
      icon: 'heart',
      keys: '',
      opens: { kind: 'store' },
    },
    {
      id: 'help',
      words: m.help_title(),
      icon: 'question',
      keys: keyOf('help', platform),
      opens: { kind: 'help' },
    },
    { id: 'about', words: m.about_title(), icon: 'info', keys: '', opens: { kind: 'about' } },
    { id: 'lock', words: m.nav_lock(), icon: 'lock', keys: keyOf('lock', platform), run: lock },
    ...commandsOfAccounts(page),
    {
      id: 'leave',
      words: trial ? m.nav_leave_trial() : m.nav_sign_out(),
      icon: 'sign-out',
      keys: '',
      opens: { kind: trial ? 'leave-trial' : 'sign-out' },
    },
    !trial && {
      id: 'remove',
      words: m.remove_open(),
      icon: 'trash',
      keys: '',
      opens: { kind: 'remove' },
    },
  ];
  return offered.filter((command) => command !== false);
}

function copies({ vault, acts: tokenActs }: Page): readonly Command[] {
  const kept = vault.list.tokens
    .filter((token) => valueActOf(token) === 'copy')
    .filter((token) => !isAppsOwn(token, vault.session));
  const names = kept.map(tokenName);
  const shared = new Set(names.filter((name, at) => names.indexOf(name) !== at));
  return kept
    .toSorted((a, b) => tokenName(a).localeCompare(tokenName(b), formatLocale()))
    .map((token) => {
      const command = copyCommand(tokenActs, token);
      if (!shared.has(tokenName(token))) return command;
      // Of several with the same name the start of the id says which one.
      return { ...command, words: `${command.words} (${shortId(token.id)})` };
    });
}

/** Whether every word of the search is in it. */
export const isMeant = ({ words }: Pick<Command, 'words'>, search: string): boolean =>
  search
    .toLocaleLowerCase()
    .split(/\s+/)
    .every((word) => words.toLocaleLowerCase().includes(word));
