import type { Failure } from '../../preload/contract.ts';
import type { VaultState } from './vault-state.svelte.ts';

/** Why no token can be generated now: this sign-in may not, or there is no room for one more. */
export type Obstacle = 'refused' | 'limit';

/** What stands in the way of a generate for an account, by what is known and by what IONOS said just now. */
export function obstacleTo(
  { session, list }: VaultState,
  failure: Failure | null,
  accountId: string | null,
): Obstacle | null {
  const account = session.accounts.find(({ id }) => id === accountId);
  if (account?.canMint === 'no' || failure?.code === 'TWO_FACTOR_OR_REFUSED') return 'refused';
  const taken = list.tokens.filter((token) => token.listed && token.accountId === accountId);
  const full = !list.stale && taken.length >= list.limit;
  return full || failure?.code === 'LIMIT_REACHED' ? 'limit' : null;
}
