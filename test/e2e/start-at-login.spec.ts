import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ElectronApplication } from '@playwright/test';
import { accounts } from '../../main/sandbox/accounts.ts';
import { launchWindowless, type WindowlessApp } from '../support/app.ts';
import { startDesktop, type Desktop } from '../support/desktop.ts';
import { expect, test } from '../support/journey.ts';
import { keepToken } from '../support/keep-token.ts';
import { showNotifications } from '../support/notifications.ts';
import { showTray } from '../support/status-notifier.ts';

const year = 365 * 24 * 3_600;

let desktop: Desktop;
let hidden: WindowlessApp | undefined;

test.beforeEach(async () => {
  desktop = await startDesktop();
});

test.afterEach(async () => {
  await hidden?.close();
  hidden = undefined;
  await desktop.close();
});

/** As the desktop does at login. */
async function login(userData: string): Promise<ElectronApplication> {
  hidden = await launchWindowless({ desktop, userData, args: ['--hidden'] });
  return hidden.app;
}

const windows = (app: ElectronApplication): Promise<number> =>
  app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length);

const entryOf = ({ home, env }: Desktop): string =>
  join(env['XDG_CONFIG_HOME'] ?? join(home, '.config'), 'autostart/token-vault.desktop');

test('the setting writes and removes what the desktop starts, and follows what the desktop says', async ({
  open,
  sandbox,
  userData,
}) => {
  const { app, page, manager } = await open({ desktop });
  await manager.enter(sandbox.origin, accounts.empty);
  const setting = page.getByRole('checkbox', { name: 'Start at login' });
  await page.getByRole('button', { name: 'Settings' }).click();
  await expect(setting).not.toBeChecked();
  await setting.click();
  await expect(setting).toBeChecked();
  const entry = readFileSync(entryOf(desktop), 'utf8');
  expect(entry).toMatch(/^Exec="\/.*" "--hidden" "--user-data-dir=.*"$/m);
  expect(entry).toContain(userData);

  // The desktop's own settings switch it off; it is seen when the window is used again.
  writeFileSync(entryOf(desktop), `${entry}Hidden=true\n`);
  await app.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()[0]?.emit('focus');
  });
  await expect(setting).not.toBeChecked();
  await setting.click();
  await expect(setting).toBeChecked();
  await setting.click();
  await expect(setting).not.toBeChecked();
  expect(existsSync(entryOf(desktop))).toBe(false);
});

test(
  'started at login it opens no window, tells what expires, and shows itself from the tray',
  { tag: '@long' },
  async ({ open, sandbox, userData }) => {
    const tray = await showTray(desktop);
    const notifications = await showNotifications(desktop);
    const first = await open({ desktop });
    const { value } = await sandbox.control.consoleToken('empty', {
      ttl: 10 * year,
      secured: true,
    });
    await first.manager.pasteToken(sandbox.origin, value);
    await expect(first.page.getByText(/^Updated /)).toBeVisible();
    await keepToken(first, 'deploy', year);
    await first.close();
    await tray.gone();

    await sandbox.control.clock({ offsetSeconds: year - 2 * 24 * 3_600 - 60 });
    const app = await login(userData);
    const shown = await notifications.wait(({ title }) => title === "'deploy' expires in 2 days");
    await tray.menu((labels) => labels.includes('1 token expires soon…'));
    expect(await windows(app)).toBe(0);
    // The system starts it once more: still nobody has asked to see it.
    const again = await launchWindowless({ desktop, userData, args: ['--hidden'] }).catch(
      () => null,
    );
    await again?.close();
    expect(await windows(app)).toBe(0);

    notifications.press(shown);
    const page = await app.firstWindow();
    await expect(page.getByRole('complementary', { name: /deploy/ })).toBeVisible();
    tray.close();
    notifications.close();
  },
);

test(
  'where no tray comes after a login the window does',
  { tag: '@long' },
  async ({ userData }) => {
    const app = await login(userData);
    expect(await windows(app)).toBe(0);
    const page = await app.firstWindow({ timeout: 30_000 });
    await expect(page.getByLabel('E-mail')).toBeVisible();
  },
);
