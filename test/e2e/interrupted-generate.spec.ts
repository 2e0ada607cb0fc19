import { accounts } from '../../main/sandbox/accounts.ts';
import { expect, test } from '../support/journey.ts';
import { operation, resetAfter } from '../support/sandbox-control.ts';

test(
  'what was said with an interrupted request is put on the token that is kept',
  { tag: '@long' },
  async ({ open, sandbox }) => {
    const { page, manager } = await open();
    await manager.enter(sandbox.origin, accounts.empty);
    await sandbox.control.fault({ ...operation.generate, ...resetAfter });
    await page.getByRole('button', { name: 'Generate Token' }).click();
    const dialog = manager.dialog('Generate Token');
    await dialog.getByLabel('Time To Live (TTL)').selectOption('1 Hour');
    await dialog.getByLabel('Label').fill('deploy-prod');
    await dialog.getByText('More', { exact: true }).click();
    await dialog.getByLabel('Note').fill('Ask Kim before the audit');
    await dialog.getByRole('button', { name: 'Generate', exact: true }).click();

    await expect(page.getByText(/A token made at .* may come from this/)).toBeVisible();
    await expect(page.getByText(/the interrupted request for 'deploy-prod' at/)).toBeVisible();
    const made = (await sandbox.control.tokens('empty')).find(
      (token) => token.expiresAt - token.createdAt === 3600,
    );
    const row = manager.row(made?.kid ?? '');
    await expect(row).toBeVisible();
    await expect(row).not.toContainText('deploy-prod');

    await page.getByRole('button', { name: 'Keep', exact: true }).click();
    await expect(row).toContainText('deploy-prod');
    await expect(page.getByText(/may come from this/)).toBeHidden();
    await expect(page.getByText(/What was found is settled/)).toBeVisible();
    await row.getByText('deploy-prod').click();
    await expect(page.getByLabel('Note', { exact: true })).toHaveValue('Ask Kim before the audit');
  },
);

test(
  'an answer of no use is not called silence, and nothing has to be entered twice',
  { tag: '@long' },
  async ({ open, sandbox }) => {
    const { page, manager } = await open();
    await manager.enter(sandbox.origin, accounts.empty);
    const dialog = manager.dialog('Generate Token');
    const label = dialog.getByLabel('Label');
    const send = dialog.getByRole('button', { name: 'Generate', exact: true });
    const again = async (): Promise<void> => {
      await page.getByRole('button', { name: 'Generate Token' }).click();
      await expect(label).toHaveValue('deploy-prod');
      const ttl = dialog.getByLabel('Time To Live (TTL)').locator('option:checked');
      await expect(ttl).toHaveText('7 Days');
    };

    await sandbox.control.fault({ ...operation.generate, answer: { kind: 'status', status: 500 } });
    await manager.generate({ label: 'deploy-prod', ttl: '7 Days' });
    await expect(
      page.getByText(/^IONOS reported a fault on its side.*may have been/),
    ).toBeVisible();
    await again();
    await expect(dialog.getByText(/This is what you entered for the request at/)).toBeVisible();

    // The list that settles it is held, so that what is said meanwhile can be read.
    const held = await sandbox.control.fault({ ...operation.list, skip: 1, hold: 'before' });
    await sandbox.control.fault({ ...operation.generate, answer: { kind: 'half-body' } });
    await send.click();
    await expect(
      page.getByText(/^The answer of IONOS broke off.*Checking the list…$/),
    ).toBeVisible();
    await sandbox.control.release(held);
    await again();
    await page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
    await page.getByRole('button', { name: 'Generate Token' }).click();
    await expect(label).toHaveValue('');
  },
);
