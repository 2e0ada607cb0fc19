import { m } from '#messages';
import type { Account, Token } from '../../preload/contract.ts';
import { failureText } from './failure-text.ts';
import { relativeTime } from './time.ts';
import { accountNameAmong } from './state-text.ts';

const day = 86_400_000;
/** How long before its end a token that the app does not renew is to be replaced, ms. */
const soon = 14 * day;
/** Where the account may not make one, another way has to be found in time. */
const early = 30 * day;

/** An account that a token signs in which the app does not, or could not, renew, with the moment at which that one ends, Unix time in ms. */
export interface EndingSignIn {
  readonly account: Account;
  readonly at: number;
}

/**
 * The accounts that nobody can use here any more before long unless somebody makes a token for them: the
 * app does not renew what it did not make, and may have failed to renew what it did. @param now the server's time.
 */
export function endingSignIns(
  accounts: readonly Account[],
  tokens: readonly Pick<Token, 'id' | 'expiresAt'>[],
  now: number,
): readonly EndingSignIn[] {
  return accounts.flatMap((account) => {
    if (account.ownTokenId === null || account.ended !== null) return [];
    const at = tokens.find(({ id }) => id === account.ownTokenId)?.expiresAt ?? null;
    return at === null || at - now > aheadOf(account) ? [] : [{ account, at }];
  });
}

/** How long before its end it is said, ms. */
function aheadOf({ signIn, canMint, renewalFailure }: Account): number {
  if (signIn === 'pasted') return canMint === 'no' ? early : soon;
  if (renewalFailure !== null) return Infinity;
  // It lives for 30 days: whoever was refused on its first one need not be told for a month.
  return canMint === 'no' ? soon : 0;
}

/** What a person can do about it. `sign-in`: nothing but another sign-in helps. */
export const wayOut = ({ signIn, canMint }: Account, at: number, now: number) =>
  signIn === 'minted' && canMint !== 'no' && at > now ? 'try-again' : 'sign-in';

/**
 * How long it still signs in, and what to do.
 *
 * @param accounts all that are signed in: some may be called the same. @param clock by this computer, ms;
 *   `now` by the server.
 */
export function signInEndsText(
  { account, at }: EndingSignIn,
  accounts: readonly Account[],
  { now, clock }: { readonly now: number; readonly clock: number },
): string {
  const name = accountNameAmong(account, accounts);
  const facts = { account: name, when: relativeTime(at, now) };
  if (account.signIn === 'minted') {
    if (at <= now) return m.renewal_over({ account: name });
    if (account.canMint === 'no' || account.renewalFailure === null)
      return m.renewal_refused(facts);
    const { code, nextAt } = account.renewalFailure;
    return m.renewal_failed({
      ...facts,
      why: failureText({ code }),
      again: againText(nextAt, clock),
    });
  }
  if (at <= now) return m.lockout_over({ account: name });
  return account.canMint === 'no' ? m.lockout_no_mint(facts) : m.lockout_soon(facts);
}

/** When the app tries again by itself; empty: not before a person says so. */
function againText(nextAt: number | null, clock: number): string {
  if (nextAt === null) return '';
  return nextAt > clock
    ? m.renewal_again({ when: relativeTime(nextAt, clock) })
    : m.renewal_again_list();
}
