import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '../support/journey.ts';

const trialService = 'Token Vault (trial)';

test('the trial needs no account, survives a restart and leaves nothing behind', async ({
  open,
  desktop,
  userData,
}) => {
  const first = await open();
  await first.manager.startTrial();
  await expect(
    first.page.getByText('TRIAL', { exact: true }).filter({ visible: true }),
  ).toBeVisible();
  await expect(first.manager.rows).not.toHaveCount(0);
  const before = await first.manager.rows.count();
  await first.manager.generate({ label: 'first' });
  await first.manager.closeGenerated();
  await expect(first.manager.rows).toHaveCount(before + 1);
  await first.close();

  const second = await open();
  await expect(
    second.page.getByText('TRIAL', { exact: true }).filter({ visible: true }),
  ).toBeVisible();
  await expect(second.manager.rows).toHaveCount(before + 1);
  await expect(second.page.getByRole('row').filter({ hasText: 'first' })).toContainText(
    'Saved and live',
  );
  const index = await readFile(join(userData, 'trial', 'index.json'), 'utf8');
  const [id = ''] = /[0-9a-f-]{36}/.exec(index.slice(index.indexOf('"tokens"'))) ?? [];
  expect(await desktop.keyring.lookup(trialService, `token:${id}`)).toMatch(/^eyJ/);

  await desktop.keyring.dismissPrompts();
  await desktop.keyring.lock();
  await second.page.getByRole('button', { name: 'Leave trial' }).click();
  const leaving = second.manager.dialog('Leave trial');
  await leaving.getByRole('button', { name: 'Leave trial' }).click();
  await expect(leaving.getByRole('alert')).toContainText('You are still in the trial. Unlock it');
  await desktop.keyring.unlock();
  expect(await desktop.keyring.lookup(trialService, `token:${id}`)).toMatch(/^eyJ/);
  await leaving.getByRole('button', { name: 'Unlock' }).click();
  await expect(leaving.getByRole('alert')).toBeHidden();
  await leaving.getByRole('button', { name: 'Leave trial' }).click();
  desktop.keyring.allowPrompts();
  await expect(second.page.getByRole('heading', { name: 'Sign in' }).first()).toBeVisible();
  expect(await desktop.keyring.lookup(trialService, `token:${id}`)).toBeUndefined();
  await expect(readFile(join(userData, 'trial', 'index.json'))).rejects.toThrow('ENOENT');
});
