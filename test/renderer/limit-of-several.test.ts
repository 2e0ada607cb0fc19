import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { aList, aState, aToken, anAccount, anId, now, theAccountId } from './build.ts';
import { done, type FakeBridge } from './fake-bridge.ts';
import { button, gone, open, visible } from './open.ts';

const otherId = '1b54ee0d-5d0e-4c0e-9a55-0d4f5b1c2d3e';
const thirdId = '2b54ee0d-5d0e-4c0e-9a55-0d4f5b1c2d3e';
const accounts = [
  anAccount({ label: 'Production' }),
  anAccount({ id: otherId, label: 'Staging' }),
  anAccount({ id: thirdId, label: 'Nightly' }),
];
const [production = null] = accounts;
const limit = 3;

/** So many of an account, the last of them expired where that is asked for. */
const some = (accountId: string, start: string, n: number, expired = 0) =>
  Array.from({ length: n }, (_, at) =>
    aToken({
      id: anId(`${start}${at}`),
      accountId,
      ...(at < expired ? { state: 'expired', expiresAt: now - 86_400_000, kept: 'no' } : {}),
    }),
  );

function setup(showAll = true): Promise<FakeBridge> {
  const list = (accountId: string, listed: number, expired: number) => ({
    accountId,
    status: 'ready' as const,
    fetchedAt: now,
    stale: false,
    clockOffsetMs: 0,
    error: null,
    listed,
    expired,
  });
  return open(
    {
      session: { ...aState().session, account: production, accounts, showAll },
      list: aList({
        limit,
        tokens: [
          ...some(theAccountId, 'aaaaaaa', limit, 2),
          ...some(otherId, 'bbbbbbb', limit),
          ...some(thirdId, 'ccccccc', limit - 1, 1),
        ],
        accounts: [
          list(theAccountId, limit, 2),
          list(otherId, limit, 0),
          list(thirdId, limit - 1, 1),
        ],
      }),
    },
    { session: { show: done } },
  );
}

const said = (name: string) => page.getByText(new RegExp(`^${name}: All 3 tokens are in use`));

test('each full account is said above the list of all, with what of it has expired', async () => {
  await setup();
  await visible(said('Production'));
  await visible(said('Staging'));
  expect(said('Nightly').elements()).toHaveLength(0);
  // One of the accounts that is full, and has expired ones; and one of all, beside the chips.
  const remove = button('Remove 2 expired…');
  expect(remove.elements()).toHaveLength(1);
  await expect.element(remove).toHaveAccessibleDescription('Production');
  await visible(button('Remove 3 expired…'));
  await remove.click();
  const asked = page.getByRole('dialog');
  await visible(asked.getByText(/Expired tokens of Production/));
  expect(asked.getByRole('listitem').elements()).toHaveLength(2);
});

test('the sidebar marks the counts of those that are full', async () => {
  await setup();
  const side = page.getByRole('navigation');
  const counts = () =>
    side
      .getByRole('listitem')
      .elements()
      .map(({ textContent }) => textContent.includes('Full'));
  await expect.poll(counts).toEqual([false, true, true, false]);
});

test('the list of one account says it without its name, once', async () => {
  await setup(false);
  await visible(page.getByText(/^All 3 tokens are in use/));
  await gone(said('Production'));
  await gone(said('Staging'));
});
