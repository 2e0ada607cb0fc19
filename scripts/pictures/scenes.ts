import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { bridgeOf, handOf } from '../../test/support/bridge.ts';
import type { RunningApp } from '../../test/support/app.ts';
import type { Desktop } from '../../test/support/desktop.ts';
import { fillKeychain } from '../../test/support/large-vault.ts';
import type { TestSandbox } from '../../test/support/sandbox-control.ts';
import { type TokenManager } from '../../test/support/token-manager.ts';
import { frame, type Camera, type Size } from './camera.ts';
import { strangers } from './seed.ts';

export interface Stage extends RunningApp {
  readonly desktop: Desktop;
  readonly sandbox: TestSandbox;
  readonly camera: Camera;
  readonly manager: TokenManager;
  /** Of the window, for most pictures. */
  readonly size: Size;
}

/** One thing of the guide; leaves the app as it found it. */
type Scene = (stage: Stage) => Promise<void>;

const button = (page: Page, name: string | RegExp) =>
  page.getByRole('button', { name, exact: typeof name === 'string' });

const list: Scene = async ({ page, camera }) => {
  await camera.take('list', page);
};

const search: Scene = async ({ page, camera }) => {
  await page.getByRole('searchbox', { name: 'Search' }).fill('dns');
  await button(page, /^Saved \d/).click();
  await expect(page.getByText('staging-dns', { exact: true })).toBeVisible();
  await camera.take('search', page);
  await button(page, /^Saved \d/).click();
  await page.getByRole('searchbox', { name: 'Search' }).fill('');
};

const generate: Scene = async ({ page, camera, manager }) => {
  await button(page, 'Generate Token').click();
  const dialog = manager.dialog('Generate Token');
  await dialog.getByLabel('Label').fill('grafana-agent');
  await dialog.getByText('More', { exact: true }).click();
  await dialog.getByLabel('Used in').fill('metrics VM, /etc/grafana-agent.env');
  await dialog.getByRole('radio', { name: 'Purple' }).check({ force: true });
  await camera.take('generate', page, dialog);
  await button(page, 'Cancel').click();
};

const details: Scene = async ({ app, page, camera, manager, size }) => {
  await frame(app, page, { ...size, height: 1_000 });
  await page.getByText('deploy-prod', { exact: true }).click();
  const pane = page.getByRole('complementary', { name: "Details of token 'deploy-prod'" });
  await expect(pane.getByText('Decoded on this computer')).toBeVisible();
  await camera.take('details', page);
  await button(page, 'Reveal').click();
  await expect(pane.getByText(/Hidden again in/)).toBeVisible();
  await camera.take('reveal', page, pane.locator('section').filter({ hasText: /Hidden again/ }));
  await button(page, 'Hide').click();
  await button(page, 'Close details').click();
  await manager.rows.filter({ hasText: 'deploy-prod' }).getByRole('checkbox').uncheck();
  await frame(app, page, size);
};

const importing: Scene = async ({ app, page, camera, manager, sandbox, desktop }) => {
  const made = await sandbox.control.consoleToken('plain');
  const file = join(desktop.home, 'ionos-token.txt');
  await writeFile(file, made.value);
  await app.evaluate(({ dialog }, path) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [path] });
  }, file);
  const dialog = manager.dialog('Import token');
  await button(page, 'Import token').click();
  await camera.take('import', page, dialog);
  await button(page, 'Open file…').click();
  await dialog.getByLabel('Label').fill('registry-pull');
  await camera.take('import-read', page, dialog);
  await button(page, 'Keep in keychain').click();
  const question = manager.dialog('Delete the file?');
  await camera.take('import-file', page, question);
  await button(page, 'Delete the file').click();
  await expect(manager.row(made.kid)).toContainText('Saved and live');
};

const copying: Scene = async ({ page, camera, desktop }) => {
  await button(page, "Copy token 'deploy-prod'").click();
  await expect.poll(() => desktop.clipboard.read()).toMatch(/^eyJ/);
  await expect(page.getByText(/clears in \d+ s/i).first()).toBeVisible();
  await camera.take('copied', page);
  // Which clears the clipboard, and what was said of it.
  await bridgeOf(page).app.lock();
  await handOf(page).app.unlock();
};

const quickAccess: Scene = async ({ app, page, camera, desktop }) => {
  await handOf(page).app.changeSettings({ quickAccessShortcut: 'Control+Alt+V' });
  const opened = app.waitForEvent('window');
  await desktop.keyboard.press('ctrl+alt+v');
  const quick = await opened;
  await expect(quick.getByRole('option').first()).toBeVisible();
  await quick.getByRole('combobox').fill('dns');
  await camera.take('quick-access', quick);
  const closed = quick.waitForEvent('close');
  await desktop.keyboard.press('ctrl+alt+v');
  await closed;
};

const privacyLock: Scene = async ({ page, camera }) => {
  await button(page, 'Lock').click();
  await expect(page.getByRole('heading', { name: 'Token Vault is locked' })).toBeVisible();
  await camera.take('locked', page);
  await button(page, 'Unlock').click();
  await expect(page.getByText('deploy-prod', { exact: true })).toBeVisible();
};

const commands: Scene = async ({ page, camera, manager }) => {
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('option', { name: "Copy token 'deploy-prod'" })).toBeAttached();
  await camera.take('commands', page, manager.dialog('Commands'));
  await page.keyboard.press('Escape');
};

/** The list in the other language and in the dark. */
const german: Scene = async ({ page, camera }) => {
  const { changeSettings } = bridgeOf(page).app;
  await page.emulateMedia({ colorScheme: null });
  await changeSettings({ language: 'de', theme: 'dark' });
  await expect(button(page, 'Token erzeugen')).toBeVisible();
  await camera.take('german', page);
  await changeSettings({ language: 'en', theme: 'light' });
  await expect(button(page, 'Generate Token')).toBeVisible();
};

const settings: Scene = async ({ page, camera, manager }) => {
  await button(page, 'Settings').click();
  await camera.take('settings', page, manager.dialog('Settings'));
  await button(page, 'Done').click();
};

const storeHealth: Scene = async ({ page, camera, manager, sandbox, desktop }) => {
  await button(page, 'Store').click();
  const dialog = manager.dialog('Store health');
  await button(page, 'Run self-test').click();
  await expect(dialog.getByText('All four steps work.')).toBeVisible();
  await camera.take('store-health', page, dialog);
  const values = (await strangers(sandbox.control)).map(
    ({ kid, value }) => [`token:${kid}`, value] as const,
  );
  await fillKeychain(desktop, Object.fromEntries(values));
  await button(page, 'Rebuild list of saved tokens').click();
  await expect(dialog.getByText('2 saved values were found')).toBeVisible();
  await camera.take('rebuild', page, dialog);
  await button(page, 'Done').click();
};

/** Last: what becomes of the keyring here is not undone for this run of the app. */
const keyring: Scene = async ({ page, camera, desktop }) => {
  await desktop.keyring.dismissPrompts();
  await desktop.keyring.lock();
  await button(page, 'Refresh').click();
  await expect(page.getByText(/Your keychain is locked/)).toBeVisible();
  await camera.take('keyring-locked', page);
  await desktop.keyring.kill();
  await button(page, 'Refresh').click();
  await expect(page.getByText(/keyring .* was not found/)).toBeVisible();
  await camera.take('keyring-absent', page);
  await desktop.keyring.start();
  await button(page, 'Look again').click();
  await expect(page.getByText(/The keyring was restarted/).first()).toBeVisible();
  await camera.take('keyring-restarted', page);
};

/** Everything that the guide shows, in the order in which it can be photographed. */
export const scenes: readonly Scene[] = [
  list,
  search,
  generate,
  details,
  importing,
  quickAccess,
  privacyLock,
  copying,
  commands,
  settings,
  german,
  storeHealth,
  keyring,
];
