import { accounts } from '../../main/sandbox/accounts.ts';
import { expect, test, type Journey } from '../support/journey.ts';
import { operation, type TestSandbox } from '../support/sandbox-control.ts';

/** Signed in, with one saved token; its id. */
async function savedToken({ manager }: Journey, sandbox: TestSandbox): Promise<string> {
  await manager.enter(sandbox.origin, accounts.empty);
  await manager.generate({ label: 'to delete' });
  const id = await manager.generatedId();
  await manager.closeGenerated();
  await expect(manager.row(id)).toContainText('Saved and live');
  return id;
}

test('delete: named, warned, Cancel first; then gone from server, keychain and list', async ({
  open,
  sandbox,
  desktop,
}) => {
  const journey = await open();
  const { page, manager } = journey;
  const id = await savedToken(journey, sandbox);
  const dialog = await manager.askToDelete(id);
  await expect(dialog).toContainText(id);
  await expect(dialog).toContainText('to delete');
  await expect(dialog).toContainText('invalid at once, even though it has not expired');
  await expect(dialog.getByRole('button', { name: 'Cancel' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
  expect(await sandbox.control.requests(operation.delete)).toHaveLength(0);

  await page.getByRole('button', { name: 'Delete token' }).click();
  await dialog.getByRole('button', { name: 'Delete token' }).click();
  await expect(dialog).toBeHidden();
  await expect(manager.row(id)).toHaveCount(0);
  const token = (await sandbox.control.tokens('empty')).find(({ kid }) => kid === id);
  expect(token?.live).toBe(false);
  expect(await desktop.keyring.lookup('Token Vault', `token:${id}`)).toBeUndefined();
});

const inDoubt = [
  ['a 404 page of a proxy', { kind: 'html', status: 404 }, 'not the IONOS Auth API'],
  ['a refusal', { kind: 'status', status: 403 }, 'IONOS refused'],
  ['a fault of the server', { kind: 'status', status: 500 }, 'fault on its side'],
  [
    'a 404 of the API while the token is listed',
    { kind: 'status', status: 404 },
    'does not know this token',
  ],
] as const;

test(
  'the stored value stays while there is no proof that its token is gone',
  { tag: '@long' },
  async ({ open, sandbox, desktop }) => {
    const journey = await open();
    const { manager } = journey;
    const id = await savedToken(journey, sandbox);
    for (const [what, answer, sentence] of inDoubt)
      await test.step(`after ${what}`, async () => {
        const dialog = await manager.askToDelete(id);
        await sandbox.control.fault({
          ...operation.delete,
          times: 'always',
          carryOut: false,
          answer,
        });
        await dialog.getByRole('button', { name: 'Delete token' }).click();
        await expect(dialog.getByRole('alert')).toContainText(sentence);
        expect(await desktop.keyring.lookup('Token Vault', `token:${id}`)).toMatch(/^eyJ/);
        await dialog
          .getByRole('button', { name: /Cancel|Close/ })
          .first()
          .click();
        await expect(manager.row(id)).toBeVisible();
        await sandbox.control.clearFaults();
      });
  },
);

test(
  'deleting the token that signs the app in warns, and leads to signing in again',
  { tag: '@long' },
  async ({ open, sandbox }) => {
    const journey = await open();
    const { page, manager } = journey;
    await savedToken(journey, sandbox);
    await manager.rows.filter({ hasText: 'Signs this app in' }).getByRole('checkbox').check();
    await page.getByRole('button', { name: 'Delete token' }).click();
    const dialog = page.getByRole('dialog');
    await expect(dialog).toContainText('This token signs this app in');
    await dialog.getByRole('button', { name: 'Delete token' }).click();
    await expect(page.getByRole('button', { name: 'Sign in again' })).toBeVisible();
  },
);

test(
  'the own token whose deletion was carried out and not answered is said to have ended',
  { tag: '@long' },
  async ({ open, sandbox }) => {
    const journey = await open();
    const { page, manager } = journey;
    await manager.enter(sandbox.origin, accounts.empty);
    await expect(page.getByText(/Terraform, ionosctl, SDKs and CI/)).toBeVisible();
    const own = manager.rows.filter({ hasText: 'Signs this app in' });
    await own.getByRole('checkbox').check();
    await page.getByRole('button', { name: 'Delete token' }).click();
    await sandbox.control.fault({ ...operation.delete, answer: { kind: 'reset', when: 'after' } });
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Delete token' }).click();
    await expect(dialog.getByRole('alert')).toContainText('no longer accepts this sign-in');
    await expect(dialog.getByRole('button', { name: 'Sign in again' })).toBeVisible();
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await expect(page.getByRole('button', { name: 'Sign in again' })).toBeVisible();
    await expect(manager.rows.first()).toContainText('Signed this app in');
    await expect(page.getByText('Signs this app in')).toHaveCount(0);
  },
);
