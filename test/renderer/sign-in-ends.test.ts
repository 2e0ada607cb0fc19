import { describe, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import type { Account } from '../../preload/contract.ts';
import { endingSignIns } from '../../renderer/text/sign-in-ends.ts';
import { aList, aState, aToken, anAccount, anId, now } from './build.ts';
import { done, no } from './fake-bridge.ts';
import { button, dialog, gone, open, visible } from './open.ts';

const DAY = 86_400_000;
const own = anId('3f2a91c0');
const HOUR = 3_600_000;
const renewalFailure = { code: 'LIMIT_REACHED', nextAt: now + 20 * HOUR + 60_000 } as const;
const pasted = (changes: Partial<Account> = {}) => anAccount({ signIn: 'pasted', ...changes });

describe('a sign-in by a pasted token is said to end', () => {
  test.each<[string, Partial<Account>, number, boolean]>([
    ['14 days before', {}, 14, true],
    ['not earlier', {}, 14.01, false],
    ['30 days before where it cannot make another', { canMint: 'no' }, 30, true],
    ['not earlier there, either', { canMint: 'no' }, 30.01, false],
    ['when it is over', {}, -1, true],
    ['not once it was refused, which is said by itself', { authorised: false }, 3, false],
    ['not where the app made it, and renews it', { signIn: 'minted' }, 3, false],
    ['whenever the app could not renew it', { signIn: 'minted', renewalFailure }, 6.9, true],
    ['14 days before where it may not', { signIn: 'minted', canMint: 'no' }, 14, true],
    ['not earlier than that', { signIn: 'minted', canMint: 'no' }, 14.01, false],
    ['when what the app made is over', { signIn: 'minted' }, -1, true],
    ['not where it is a password', { signIn: 'password', ownTokenId: null }, 3, false],
  ])('%s', (_, changes, days, said) => {
    const account = pasted(changes);
    const ending = endingSignIns([account], [{ id: own, expiresAt: now + days * DAY }], now);
    expect(ending).toEqual(said ? [{ account, at: now + days * DAY }] : []);
  });

  test('not where nobody knows when', () => {
    expect(endingSignIns([pasted()], [{ id: own, expiresAt: null }], now)).toEqual([]);
    expect(endingSignIns([pasted()], [], now)).toEqual([]);
  });
});

const session = (account: Account) => ({ ...aState().session, account, accounts: [account] });
const list = (days: number) =>
  aList({
    tokens: [
      aToken({ own: true, expiresAt: now + days * DAY + 60_000 }),
      aToken({ id: anId('11111111') }),
    ],
  });

describe('above the list', () => {
  test('with the days that are left, and the way to another token', async () => {
    const bridge = await open(
      { session: session(pasted()), list: list(12) },
      { app: { openPage: done } },
    );
    await visible(page.getByText(/signs in ops@acme\.example ends in 12 days/));
    await button('Open the Token Manager in the console').click();
    expect(bridge.argsOf('app.openPage')).toEqual(['token-manager']);
    await button('Sign in again').click();
    await visible(dialog('Sign in again'));
  });

  test('more strongly where nobody can make another here', async () => {
    await open({ session: session(pasted({ canMint: 'no' })), list: list(23) });
    await visible(page.getByText(/ends in 23 days, and this account cannot make another here/));
    expect(document.querySelector('.banner.danger')).not.toBeNull();
  });

  test('that it is over, until IONOS has said so', async () => {
    await open({ session: session(pasted()), list: list(-1) });
    await visible(page.getByText(/signs in ops@acme\.example has expired/));
  });

  test('nothing while there is time', async () => {
    await open({ session: session(pasted()), list: list(20) });
    await visible(page.getByRole('row').nth(1));
    await gone(button('Sign in again'));
  });
});

describe('above the list: a renewal that failed', () => {
  const failed = (changes: Partial<Account> = {}) =>
    session(anAccount({ renewalFailure, ...changes }));

  test('with why, the days that are left, and when it is tried again; it can be now', async () => {
    const bridge = await open(
      { session: failed(), list: list(5) },
      { session: { replaceOwnToken: done } },
    );
    const said =
      /^\s*The token that signs in ops@acme\.example ends in 5 days.*All tokens of this account are in use.*The app tries again in 20 hours\.\s*$/;
    await visible(page.getByText(said));
    await button('Try again').click();
    expect(bridge.argsOf('session.replaceOwnToken')).toEqual([{ accountId: anAccount().id }]);
    await visible(page.getByRole('status').filter({ hasText: /signs this app in was replaced/ }));
    bridge.emit({ session: session(anAccount()) });
    await gone(page.getByText(/could not put another in its place/));
  });

  test('that goes on with the next list says so', async () => {
    const late = { renewalFailure: { code: 'OUTCOME_UNKNOWN', nextAt: now - 1 } as const };
    await open({ session: failed(late), list: list(5) });
    await visible(page.getByText(/A token may have been created.*when it next reads the list/));
  });

  test('and again, by hand: why', async () => {
    await open(
      { session: failed(), list: list(5) },
      { session: { replaceOwnToken: () => no({ code: 'OFFLINE' }) } },
    );
    await button('Try again').click();
    await visible(page.getByRole('alert').filter({ hasText: /IONOS cannot be reached/ }));
    await visible(button('Try again'));
  });

  test('since IONOS refused: another sign-in is the way out', async () => {
    const refused = {
      canMint: 'no',
      renewalFailure: { code: 'TWO_FACTOR_OR_REFUSED', nextAt: null },
    } as const;
    await open({ session: failed(refused), list: list(5) });
    await visible(page.getByText(/ends in 5 days, and IONOS refuses to make another here/));
    await gone(button('Try again'));
    await visible(button('Open the Token Manager in the console'));
    await button('Sign in again').click();
    await visible(dialog('Sign in again'));
  });

  test('and it is over by now', async () => {
    await open({ session: failed(), list: list(-1) });
    await visible(page.getByText(/signs in ops@acme\.example has expired\. Sign in again\./));
    await gone(button('Try again'));
  });
});
