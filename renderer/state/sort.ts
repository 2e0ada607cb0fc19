import type { Account, State, Token, TokenState } from '../../preload/contract.ts';
import { accountOf } from '../text/token-life.ts';

export type SortKey = 'id' | 'created' | 'expires' | 'state';
export interface Sort {
  readonly key: SortKey;
  readonly descending: boolean;
}

/** Newest first, as people look for what they just made. */
export const newestFirst: Sort = { key: 'created', descending: true };

/** What has to be seen to first. */
export const endingFirst: Sort = { key: 'expires', descending: false };

/** The same column turns round; another one starts with the end that is asked for most. */
export function nextSort(current: Sort, key: SortKey): Sort {
  if (current.key === key) return { key, descending: !current.descending };
  return { key, descending: key === 'created' };
}

function compareTimes(a: number | null, b: number | null, descending: boolean): number {
  if (a === b) return 0;
  // A date that cannot be read goes last, whichever way the others stand.
  if (a === null) return 1;
  if (b === null) return -1;
  return descending ? b - a : a - b;
}

const byId = (a: Token, b: Token): number => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

/** What can be used first; the same order as the chips above the list. */
const stateRanks: Readonly<Record<TokenState, number>> = {
  saved: 0,
  'not-here': 1,
  gone: 2,
  expired: 3,
  'cannot-tell': 4,
};

/** A sorted copy; equal rows stand in the order of their ids, so that nothing jumps. */
export function sorted(tokens: readonly Token[], { key, descending }: Sort): readonly Token[] {
  return tokens.toSorted((a, b) => {
    switch (key) {
      case 'id':
        return descending ? byId(b, a) : byId(a, b);
      case 'created':
        return compareTimes(a.createdAt, b.createdAt, descending) || byId(a, b);
      case 'expires':
        return compareTimes(a.expiresAt, b.expiresAt, descending) || byId(a, b);
      case 'state': {
        const rank = stateRanks[a.state] - stateRanks[b.state];
        // Within a state the newest comes first, whichever way the states stand.
        const newest = compareTimes(a.createdAt, b.createdAt, true) || byId(a, b);
        return (descending ? -rank : rank) || newest;
      }
    }
  });
}

/** Rows of one account; null: of none that is signed in. */
export interface TokenGroup {
  readonly account: Account | null;
  readonly rows: readonly Token[];
  /** How many rows of other groups stand before them. */
  readonly before: number;
}

/** Rows by account, in the person's order of accounts, each group in the order that it had; none is empty. */
export function byAccount(
  rows: readonly Token[],
  session: Pick<State['session'], 'accounts'>,
): readonly TokenGroup[] {
  let before = 0;
  return [...session.accounts, null]
    .map((account) => {
      const own = rows.filter((token) => accountOf(token, session)?.id === account?.id);
      const group = { account, rows: own, before };
      before += own.length;
      return group;
    })
    .filter((group) => group.rows.length > 0);
}
