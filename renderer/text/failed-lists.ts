import { m } from '#messages';
import type { Account, Failure, State } from '../../preload/contract.ts';
import { accountNameAmong } from './state-text.ts';

/** Lists that could not be read for one reason, and whose they are. */
export interface FailedLists {
  readonly failure: Failure;
  readonly accounts: readonly Account[];
}

/**
 * Of the accounts that are shown: what failed, once for each reason. An ended sign-in is said by
 * itself, with the way back.
 */
export function failedLists(
  { account, accounts, showAll }: State['session'],
  { accounts: lists }: State['list'],
): readonly FailedLists[] {
  const shown = accounts.filter(
    ({ id, ended }) => ended === null && (showAll || id === account?.id),
  );
  const failed = new Map<string, { failure: Failure; accounts: Account[] }>();
  for (const one of shown) {
    const list = lists.find(({ accountId }) => accountId === one.id);
    if (list?.status !== 'failed' || list.error === null) continue;
    const same = failed.get(list.error.code) ?? { failure: list.error, accounts: [] };
    same.accounts.push(one);
    failed.set(list.error.code, same);
  }
  return [...failed.values()];
}

/** A sentence, with whose it is where there are several: `all` are those it could be about. */
export function ofAccounts(
  accounts: readonly Account[],
  sentence: string,
  all: readonly Account[],
): string {
  if (all.length < 2) return sentence;
  const names = accounts.map((account) => accountNameAmong(account, all));
  return m.list_failed_of({ accounts: names.join(', '), failure: sentence });
}
