import { m } from '#messages';
import { accountWordsAmong } from '../text/state-text.ts';
import type { Command } from './commands.ts';
import type { Page } from './page.svelte.ts';

/** Which accounts are shown, and what can be done about them; nothing in the trial, which has one. */
export function commandsOfAccounts({ vault }: Page): readonly Command[] {
  const { account, accounts, showAll } = vault.session;
  if (!account || account.trial) return [];
  const show = (accountId: string | null) => (): void => {
    void vault.act((bridge) => bridge.session.show({ accountId }));
  };
  const shows = accounts
    .filter(({ id }) => showAll || id !== account.id)
    .map((one) => ({
      id: `account ${one.id}`,
      words: m.accounts_show({ name: accountWordsAmong(one, accounts) }),
      icon: 'account' as const,
      keys: '',
      run: show(one.id),
    }));
  const all: Command = {
    id: 'accounts-all',
    words: m.accounts_all(),
    icon: 'list-check',
    keys: '',
    run: show(null),
  };
  return [
    ...(accounts.length > 1 ? [...(showAll ? [] : [all]), ...shows] : []),
    {
      id: 'accounts',
      words: m.accounts_manage(),
      icon: 'account',
      keys: '',
      opens: { kind: 'accounts' },
    },
    {
      id: 'add-account',
      words: m.accounts_add(),
      icon: 'plus',
      keys: '',
      opens: { kind: 'add-account' },
    },
  ];
}
