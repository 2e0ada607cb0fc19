import { describe, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { Account, State, Token } from '../../preload/contract.ts';
import {
  aList,
  aState,
  aStore,
  aToken,
  anAccount,
  anId,
  now,
  signedOut,
  theAccountId,
} from './build.ts';
import { done, no, ok, type Answers, type FakeBridge } from './fake-bridge.ts';
import { alert, button, dialog, field, focused, gone, open, visible } from './open.ts';

const as = (account: Partial<Account>): State['session'] => ({
  ...aState().session,
  account: anAccount(account),
});

test('shows nothing but quiet while the app starts', async () => {
  const bridge = await open({ session: signedOut({ status: 'starting' }) });
  await expect.element(page.getByRole('status').first()).toHaveTextContent('Starting…');
  await gone(page.getByRole('heading', { name: 'Token Manager' }));
  bridge.emit({ session: signedOut() });
  await visible(page.getByRole('heading', { name: 'Sign in', exact: true }));
});

test('says that the app behind cannot be reached, and asks again', async () => {
  let reachable = false;
  await open(
    {},
    {
      app: {
        state: () => {
          if (!reachable) throw new Error('no bridge');
          return ok(aState());
        },
      },
    },
  );
  await visible(alert('could not reach the app behind it'));
  reachable = true;
  await button('Try again').click();
  await visible(page.getByRole('heading', { name: 'Token Manager' }));
});

describe('the account', () => {
  test.each([
    ['minted', 'Signed in with a token of its own'],
    ['pasted', 'Signed in with a pasted token'],
    ['password', 'Signed in until the app ends'],
  ] as const)('signed in by %s', async (signIn, words) => {
    await open({ session: as({ signIn }) });
    await visible(page.getByText(words));
    await visible(page.getByText('ops@acme.example'));
    await visible(page.getByText('Contract 31234567'));
    await visible(page.getByText('api.ionos.com'));
  });

  test('has a long address broken at its @ alone, and whole in its title', async () => {
    const email = 'operations.and.infrastructure@subsidiary-of-acme-corporation.example';
    await open({ session: as({ email }) });
    const name = page.getByRole('navigation').getByTitle(email);
    await expect.element(name).toHaveTextContent(email);
    const parts = [...name.element().children];
    expect(parts.map(({ textContent }) => textContent)).toEqual(email.split(/(?=@)/));
    // One line each, as wide as the place and no wider.
    const place = page.getByRole('navigation').element().getBoundingClientRect();
    for (const part of parts) {
      expect(part.getClientRects()).toHaveLength(1);
      expect(part.getBoundingClientRect().height).toBeLessThan(24);
      expect(part.getBoundingClientRect().right).toBeLessThanOrEqual(place.right);
    }
  });

  test('of the trial is marked in the window and in each dialog', async () => {
    await open({ session: as({ trial: true, origin: 'sandbox:' }) });
    await visible(page.getByRole('navigation').getByText('TRIAL'));
    await button('Generate Token').click();
    await visible(dialog('Generate Token').getByText('TRIAL'));
  });
});

test('after signing in the keyboard goes on from the title of the list', async () => {
  const bridge = await open({ session: signedOut() });
  await focused(field('E-mail'));
  bridge.emit({ session: aState().session });
  await focused(page.getByRole('heading', { name: 'Token Manager' }));
});

test(
  'a sign-in that ended keeps the list and can be renewed in a dialog',
  { tags: 'long' },
  async () => {
    const bridge = await open(
      {
        session: as({
          authorised: false,
          email: 'ops@acme.example',
          origin: 'https://api.ionos.com',
          contractNumber: 31_234,
        }),
      },
      { session: { signInWithPassword: done } },
    );
    await visible(page.getByRole('table'));
    await button('Sign in again').click();
    await visible(dialog('Sign in again'));
    // The e-mail is known; the sandbox is no way into this account.
    await focused(field('Password'));
    await gone(button('Try it with the built-in sandbox'));
    await field('Password').fill('correct horse');
    await userEvent.keyboard('{Enter}');
    await gone(dialog('Sign in again'));
    // What is known of the account need not be typed again.
    expect(bridge.argsOf('session.signInWithPassword')).toEqual([
      {
        endpoint: 'https://api.ionos.com',
        contractNumber: 31_234,
        email: 'ops@acme.example',
        password: 'correct horse',
      },
    ]);
  },
);

test.each([
  ['refused', /^IONOS no longer accepts this sign-in/],
  ['forgotten', /^You were signed in with a password that was in memory only/],
  ['out-of-reach', /^Your sign-in is in your keychain, which is not there now/],
  ['missing', /^Your keychain no longer holds this sign-in/],
] as const)('why a sign-in ended is said as it is: %s', async (ended, sentence) => {
  await open({ session: as({ authorised: false, ended }) });
  await visible(alert(sentence));
  await visible(button('Sign in again'));
});

test('signing in again as somebody else does not ask for the contract of before', async () => {
  await open({ session: as({ authorised: false, email: 'ops@acme.example' }) });
  await button('Sign in again').click();
  const again = dialog('Sign in again');
  const contract = again.getByLabelText('Contract number', { exact: true });
  await again.getByText('Endpoint and contract').click();
  await expect.element(contract).toHaveValue('31234567');
  await again.getByLabelText('E-mail').fill('dev@acme.example');
  await expect.element(contract).toHaveValue('');
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

test('leaving the trial says what is removed; Cancel has the focus', { tags: 'long' }, async () => {
  const bridge = await open({ session: as({ trial: true }) }, { session: { leaveTrial: done } });
  await button('Leave trial').click();
  await visible(page.getByText(/everything saved from it are removed/));
  await focused(button('Cancel'));
  await dialog('Leave trial').getByRole('button', { name: 'Leave trial' }).click();
  expect(bridge.argsOf('session.leaveTrial')).toHaveLength(1);
});

test(
  'the trial that cannot be left with a locked keychain says so, and offers to unlock it',
  { tags: 'long' },
  async () => {
    let locked = true;
    const bridge = await open(
      { session: as({ trial: true }), store: aStore({ state: 'locked' }) },
      {
        session: { leaveTrial: () => (locked ? no({ code: 'STORE_LOCKED' }) : done()) },
        store: { unlock: done },
      },
    );
    await button('Leave trial').click();
    const leaving = dialog('Leave trial');
    await leaving.getByRole('button', { name: 'Leave trial' }).click();
    await visible(
      alert('cannot be removed. You are still in the trial. Unlock it, then leave again.'),
    );
    await leaving.getByRole('button', { name: 'Unlock' }).click();
    expect(bridge.argsOf('store.unlock')).toHaveLength(1);
    await visible(alert('still in the trial'));
    locked = false;
    bridge.emit({ store: aStore({ state: 'ready' }) });
    await gone(alert('still in the trial'));
    await leaving.getByRole('button', { name: 'Leave trial' }).click();
    await gone(leaving);
  },
);

test('in a narrow window the account is folded away behind "Menu"', { tags: 'long' }, async () => {
  await open();
  await page.viewport(480, 400);
  await gone(button('Sign out'));
  await button('Menu').click();
  await visible(button('Sign out'));
  // What it lies over is out of reach meanwhile.
  await gone(button('Generate Token'));
  await userEvent.keyboard('{Escape}');
  await visible(button('Generate Token'));
  await gone(button('Sign out'));
  await focused(button('Menu'));
});
