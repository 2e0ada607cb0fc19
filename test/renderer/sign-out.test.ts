import { describe, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { Account, State, Token } from '../../preload/contract.ts';
import { aList, aState, aToken, anAccount, anId, now, theAccountId } from './build.ts';
import { done, no, type Answers, type FakeBridge } from './fake-bridge.ts';
import { alert, button, dialog, focused, gone, open, visible } from './open.ts';

const as = (account: Partial<Account>): State['session'] => ({
  ...aState().session,
  account: anAccount(account),
});

describe('signing out', () => {
  async function ask(account: Partial<Account>, answers: Answers): Promise<FakeBridge> {
    const bridge = await open({ session: as(account) }, answers);
    await button('Sign out').click();
    await visible(dialog('Sign out').getByText(/Saved token values stay in your keyring/));
    return bridge;
  }

  test.each([true, false])('offers to revoke the own token: %s', async (revoke) => {
    const bridge = await ask({}, { session: { signOut: done } });
    const offer = dialog('Sign out').getByRole('checkbox', { name: /Revoke the token.*3f2a91c0/ });
    await expect.element(offer).toBeChecked();
    if (!revoke) await offer.click();
    await dialog('Sign out').getByRole('button', { name: 'Sign out' }).click();
    expect(bridge.argsOf('session.signOut')).toEqual([{ revoke, accountId: theAccountId }]);
    await gone(dialog('Sign out'));
  });

  test.each(['pasted', 'password'] as const)(
    'does not offer it when %s',
    { tags: 'long' },
    async (signIn) => {
      const bridge = await ask({ signIn }, { session: { signOut: done } });
      await gone(page.getByRole('checkbox', { name: /Revoke/ }));
      await dialog('Sign out').getByRole('button', { name: 'Sign out' }).click();
      expect(bridge.argsOf('session.signOut')).toEqual([
        { revoke: false, accountId: theAccountId },
      ]);
    },
  );

  describe('where something is to be seen to before it is revoked', () => {
    const revoke = () => page.getByRole('checkbox', { name: /Revoke the token/ });

    async function asked(token: Partial<Token>, account: Partial<Account> = {}) {
      const bridge = await open(
        { session: as(account), list: aList({ tokens: [aToken({ own: true, ...token })] }) },
        { session: { signOut: done }, app: { openPage: done } },
      );
      await button('Sign out').click();
      await visible(dialog('Sign out'));
      return bridge;
    }

    test('it stays unless the person says otherwise, and another one is a press away', async () => {
      const bridge = await asked({ usedIn: 'GitHub Actions' });
      await visible(page.getByText(/is used elsewhere, too: GitHub Actions\. Once it is revoked/));
      await expect.element(revoke()).not.toBeChecked();
      await expect
        .element(revoke())
        .toHaveAccessibleDescription(/stays valid.*its value stays in your keyring/);
      await expect.element(dialog('Sign out')).toHaveAccessibleDescription(/used elsewhere, too/);
      await button('Generate another first').click();
      await visible(dialog('Generate Token'));
      expect(bridge.argsOf('session.signOut')).toEqual([]);
    });

    test('the keyboard begins on what changes nothing', async () => {
      const bridge = await asked({});
      await focused(dialog('Sign out').getByRole('button', { name: 'Cancel' }));
      await userEvent.keyboard('{Enter}');
      await gone(dialog('Sign out'));
      expect(bridge.argsOf('session.signOut')).toEqual([]);
    });

    test('it is kept with one more press', async () => {
      const bridge = await asked({ usedIn: 'GitHub Actions' });
      await dialog('Sign out').getByRole('button', { name: 'Sign out' }).click();
      expect(bridge.argsOf('session.signOut')).toEqual([
        { revoke: false, accountId: theAccountId },
      ]);
    });

    test('it is revoked when the person says so', { tags: 'long' }, async () => {
      const bridge = await asked({ usedIn: 'GitHub Actions' });
      await revoke().click();
      await dialog('Sign out').getByRole('button', { name: 'Sign out' }).click();
      expect(bridge.argsOf('session.signOut')).toEqual([{ revoke: true, accountId: theAccountId }]);
    });

    test('its value was used through this app', { tags: 'long' }, async () => {
      await asked({ usedAt: now - 3 * 3_600_000 });
      await visible(page.getByText(/was copied, shown or saved through this app 3 hours ago/));
      await expect.element(revoke()).not.toBeChecked();
    });

    test('nothing but such a token signs in', async () => {
      const bridge = await asked({}, { canMint: 'no' });
      await visible(page.getByText(/nothing but a token from the Data Center Designer signs in/));
      await gone(page.getByText(/at any time/));
      await expect.element(revoke()).not.toBeChecked();
      await button('Open the Token Manager in the console').click();
      expect(bridge.argsOf('app.openPage')).toEqual(['token-manager']);
    });

    test('what another token is used for is no reason', { tags: 'long' }, async () => {
      await asked({ id: anId('11111111'), own: false, usedIn: 'GitHub Actions' });
      await expect.element(revoke()).toBeChecked();
      await expect.element(revoke()).toHaveAccessibleDescription(/cannot sign in by itself/);
    });
  });

  test('stays open and says why it failed', async () => {
    await ask({}, { session: { signOut: () => no({ code: 'OFFLINE' }) } });
    await dialog('Sign out').getByRole('button', { name: 'Sign out' }).click();
    await visible(alert(/IONOS cannot be reached.*You are still signed in/));
    await visible(dialog('Sign out'));
  });

  test('can be cancelled by Escape, and the focus goes back', { tags: 'long' }, async () => {
    await ask({}, {});
    await userEvent.keyboard('{Escape}');
    await gone(dialog('Sign out'));
    await focused(button('Sign out'));
  });
});
