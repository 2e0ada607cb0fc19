import { once } from 'node:events';
import type { ElectronApplication } from '@playwright/test';
import { accounts } from '../../main/sandbox/accounts.ts';
import { startDesktop, type Desktop } from '../support/desktop.ts';
import { expect, test } from '../support/journey.ts';
import { keepToken } from '../support/keep-token.ts';
import { showTray, type StatusNotifierWatcher } from '../support/status-notifier.ts';

const words = 'The keyring was restarted. Restart Token Vault to reach it again.';

let desktop: Desktop;
let tray: StatusNotifierWatcher;

test.beforeEach(async () => {
  desktop = await startDesktop();
  tray = await showTray(desktop);
});

test.afterEach(async () => {
  tray.close();
  // Ends what Playwright does not know of: an app without its display ends.
  await desktop.close();
});

/** Without Playwright's own switches: they would keep the next start waiting for it. */
async function relaunchAsPeopleDo(app: ElectronApplication): Promise<void> {
  await app.evaluate(({ app: electron }) => {
    const relaunch = electron.relaunch.bind(electron);
    const args = process.argv
      .slice(1)
      .filter((arg, index, all) => arg !== '-r' && all[index - 1] !== '-r')
      .filter((arg) => !/^--(inspect|remote-debugging)/.test(arg));
    electron.relaunch = () => {
      relaunch({ args });
    };
  });
}

test(
  'the keyring is restarted under the app: said, nothing missing, and all there after a restart',
  { tag: '@long' },
  async ({ open, sandbox }) => {
    const { page, manager, app } = await open({ desktop });
    await manager.enter(sandbox.origin, accounts.empty);
    const { tokenId, value } = await keepToken({ page }, 'deploy');
    await desktop.keyring.kill();
    await desktop.keyring.start();

    await manager.row(tokenId).getByRole('button', { name: "Copy token 'deploy'" }).click();
    await expect(page.getByRole('status').getByText(words)).toBeVisible();
    await expect(manager.row(tokenId)).toContainText('Cannot tell');
    await expect(page.getByText('Secret Service: restarted')).toBeVisible();
    await expect(page.getByText(/does not hold|was not found|not on this computer/)).toHaveCount(0);
    expect(await desktop.clipboard.read()).toBe('');

    await relaunchAsPeopleDo(app);
    const gone = once(app.process(), 'exit');
    await page.getByRole('button', { name: 'Restart Token Vault' }).click();
    await gone;
    // The app that was started by the one that ended: its window is nobody's, its tray can be used.
    await tray.gone();
    await tray.click((label) => label.startsWith("Copy token 'deploy'"));
    await expect.poll(() => desktop.clipboard.read()).toBe(value);
    await tray.click((label) => label === 'Quit Token Vault');
    await tray.gone();
  },
);

test(
  'a value that is in memory only is asked about before the restart',
  { tag: '@long' },
  async ({ open, sandbox }) => {
    const { page, manager, app } = await open({ desktop });
    await manager.enter(sandbox.origin, accounts.empty);
    const kept = await keepToken({ page }, 'in the keyring');
    await desktop.keyring.kill();
    await keepToken({ page }, 'in memory');
    await desktop.keyring.start();
    await page.getByRole('button', { name: 'Look again' }).click();
    await expect(page.getByRole('status').getByText(words)).toBeVisible();
    await expect(manager.row(kept.tokenId)).toContainText('Cannot tell');

    // In an object: the answer comes when the question can be heard, not when it was.
    const heard = await app.evaluateHandle(({ dialog }) => ({
      asked: new Promise<readonly string[]>((resolve) => {
        dialog.showMessageBox = (...args: unknown[]) => {
          const { message, buttons } = args.at(-1) as { message: string; buttons: string[] };
          resolve([message, ...buttons]);
          return Promise.resolve({ response: 0, checkboxChecked: false });
        };
      }),
    }));
    await page.getByRole('button', { name: 'Restart Token Vault' }).click();
    expect(await heard.evaluate(({ asked }) => asked)).toEqual([
      '1 token value is kept in memory only.',
      'Go back',
      'Restart anyway',
    ]);
    await expect(manager.heading).toBeVisible();
    await app.evaluate(({ dialog }) => {
      dialog.showMessageBox = () => Promise.resolve({ response: 1, checkboxChecked: false });
    });
  },
);
