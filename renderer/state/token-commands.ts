import { m } from '#messages';
import type { Token } from '../../preload/contract.ts';
import { shortcut } from '../text/shortcut.ts';
import { tokenName } from '../text/state-text.ts';
import { accountOf, isRotatable, otherAccount, signsIn, valueActOf } from '../text/token-life.ts';
import { focusLabel } from '../details/focus-label.ts';
import { copyCommand, labelling, type Command } from './commands.ts';
import type { Page } from './page.svelte.ts';
import { reminderOffers, remindersForAll } from './reminder-commands.ts';

/** A command of a menu, where what it is about is known already. */
export interface MenuCommand extends Command {
  /** Heard after the words where they do not name the token. */
  readonly about?: string;
  /** The keys as `aria-keyshortcuts` has them. */
  readonly ariaKeys?: string | undefined;
  /** What it does removes something for good. */
  readonly danger?: boolean;
}

type Group = readonly MenuCommand[];

/**
 * What can be done with one token: with its value, with the token, with the reminders of its end, and what removes something. Only what
 * applies to it.
 *
 * @param inList the menu is that of a row: the keys of the list do the same.
 */
export function tokenCommands(page: Page, token: Token, inList: boolean): readonly Group[] {
  const groups = [
    valueGroup(page, token),
    tokenGroup(page, token, inList),
    reminderGroup(page, token),
    endGroup(page, token),
  ];
  const keyless = (command: MenuCommand): MenuCommand => ({
    ...command,
    keys: '',
    ariaKeys: undefined,
  });
  return groups
    .filter((group) => group.length > 0)
    .map((group) => (inList ? group : group.map(keyless)));
}

/** What can be done with several tokens at once. */
export function manyCommands(page: Page): readonly Group[] {
  const { removable, rotatable, selected } = page.list;
  const [only] = removable;
  const words =
    removable.length === 1 && only
      ? m.menu_delete({ name: tokenName(only) })
      : m.menu_delete_many({ n: removable.length });
  return [
    selected.length > 1 ? [labelling(selected), exporting(selected)] : [],
    rotatable.length > 0 ? [rotation(rotatable, m.rotate_many({ n: rotatable.length }))] : [],
    remindersOfMany(page),
    removable.length > 0 ? [deletion(removable, words)] : [],
  ].filter((group) => group.length > 0);
}

const exporting = (tokens: readonly Token[]): MenuCommand => ({
  id: 'export',
  words: m.export_many({ n: tokens.length }),
  icon: 'download',
  keys: '',
  opens: { kind: 'export', tokens },
});

/** What ends soon can be put off, as many as do; what all may, as one that signs the app in may not, is done with all. */
function remindersOfMany({ list: { selected }, reminders, serverNow, vault }: Page): Group {
  if (selected.length < 2) return [];
  return remindersForAll(selected, serverNow, (token) =>
    signsIn(token, accountOf(token, vault.session)),
  ).map(({ how, words, icon, tokens }) => ({
    id: `remind-${how}`,
    ...{ words, icon, keys: '' },
    run: () => void reminders.remind(tokens, how),
  }));
}

function valueGroup({ acts, openRevealed, vault }: Page, token: Token): Group {
  if (valueActOf(token) !== 'copy') return [];
  const copy = copyCommand(acts, token);
  const { platform } = vault.app;
  return [
    {
      ...copy,
      // As on the row: the key is the value, the two sheets are the id.
      icon: 'key',
      keys: shortcut('C', platform),
      ariaKeys: platform === 'darwin' ? 'Meta+C' : 'Control+C',
    },
    {
      ...named('reveal', m.value_reveal(), token),
      icon: 'eye',
      run: () => {
        openRevealed(token.id);
      },
    },
    {
      ...named('download', m.generated_download(), token),
      icon: 'download',
      run: () => void acts.download(token),
    },
  ];
}

function tokenGroup(page: Page, token: Token, inList: boolean): Group {
  const { id } = token;
  const copyId: MenuCommand = {
    ...named('copy-id', m.copy_id(), token),
    icon: 'copy',
    run: () => void page.acts.copyId(token),
  };
  const edit: MenuCommand = {
    ...named('edit', m.menu_edit_label(), token),
    icon: 'pen',
    keys: 'F2',
    ariaKeys: 'F2',
    run: () => {
      if (inList) page.editing = id;
      else focusLabel();
    },
  };
  const details: MenuCommand = {
    ...named('details', m.menu_details(), token),
    icon: 'info',
    keys: m.key_enter(),
    ariaKeys: 'Enter',
    run: () => {
      page.openDetails(id);
    },
  };
  const shown = page.details?.id === id ? [copyId, edit] : [copyId, edit, details];
  const rotate = {
    ...rotation([token], m.rotate_action()),
    about: m.menu_about({ name: tokenName(token) }),
  };
  return isRotatable(token, page.vault.rotations) ? [...shown, rotate] : shown;
}

function reminderGroup({ reminders, serverNow, vault }: Page, token: Token): Group {
  const own = signsIn(token, accountOf(token, vault.session));
  return reminderOffers(token, serverNow, own).map(({ how, words, icon, asks }) => ({
    ...named(`remind-${how}`, words, token),
    icon,
    ...(asks
      ? { opens: { kind: 'lapse', token } }
      : { run: () => void reminders.remind([token], how) }),
  }));
}

function endGroup({ vault }: Page, token: Token): Group {
  const forget: MenuCommand = {
    ...named('forget', m.value_forget(), token),
    icon: 'key-off',
    opens: { kind: 'forget', token },
  };
  const remove = deletion([token], m.menu_delete({ name: tokenName(token) }));
  const elsewhere = otherAccount(token, vault.session) !== null;
  return [...(token.kept !== 'no' && !token.own ? [forget] : []), ...(elsewhere ? [] : [remove])];
}

const rotation = (tokens: readonly Token[], words: string): MenuCommand => ({
  id: 'rotate',
  words,
  icon: 'refresh',
  keys: '',
  opens: { kind: 'rotate', tokens },
});

const deletion = (tokens: readonly Token[], words: string): MenuCommand => ({
  id: 'delete',
  words,
  icon: 'trash',
  keys: m.key_delete(),
  ariaKeys: 'Delete',
  danger: true,
  opens: { kind: 'delete', tokens },
});

/** In the menu of one token its name need not be seen again; it is heard. */
const named = (id: string, act: string, token: Token) => ({
  id,
  words: act,
  about: m.menu_about({ name: tokenName(token) }),
  keys: '',
});
