import type { Account, Token } from '../../preload/contract.ts';

/**
 * Whether the end of a token is to be told to a person. What the app made to sign itself in is its own to
 * renew, as long as it can.
 */
export function needsSomebody(
  { own, accountId }: Pick<Token, 'own' | 'accountId'>,
  accounts: readonly Pick<Account, 'id' | 'signIn' | 'canMint' | 'renewalFailure'>[],
): boolean {
  const account = accounts.find(({ id }) => id === accountId);
  if (!own || account?.signIn !== 'minted') return true;
  return account.renewalFailure !== null || account.canMint === 'no';
}
