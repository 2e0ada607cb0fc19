import type { State, Token } from '../../preload/contract.ts';
import { accountsOf } from '../text/token-life.ts';
import { ttlBounds } from '../text/ttl.ts';

/** An account in which there is no room for a token more in place of each of these. */
export interface NoRoom {
  readonly accountId: string;
  /** How many tokens more there can be, and how many there would have to be. */
  readonly free: number;
  readonly needed: number;
}

/** The accounts of these tokens that have no room for as many more; what was not read is not known. */
export function withoutRoom(
  tokens: readonly Token[],
  session: State['session'],
  { accounts, limit }: Pick<State['list'], 'accounts' | 'limit'>,
): readonly NoRoom[] {
  return accountsOf(tokens, session).flatMap(({ id }) => {
    const list = accounts.find(({ accountId }) => accountId === id);
    const needed = tokens.filter(({ accountId }) => (accountId ?? id) === id).length;
    const free = Math.max(0, limit - (list?.listed ?? 0));
    return list !== undefined && needed > free ? [{ accountId: id, free, needed }] : [];
  });
}

/** As main takes it where nobody knows how long a token was to live, seconds. */
const usualLife = 30 * 86_400;

/** How long the new token would live, seconds. @param chosen null: as long as the old one. */
export const newLife = (
  { createdAt, expiresAt }: Pick<Token, 'createdAt' | 'expiresAt'>,
  chosen: number | null,
): number => {
  if (chosen !== null) return chosen;
  if (createdAt === null || expiresAt === null) return usualLife;
  return Math.min(
    ttlBounds.max,
    Math.max(ttlBounds.min, Math.round((expiresAt - createdAt) / 1_000)),
  );
};
