import { accounts } from '../../main/sandbox/accounts.ts';
import { bridgeOf } from '../support/bridge.ts';
import { expect, test, type Journey } from '../support/journey.ts';
import { operation, type TestSandbox } from '../support/sandbox-control.ts';

/** What the server has of the account: how many live, and how many expired are there yet. */
async function onServer(sandbox: TestSandbox): Promise<{ live: number; expired: number }> {
  const there = (await sandbox.control.tokens('nearlyFull')).filter(
    ({ deletedAt }) => deletedAt === null,
  );
  const live = there.filter((token) => token.live).length;
  return { live, expired: there.length - live };
}

/** Signed in where one token is missing to the limit, which the app's own takes. */
async function atTheLimit({ page, manager }: Journey, sandbox: TestSandbox) {
  await manager.enter(sandbox.origin, accounts.nearlyFull);
  await expect(page.getByText('100 of 100')).toContainText('37 expired');
  await page.getByRole('button', { name: 'Remove 37 expired…' }).click();
  const dialog = manager.dialog('Remove expired tokens');
  await expect(dialog.getByRole('listitem')).toHaveCount(37);
  await expect(dialog).toContainText('nothing stops working');
  return dialog;
}

test('37 expired tokens go one by one, with progress, and no other', async ({ open, sandbox }) => {
  const journey = await open();
  const { page, manager } = journey;
  const dialog = await atTheLimit(journey, sandbox);
  expect(await onServer(sandbox)).toEqual({ live: 63, expired: 37 });
  const held = await sandbox.control.fault({ ...operation.delete, skip: 20, hold: 'before' });
  await dialog.getByRole('button', { name: 'Delete 37 tokens' }).click();
  await expect(dialog.getByRole('button', { name: 'Deleting 20 of 37…' })).toBeVisible();
  await expect(dialog.getByRole('listitem').filter({ hasText: 'Deleted' })).toHaveCount(20);
  await expect(dialog.getByRole('listitem').filter({ hasText: 'Waiting' })).toHaveCount(16);
  await sandbox.control.release(held);
  await expect(dialog).toBeHidden();
  await expect(page.getByText('37 tokens deleted')).toBeVisible();
  await expect(page.getByText('63 of 100')).toBeVisible();
  await expect(page.getByRole('button', { name: /^Remove \d+ expired/ })).toHaveCount(0);
  expect(await onServer(sandbox)).toEqual({ live: 63, expired: 0 });
  expect(await sandbox.control.requests(operation.delete)).toHaveLength(37);
  expect(await sandbox.control.requests(operation.deleteByCriteria)).toHaveLength(0);
  await expect(manager.rows).toHaveCount(63);
});

test('a 403 in the middle stops it, with a result for each; it goes on when asked', async ({
  open,
  sandbox,
}) => {
  const journey = await open();
  const { page } = journey;
  const dialog = await atTheLimit(journey, sandbox);
  await sandbox.control.fault({
    ...operation.delete,
    skip: 12,
    answer: { kind: 'status', status: 403 },
  });
  await dialog.getByRole('button', { name: 'Delete 37 tokens' }).click();
  await expect(dialog.getByRole('alert')).toContainText('IONOS refused');
  await expect(dialog).toContainText('12 of 37 tokens deleted.');
  const items = dialog.getByRole('listitem');
  await expect(items.filter({ hasText: 'Not deleted' })).toHaveCount(1);
  await expect(items.filter({ hasText: 'Not tried' })).toHaveCount(24);
  expect(await onServer(sandbox)).toEqual({ live: 63, expired: 25 });
  expect(await sandbox.control.requests(operation.delete)).toHaveLength(13);

  await dialog.getByRole('button', { name: 'Delete 25 tokens' }).click();
  await expect(dialog).toBeHidden();
  expect(await onServer(sandbox)).toEqual({ live: 63, expired: 0 });
  expect(await bridgeOf(page).tokens.refresh()).toEqual({ ok: true, value: undefined });
  await expect(page.getByText('63 of 100')).toBeVisible();
});
