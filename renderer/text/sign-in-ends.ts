import { m } from '#messages';
import type { Account, Token } from '../../preload/contract.ts';
import { relativeTime } from './time.ts';
import { accountName } from './state-text.ts';

const day = 86_400_000;
/** How long before its end a token that somebody pasted is to be replaced, ms. */
const soon = 14 * day;
/** Where the account may not make one, another way has to be found in time. */
const early = 30 * day;

/** An account that a pasted token signs in, with the moment at which that one ends, Unix time in ms. */
export interface EndingSignIn {
  readonly account: Account;
  readonly at: number;
}

/**
 * The accounts that nobody can use here any more before long unless somebody makes a token for them: the
 * app does not renew what it did not make. @param now the server's time.
 */
export function endingSignIns(
  accounts: readonly Account[],
  tokens: readonly Pick<Token, 'id' | 'expiresAt'>[],
  now: number,
): readonly EndingSignIn[] {
  return accounts.flatMap((account) => {
    if (account.signIn !== 'pasted' || account.ended !== null) return [];
    const at = tokens.find(({ id }) => id === account.ownTokenId)?.expiresAt ?? null;
    const ahead = account.canMint === 'no' ? early : soon;
    return at === null || at - now > ahead ? [] : [{ account, at }];
  });
}

/** How long it still signs in, and what to do. */
export function signInEndsText(account: Account, at: number, now: number): string {
  const name = accountName(account);
  if (at <= now) return m.lockout_over({ account: name });
  const facts = { account: name, when: relativeTime(at, now) };
  return account.canMint === 'no' ? m.lockout_no_mint(facts) : m.lockout_soon(facts);
}
