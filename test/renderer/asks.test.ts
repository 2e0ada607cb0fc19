import { describe, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { aList, aState, anAccount, aToken, anId } from './build.ts';
import { done, ok, type FakeBridge } from './fake-bridge.ts';
import { button, focused, gone, open, row, visible } from './open.ts';

const token = aToken({ label: 'staging' });

async function setup(trial = false): Promise<FakeBridge> {
  const bridge = await open(
    {
      list: aList({ tokens: [token, aToken({ id: anId('9b07d2e4'), state: 'expired' })] }),
      session: { ...aState().session, account: anAccount({ trial }) },
      notices: ['SETTINGS_SET_ASIDE'],
    },
    {
      app: { changeSettings: done, dismissNotice: done, lock: done },
      tokens: { copyId: done, describe: done, refresh: done },
      values: { copy: () => ok({ clearsAt: null }) },
    },
  );
  await visible(row('3f2a91c0'));
  return bridge;
}

const question = () => page.getByRole('dialog').or(page.getByRole('alertdialog'));
const onRow = (): void => {
  row('3f2a91c0').getByRole('checkbox').element().focus();
};

/** What ends for good, or on a server, has no way back: the act, the request that waits for the answer. */
const asking: readonly (readonly [string, string, boolean, () => Promise<void>])[] = [
  [
    'deleting a token: IONOS makes it invalid at once',
    'tokens.delete',
    false,
    async () => {
      onRow();
      await userEvent.keyboard('{Delete}');
    },
  ],
  [
    'forgetting a value: IONOS does not show it again',
    'values.forget',
    false,
    async () => {
      await button("Forget value of token '9b07d2e4'").click();
    },
  ],
  [
    'signing out: the sign-in is removed from this computer',
    'session.signOut',
    false,
    async () => {
      await button('Sign out').click();
    },
  ],
  [
    'leaving the trial: all that was made in it goes',
    'session.leaveTrial',
    true,
    async () => {
      await button('Leave trial').click();
    },
  ],
];

describe('what cannot be undone asks', () => {
  test.each(asking)('%s', async (_, request, trial, act) => {
    const bridge = await setup(trial);
    await act();
    await visible(question());
    expect(bridge.argsOf(request)).toEqual([]);
    await focused(question().getByRole('button', { name: 'Cancel', exact: true }));
    await userEvent.keyboard('{Escape}');
    await gone(question());
    expect(bridge.argsOf(request)).toEqual([]);
    expect(document.activeElement).not.toBe(document.body);
  });
});

describe('what can be undone, or undoes itself, does not ask', () => {
  test.each<[string, string, () => Promise<void>]>([
    ['copying a value', 'values.copy', () => userEvent.keyboard('c')],
    ['copying an id', 'tokens.copyId', () => button('Copy token ID').first().click()],
    ['changing a label', 'tokens.describe', () => userEvent.keyboard('{F2}x{Enter}')],
    ['dismissing a notice', 'app.dismissNotice', () => button('Dismiss').click()],
    ['refreshing the list', 'tokens.refresh', () => button('Refresh').click()],
    ['locking', 'app.lock', () => button('Lock').click()],
  ])('%s', async (_, request, act) => {
    const bridge = await setup();
    onRow();
    await act();
    await expect.poll(() => bridge.argsOf(request)).toHaveLength(1);
    expect(question().elements()).toEqual([]);
  });
});
