import { accounts } from '../../main/sandbox/accounts.ts';
import { expect, test } from '../support/journey.ts';
import { operation } from '../support/sandbox-control.ts';

test('what was said with an interrupted request is put on the token that is kept', async ({
  open,
  sandbox,
}) => {
  const { page, manager } = await open();
  await manager.enter(sandbox.origin, accounts.empty);
  await sandbox.control.fault({ ...operation.generate, answer: { kind: 'reset', when: 'after' } });
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
  await expect(page.getByText(/interrupted request/)).toBeHidden();
  await row.getByText('deploy-prod').click();
  await expect(page.getByLabel('Note', { exact: true })).toHaveValue('Ask Kim before the audit');
});
