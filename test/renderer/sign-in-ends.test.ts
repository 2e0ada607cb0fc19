import { describe, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import type { Account } from '../../preload/contract.ts';
import { endingSignIns } from '../../renderer/text/sign-in-ends.ts';
import { aList, aState, aToken, anAccount, anId, now } from './build.ts';
import { done } from './fake-bridge.ts';
import { button, dialog, gone, open, visible } from './open.ts';

const DAY = 86_400_000;
const own = anId('3f2a91c0');
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
