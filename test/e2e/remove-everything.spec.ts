import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { accounts } from '../../main/sandbox/accounts.ts';
import { expect, test } from '../support/journey.ts';
import { keepToken } from '../support/keep-token.ts';
import { answerQuestions } from '../support/questions.ts';

const service = 'Token Vault';

test('everything is removed, from keyring and disk, once the list was read', async ({
  open,
  sandbox,
  desktop,
  userData,
}) => {
  const { manager, app, page } = await open();
  await manager.enter(sandbox.origin, accounts.empty);
  const { tokenId } = await keepToken(manager, 'deploy-prod');
  const item = `token:${tokenId}`;
  expect(await desktop.keyring.lookup(service, item)).toMatch(/^eyJ/);
  expect(await readdir(userData)).toEqual(expect.arrayContaining(['vault', 'logs']));

  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('checkbox', { name: 'Start at login' }).click();
  const autostart = join(
    desktop.env['XDG_CONFIG_HOME'] ?? join(desktop.home, '.config'),
    'autostart/token-vault.desktop',
  );
  await expect.poll(() => existsSync(autostart)).toBe(true);
  await manager.dialog('Settings').getByRole('button', { name: 'Remove everything…' }).click();
  const dialog = manager.dialog('Remove everything');
  await expect(dialog).toContainText('deploy-prod');
  await expect(dialog).toContainText(accounts.empty.email);
  await expect(dialog).toContainText(userData);
  const remove = dialog.getByRole('button', { name: 'Remove everything' });
  await expect(remove).toBeDisabled();
  await dialog.getByRole('checkbox', { name: 'I do not need' }).check();

  // A prompt that is dismissed has removed nothing.
  await desktop.keyring.dismissPrompts();
  await desktop.keyring.lock();
  await remove.click();
  await expect(dialog.getByRole('alert')).toContainText('Your keychain is locked');
  await desktop.keyring.unlock();
  desktop.keyring.allowPrompts();
  expect(await desktop.keyring.lookup(service, item)).toMatch(/^eyJ/);

  await dialog.getByRole('checkbox', { name: 'I do not need' }).check();
  const asked = await answerQuestions(app, 0);
  await remove.click();
  await expect.poll(asked).toEqual(['Remove everything that Token Vault keeps on this computer?']);
  await expect(remove).toBeEnabled();
  expect(await desktop.keyring.lookup(service, item)).toMatch(/^eyJ/);
  await answerQuestions(app, 1);
  const gone = once(app.process(), 'exit');
  await remove.click();
  await gone;
  for (const name of [item, 'sentinel'])
    expect(await desktop.keyring.lookup(service, name)).toBeUndefined();
  expect(existsSync(autostart)).toBe(false);
  const left = await readdir(userData);
  expect(left.filter((name) => name.endsWith('.json'))).toEqual([]);
  expect(left).not.toEqual(expect.arrayContaining(['vault']));
  expect(left).not.toEqual(expect.arrayContaining(['logs']));
  // The own token was deleted on the server, which was asked for first; the other one lives on.
  const tokens = await sandbox.control.tokens('empty');
  expect(tokens.filter(({ live }) => live).map(({ kid }) => kid)).toEqual([tokenId]);

  const again = await open();
  await expect(again.page.getByRole('heading', { name: 'Sign in' }).first()).toBeVisible();
});
