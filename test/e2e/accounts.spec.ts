import { accounts, type SandboxAccount } from '../../main/sandbox/accounts.ts';
import { expect, test, type Journey } from '../support/journey.ts';
import type { TestSandbox } from '../support/sandbox-control.ts';

/** Adds an account beside those that are signed in. */
async function add(
  { page, manager }: Journey,
  sandbox: TestSandbox,
  { email, password, contracts }: SandboxAccount,
): Promise<void> {
  await page.getByRole('button', { name: 'Add account' }).click();
  const dialog = manager.dialog('Add account');
  await dialog.getByLabel('E-mail').fill(email);
  await dialog.getByLabel('Password', { exact: true }).fill(password);
  await manager.setEndpoint(sandbox.origin);
  await dialog.getByRole('button', { name: 'Sign in', exact: true }).click();
  if (contracts.length > 1) {
    await dialog.getByLabel('Contract number').selectOption(String(contracts[0]));
    await dialog.getByRole('button', { name: 'Sign in', exact: true }).click();
  }
  await expect(dialog).toBeHidden();
}

async function addByToken(
  { page, manager }: Journey,
  sandbox: TestSandbox,
  value: string,
): Promise<void> {
  await page.getByRole('button', { name: 'Add account' }).click();
  const dialog = manager.dialog('Add account');
  await manager.pasteToken(sandbox.origin, value);
  await expect(dialog).toBeHidden();
}

test('two accounts: one list, or one at a time; named and coloured; a token for either; over a restart', async ({
  open,
  sandbox,
}) => {
  let journey = await open();
  await journey.manager.enter(sandbox.origin, accounts.plain);
  await add(journey, sandbox, accounts.empty);
  const { page, manager } = journey;
  const side = page.getByRole('navigation');
  await expect(side.getByRole('button', { name: /All accounts/ })).toHaveAttribute(
    'aria-current',
    'true',
  );
  await manager.generate({ label: 'for empty' });
  const id = await manager.generatedId();
  await manager.closeGenerated();
  await expect(manager.row(id)).toContainText(accounts.empty.email);
  expect((await sandbox.control.tokens('empty')).map(({ kid }) => kid)).toContain(id);

  await page.getByRole('button', { name: 'Manage accounts' }).click();
  const name = manager.dialog('Accounts').getByLabel(`Name of '${accounts.empty.email}'`);
  await name.fill('Staging');
  await name.press('Tab');
  await manager.dialog('Accounts').getByTitle('Teal').last().click();
  await manager.dialog('Accounts').getByRole('button', { name: 'Done' }).click();
  await expect(manager.row(id)).toContainText('Staging');

  await side.getByRole('button', { name: /^Staging/ }).click();
  await expect(manager.rows).toHaveCount(2);
  await journey.close();
  journey = await open();
  await expect(journey.manager.rows).toHaveCount(2);
  await expect(
    journey.page.getByRole('navigation').getByRole('button', { name: /^Staging/ }),
  ).toHaveAttribute('aria-current', 'true');
});

test(
  'five accounts, one of which fails: the others are listed and loaded all the same',
  { tag: '@long' },
  async ({ open, sandbox }) => {
    const journey = await open();
    const { page, manager } = journey;
    await manager.enter(sandbox.origin, accounts.plain);
    for (const name of ['empty', 'nearlyFull', 'twoContracts'] as const)
      await add(journey, sandbox, accounts[name]);
    await addByToken(journey, sandbox, (await sandbox.control.consoleToken('twoFactor')).value);
    const side = page.getByRole('navigation');
    await expect(side.getByText('100 of 100, 37 expired')).toBeVisible();
    const emptyOwn = (await sandbox.control.tokens('empty'))[0]?.kid ?? '';
    await sandbox.control.deleteToken(emptyOwn);
    const fresh = await sandbox.control.consoleToken('plain');
    await page.getByRole('button', { name: 'Refresh' }).click();
    await expect(page.getByRole('alert').filter({ hasText: accounts.empty.email })).toContainText(
      'no longer accepts this sign-in',
    );
    await expect(manager.row(fresh.kid)).toContainText('Live, value not on this computer');
    await expect(side.getByRole('button', { name: /Not signed in now/ })).toHaveCount(1);
    await page.getByRole('button', { name: 'By account' }).click();
    await expect(page.locator('th[scope=rowgroup]')).toHaveCount(5);
  },
);
