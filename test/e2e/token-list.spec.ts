import { accounts } from '../../main/sandbox/accounts.ts';
import { expect, test } from '../support/journey.ts';

test(
  'the list: columns, count, times, newest first, sorted by a click',
  { tag: '@long' },
  async ({ open, sandbox }) => {
    const { page, manager } = await open();
    await manager.enter(sandbox.origin, accounts.plain);
    for (const name of ['Token ID', 'Creation Date', 'Expiration Date', 'State'])
      await expect(page.getByRole('columnheader', { name })).toBeVisible();
    const { length } = await sandbox.control.tokens('plain');
    await expect(manager.rows).toHaveCount(length);
    await expect(page.getByText(`${length} of 100`)).toBeVisible();
    const times = await manager.rows.locator('td:nth-child(3) time').all();
    const created = await Promise.all(times.map((time) => time.getAttribute('datetime')));
    expect(created).toHaveLength(length);
    expect(created).toEqual([...created].sort().reverse());
    await expect(manager.rows.first().locator('time').first()).toHaveAttribute('title', /UTC/);

    await page.getByRole('button', { name: /Expiration Date/ }).click();
    await expect(page.getByRole('columnheader', { name: /Expiration Date/ })).toHaveAttribute(
      'aria-sort',
      /ascending|descending/,
    );
  },
);

test(
  'Copy token ID on a row copies the whole id',
  { tag: '@long' },
  async ({ open, sandbox, desktop }) => {
    const { page, manager } = await open();
    await manager.enter(sandbox.origin, accounts.plain);
    const token = (await sandbox.control.tokens('plain'))[0];
    const id = token?.kid ?? '';
    await manager.row(id).getByRole('button', { name: 'Copy token ID' }).click();
    await expect(page.getByText('Token ID copied').first()).toBeVisible();
    await expect.poll(() => desktop.clipboard.read()).toBe(id);
  },
);

test(
  'an empty account teaches, and its first token appears without a reload',
  { tag: '@long' },
  async ({ open, sandbox }) => {
    const { page, manager } = await open();
    const { value } = await sandbox.control.consoleToken('empty');
    await manager.pasteToken(sandbox.origin, value);
    await expect(manager.heading).toBeVisible();
    await sandbox.control.seed({ account: 'empty', count: 2 });
    await page.getByRole('button', { name: 'Refresh' }).click();
    await expect(manager.rows).toHaveCount(3);
  },
);

test('offline: the last list stays with its age, across a restart, and comes back', async ({
  open,
  sandbox,
}) => {
  const first = await open();
  await first.manager.enter(sandbox.origin, accounts.plain);
  await expect(first.manager.rows.first()).toBeVisible();
  const count = await first.manager.rows.count();
  await first.close();
  await sandbox.control.fault({ times: 'always', answer: { kind: 'reset', when: 'before' } });
  const { page, manager } = await open();
  await expect(manager.rows).toHaveCount(count);
  await expect(page.getByText(/The connection to \S+ was lost/)).toBeVisible();
  await expect(page.getByText(/Showing the list from/)).toBeVisible();
  await expect(manager.rows.filter({ hasText: 'Cannot tell' }).first()).toBeVisible();
  await sandbox.control.clearFaults();
  await page.getByRole('button', { name: 'Try again' }).first().click();
  await expect(page.getByText(/Showing the list from/)).toBeHidden();
  await expect(manager.rows.filter({ hasText: 'Saved and live' })).toHaveCount(1);
});

test(
  'a sign-in that was revoked elsewhere: the list stays, "Sign in again" leads back',
  { tag: '@long' },
  async ({ open, sandbox }) => {
    const { page, manager } = await open();
    const { password } = accounts.plain;
    await manager.enter(sandbox.origin, accounts.plain);
    await expect(manager.rows.first()).toBeVisible();
    for (const { kid } of (await sandbox.control.tokens('plain')).filter((t) => t.origin === 'api'))
      await sandbox.control.deleteToken(kid);
    await page.getByRole('button', { name: 'Refresh' }).click();
    await page.getByRole('button', { name: 'Sign in again' }).click();
    const dialog = manager.dialog('Sign in again');
    await expect(manager.page.locator('table')).toBeAttached();
    await dialog.getByLabel('Password', { exact: true }).fill(password);
    await dialog.getByRole('button', { name: 'Sign in', exact: true }).click();
    await expect(dialog).toBeHidden();
    await expect(manager.rows.filter({ hasText: 'Signs this app in' })).toHaveCount(1);
  },
);
