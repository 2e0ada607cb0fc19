import { describe, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { Account, State } from '../../preload/contract.ts';
import { aState, aStore, anAccount, signedOut } from './build.ts';
import { done, no, ok } from './fake-bridge.ts';
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
