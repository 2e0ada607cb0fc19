import { accounts } from '../../main/sandbox/accounts.ts';
import { expect, test, type Journey } from '../support/journey.ts';
import { operation, type TestSandbox } from '../support/sandbox-control.ts';

const label = 'deploy-prod';

/** Signed in, with one saved token. */
async function savedToken({ manager }: Journey, sandbox: TestSandbox): Promise<string> {
  await manager.enter(sandbox.origin, accounts.empty);
  await manager.generate({ label });
  const id = await manager.generatedId();
  await manager.closeGenerated();
  await expect(manager.row(id)).toContainText('Saved and live');
  return id;
}

/** By the details of its row. */
async function rotate({ page, manager }: Journey, id: string) {
  await manager.row(id).getByText(label, { exact: true }).click();
  await page.getByRole('button', { name: 'Rotate…' }).click();
  const dialog = manager.dialog('Rotate token');
  await dialog.getByRole('button', { name: 'Rotate', exact: true }).click();
  return dialog;
}

const liveIds = async (sandbox: TestSandbox): Promise<string[]> =>
  (await sandbox.control.tokens('empty')).filter(({ live }) => live).map(({ kid }) => kid);

/** The one that is live and was not before. */
const madeSince = async (sandbox: TestSandbox, before: readonly string[]): Promise<string> =>
  (await liveIds(sandbox)).find((id) => !before.includes(id)) ?? '';

test('rotated, then finished after a restart: the new value is kept, the old one gone', async ({
  open,
  sandbox,
  desktop,
}) => {
  let journey = await open();
  const old = await savedToken(journey, sandbox);
  const before = await liveIds(sandbox);
  const dialog = await rotate(journey, old);
  await expect(dialog).toContainText('1 of 1 token rotated.');
  await dialog.getByRole('button', { name: 'Done' }).click();
  const made = await madeSince(sandbox, before);
  expect(await desktop.keyring.lookup('Token Vault', `token:${made}`)).toMatch(/^eyJ/);
  expect(await desktop.keyring.lookup('Token Vault', `token:${old}`)).toMatch(/^eyJ/);
  await expect(journey.manager.row(made)).toContainText(label);
  await expect(journey.manager.row(old)).toContainText(`Old token of '${label}'`);

  await journey.close();
  journey = await open();
  const { page, manager } = journey;
  await page.getByRole('button', { name: 'Finish rotation…' }).click();
  const asked = manager.dialog('Finish rotation');
  await expect(asked).toContainText(old);
  await expect(asked).toContainText(accounts.empty.email);
  await asked.getByRole('button', { name: 'Finish rotation' }).click();
  await expect(asked).toBeHidden();
  await expect(manager.row(old)).toHaveCount(0);
  await expect(manager.row(made)).toContainText('Saved and live');
  expect(await liveIds(sandbox)).not.toContain(old);
  expect(await desktop.keyring.lookup('Token Vault', `token:${old}`)).toBeUndefined();
});

test(
  'undone: the new token is gone, and the old one is called as before',
  { tag: '@long' },
  async ({ open, sandbox, desktop }) => {
    const journey = await open();
    const old = await savedToken(journey, sandbox);
    const before = await liveIds(sandbox);
    const dialog = await rotate(journey, old);
    await dialog.getByRole('button', { name: 'Done' }).click();
    const made = await madeSince(sandbox, before);
    await journey.page.getByRole('button', { name: 'Undo', exact: true }).click();
    await journey.manager
      .dialog('Undo rotation')
      .getByRole('button', { name: 'Undo rotation' })
      .click();
    await expect(journey.manager.row(made)).toHaveCount(0);
    await expect(journey.manager.row(old)).toContainText(label);
    expect(await liveIds(sandbox)).toEqual(before);
    expect(await desktop.keyring.lookup('Token Vault', `token:${made}`)).toBeUndefined();
  },
);

test(
  'a new value that is refused moves nothing, and is tried again',
  { tag: '@long' },
  async ({ open, sandbox }) => {
    const journey = await open();
    const { page, manager } = journey;
    const old = await savedToken(journey, sandbox);
    const before = await liveIds(sandbox);
    // The list before, by the own token, is answered; the one by the new token is not.
    const answer = { kind: 'status', status: 401 } as const;
    const held = await sandbox.control.fault({ ...operation.generate, hold: 'after' });
    await sandbox.control.clearLog();
    const rotating = rotate(journey, old);
    await sandbox.control.waitForLog((log) => log.some(({ path }) => path.includes('/generate')));
    await sandbox.control.fault({ ...operation.list, answer });
    await sandbox.control.release(held);
    await rotating;
    await expect(manager.dialog('Rotate token').getByRole('alert')).toContainText(
      'The new token is kept.',
    );
    await manager.dialog('Rotate token').getByRole('button', { name: 'Done' }).click();
    await expect(page.getByText(/IONOS does not accept the new token/)).toBeVisible();
    await expect(manager.row(old)).toContainText(label);
    await page.getByRole('button', { name: 'Try again' }).click();
    await expect(page.getByText(/was rotated/)).toBeVisible();
    await expect(manager.row(await madeSince(sandbox, before))).toContainText(label);
  },
);

test('offline nothing is changed', { tag: '@long' }, async ({ open, sandbox }) => {
  const journey = await open();
  const { manager } = journey;
  const old = await savedToken(journey, sandbox);
  const before = await liveIds(sandbox);
  const never = { kind: 'reset', when: 'before' } as const;
  await sandbox.control.fault({ path: '/*', method: 'GET', times: 'always', answer: never });
  const dialog = await rotate(journey, old);
  await expect(dialog.getByRole('alert')).toContainText('Nothing was changed');
  await sandbox.control.clearFaults();
  await dialog.getByRole('button', { name: 'Done' }).click();
  await expect(manager.row(old)).toContainText(label);
  expect(await liveIds(sandbox)).toEqual(before);
});

test('at the limit it says what to do first', { tag: '@long' }, async ({ open, sandbox }) => {
  const journey = await open();
  const { page, manager } = journey;
  const old = await savedToken(journey, sandbox);
  await sandbox.control.seed({ account: 'empty', count: 98 });
  await page.getByRole('button', { name: 'Refresh' }).click();
  await expect(page.getByText('100 of 100')).toBeVisible();
  await manager.row(old).getByText(label, { exact: true }).click();
  await page.getByRole('button', { name: 'Rotate…' }).click();
  const dialog = manager.dialog('Rotate token');
  await expect(dialog).toContainText('a rotation needs room for one more');
  await expect(dialog.getByRole('button', { name: 'Rotate', exact: true })).toBeDisabled();
});
