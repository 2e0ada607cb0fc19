import { once } from 'node:events';
import type { ElectronApplication } from '@playwright/test';
import { accounts } from '../../main/sandbox/accounts.ts';
import { bridgeOf } from '../support/bridge.ts';
import { startDesktop, type Desktop } from '../support/desktop.ts';
import { expect, test, type Journey } from '../support/journey.ts';
import { keepToken } from '../support/keep-token.ts';
import { showTray } from '../support/status-notifier.ts';

let desktop: Desktop;

test.beforeEach(async () => {
  desktop = await startDesktop();
});

test.afterEach(() => desktop.close());

const visible = (app: ElectronApplication): Promise<boolean> =>
  app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible() ?? false);

/** What the cross of the window does. */
const closeWindow = (app: ElectronApplication): Promise<void> =>
  app.evaluate(({ BrowserWindow }) => {
    setImmediate(() => BrowserWindow.getAllWindows()[0]?.close());
  });

const hasTray = async ({ page }: Journey): Promise<boolean> => {
  const state = await bridgeOf(page).app.state();
  return state.ok && state.value.app.tray;
};

async function setCloseToTray({ page }: Journey): Promise<void> {
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('checkbox', { name: 'Stay in the tray when the window is closed' }).check();
  await page.getByRole('button', { name: 'Done' }).click();
}

test(
  'the closed window leaves the app in the tray, which brings it back',
  { tag: '@long' },
  async ({ open, sandbox }) => {
    const tray = await showTray(desktop);
    const journey = await open({ desktop });
    const { app, page, manager } = journey;
    await manager.enter(sandbox.origin, accounts.empty);
    const { value } = await keepToken({ page }, 'deploy');
    await expect.poll(() => hasTray(journey)).toBe(true);
    await setCloseToTray(journey);

    await closeWindow(app);
    await expect.poll(() => visible(app)).toBe(false);
    // The app lives: the tray copies.
    await tray.click((label) => label.startsWith("Copy token 'deploy'"));
    await expect.poll(() => desktop.clipboard.read()).toBe(value);
    await tray.click((label) => label === 'Show window');
    await expect.poll(() => visible(app)).toBe(true);

    await closeWindow(app);
    await expect.poll(() => visible(app)).toBe(false);
    // Whoever starts it again gets the window of the one that runs.
    await expect(open({ desktop })).rejects.toThrow();
    await expect.poll(() => visible(app)).toBe(true);
    await tray.click((label) => label === 'Quit Token Vault');
    await tray.gone();
    tray.close();
  },
);

test(
  'quitting from the tray asks in sight, although the window was hidden',
  { tag: '@long' },
  async ({ open, sandbox }) => {
    const tray = await showTray(desktop);
    await desktop.keyring.kill();
    const journey = await open({ desktop });
    const { app, page, manager } = journey;
    await manager.enter(sandbox.origin, accounts.empty);
    await keepToken({ page }, 'in memory');
    await expect.poll(() => hasTray(journey)).toBe(true);
    await setCloseToTray(journey);
    await closeWindow(app);
    await expect.poll(() => visible(app)).toBe(false);
    // In an object: the answer comes when the question can be heard, not when it was.
    const heard = await app.evaluateHandle(({ BrowserWindow, dialog }) => ({
      asked: new Promise((resolve) => {
        dialog.showMessageBox = (parent: unknown) => {
          const [window] = BrowserWindow.getAllWindows();
          resolve(parent === window && window?.isVisible());
          return Promise.resolve({ response: 0, checkboxChecked: false });
        };
      }),
    }));
    await tray.click((label) => label === 'Quit Token Vault');
    expect(await heard.evaluate(({ asked }) => asked)).toBe(true);
    await app.evaluate(({ dialog }) => {
      dialog.showMessageBox = () => Promise.resolve({ response: 1, checkboxChecked: false });
    });
    tray.close();
  },
);

test(
  'a tray that comes later is used, and one that goes takes no window with it',
  { tag: '@long' },
  async ({ open, sandbox }) => {
    const journey = await open({ desktop });
    const { app, page, manager } = journey;
    await manager.enter(sandbox.origin, accounts.empty);
    await keepToken({ page }, 'deploy');
    expect(await hasTray(journey)).toBe(false);

    const tray = await showTray(desktop);
    await tray.menu((labels) => labels.some((label) => label.startsWith("Copy token 'deploy'")));
    await expect.poll(() => hasTray(journey)).toBe(true);
    await setCloseToTray(journey);
    await closeWindow(app);
    await expect.poll(() => visible(app)).toBe(false);

    tray.close();
    await expect.poll(() => visible(app)).toBe(true);
    expect(await hasTray(journey)).toBe(false);
    // Without a tray closing ends the app, as if the setting were off.
    const ended = once(app.process(), 'exit');
    await closeWindow(app).catch(() => undefined);
    await ended;
  },
);

test('a tray that starts again has the icon again', { tag: '@long' }, async ({ open, sandbox }) => {
  const first = await showTray(desktop);
  const { page, manager } = await open({ desktop });
  await manager.enter(sandbox.origin, accounts.empty);
  await keepToken({ page }, 'deploy');
  await first.menu((labels) => labels.some((label) => label.startsWith("Copy token 'deploy'")));
  first.close();
  const second = await showTray(desktop);
  await second.menu((labels) => labels.some((label) => label.startsWith("Copy token 'deploy'")));
  second.close();
});
