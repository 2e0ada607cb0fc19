import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import { accounts } from '../../main/sandbox/accounts.ts';
import { launchApp } from '../support/app.ts';
import { bridgeOf, handOf } from '../support/bridge.ts';
import { startDesktop, type Desktop } from '../support/desktop.ts';
import { expect, test } from '../support/journey.ts';
import { keepToken } from '../support/keep-token.ts';
import { TokenManager } from '../support/token-manager.ts';

// The keyboard and its shortcuts belong to a screen.
let desktop: Desktop;

test.beforeEach(async () => {
  desktop = await startDesktop();
});

test.afterEach(() => desktop.close());

/** Presses keys in the field of the settings, as a person chooses them, and closes the dialog. */
async function chooseShortcut(page: Page, keys: string): Promise<void> {
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByLabel('Shortcut of quick access').press(keys);
}

const shortcutOf = async (page: Page): Promise<unknown> => {
  const state = await bridgeOf(page).app.state();
  return state.ok && [state.value.settings.quickAccessShortcut, state.value.app.shortcut];
};

/** Presses the shortcut for the whole desktop and gives the window that comes. */
async function summon(app: ElectronApplication): Promise<Page> {
  const opened = app.waitForEvent('window');
  await desktop.keyboard.press('ctrl+alt+k');
  return opened;
}

test('the shortcut opens it, the search finds, Enter copies, and it is gone', async ({
  open,
  sandbox,
}) => {
  const { page, manager, app } = await open({ desktop });
  await manager.enter(sandbox.origin, accounts.empty);
  await keepToken({ page }, 'deploy-prod');
  const { value } = await keepToken({ page }, 'staging');
  await chooseShortcut(page, 'Control+Alt+K');
  await expect.poll(() => shortcutOf(page)).toEqual(['Control+Alt+K', 'taken']);
  await page.getByRole('button', { name: 'Done' }).click();
  // Another program has the keyboard.
  await app.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()[0]?.hide();
  });

  const quick = await summon(app);
  const search = quick.getByRole('combobox', { name: 'Search tokens' });
  await expect(quick.getByRole('option')).toHaveCount(2);
  await expect(search).toBeFocused();
  // Where no window manager hands out the keyboard, the window itself has taken it.
  await expect
    .poll(() => app.evaluate(({ BrowserWindow }) => BrowserWindow.getFocusedWindow() !== null))
    .toBe(true);
  await desktop.keyboard.type('stag');
  await expect(quick.getByRole('option')).toHaveCount(1);
  const closed = quick.waitForEvent('close');
  await desktop.keyboard.press('Return');
  await expect.poll(() => desktop.clipboard.read()).toBe(value);
  await closed;
  expect(app.windows()).toHaveLength(1);

  // The same keys close it, too.
  const again = await summon(app);
  await expect(again.getByRole('option')).toHaveCount(2);
  const closedAgain = again.waitForEvent('close');
  await desktop.keyboard.press('ctrl+alt+k');
  await closedAgain;
});

test(
  'it stays where the keyboard is elsewhere for a moment only, and goes with it where it stays away',
  { tag: '@long' },
  async ({ open, sandbox }) => {
    const { page, manager, app } = await open({ desktop });
    await manager.enter(sandbox.origin, accounts.empty);
    await keepToken({ page }, 'deploy-prod');
    await handOf(page).app.changeSettings({ quickAccessShortcut: 'Control+Alt+K' });
    const quick = await summon(app);
    await expect(quick.getByRole('option')).toHaveCount(1);
    // What a desktop says when it gives the keyboard back at once: twice the time that it may take.
    const windows = await app.evaluate(async ({ BrowserWindow }) => {
      BrowserWindow.getFocusedWindow()?.emit('blur');
      await new Promise((resolve) => setTimeout(resolve, 600));
      return BrowserWindow.getAllWindows().length;
    });
    expect(windows).toBe(2);
    const closed = quick.waitForEvent('close');
    await app.evaluate(({ BrowserWindow }) => {
      const focused = BrowserWindow.getFocusedWindow();
      const other = BrowserWindow.getAllWindows().find((window) => window !== focused);
      other?.show();
      other?.focus();
    });
    await closed;
  },
);

test(
  'while the app is locked it offers to unlock, and goes on',
  { tag: '@long' },
  async ({ open, sandbox }) => {
    const { page, manager, app } = await open({ desktop });
    await manager.enter(sandbox.origin, accounts.empty);
    const { value } = await keepToken({ page }, 'deploy-prod');
    const vault = bridgeOf(page);
    await handOf(page).app.changeSettings({ quickAccessShortcut: 'Control+Alt+K' });
    await vault.app.lock();
    const quick = await summon(app);
    await expect(quick.getByText('Token Vault is locked.')).toBeVisible();
    expect(await quick.content()).not.toContain('deploy-prod');
    await quick.getByRole('button', { name: 'Unlock' }).press('Enter');
    await expect(quick.getByRole('option', { selected: true })).toContainText('deploy-prod');
    await quick.getByRole('combobox', { name: 'Search tokens' }).press('Enter');
    await expect.poll(() => desktop.clipboard.read()).toBe(value);
  },
);

test(
  'a shortcut that another program has is refused, said, and the one before stays',
  { tag: '@long' },
  async ({ open, sandbox }) => {
    const userData = await mkdtemp(join(tmpdir(), 'token-vault-other-'));
    const { page, manager, app } = await open({ desktop });
    const other = await launchApp({ desktop, userData });
    try {
      await new TokenManager(other.page).startTrial();
      await handOf(other.page).app.changeSettings({ quickAccessShortcut: 'Control+Alt+T' });

      await manager.enter(sandbox.origin, accounts.empty);
      await chooseShortcut(page, 'Control+Alt+K');
      await expect.poll(() => shortcutOf(page)).toEqual(['Control+Alt+K', 'taken']);
      const field = page.getByLabel('Shortcut of quick access');
      await field.press('Control+Alt+T');
      await expect(page.getByRole('alert')).toContainText(
        'The desktop did not give Ctrl + Alt + T: another program has it',
      );
      await expect(field).toHaveValue('Ctrl + Alt + K');
      expect(
        await handOf(page).app.changeSettings({ quickAccessShortcut: 'Control+Alt+T' }),
      ).toEqual({ ok: false, error: { code: 'SHORTCUT_REFUSED' } });
      expect(await shortcutOf(page)).toEqual(['Control+Alt+K', 'taken']);
      await summon(app);
    } finally {
      await other.close();
      await rm(userData, { recursive: true, force: true });
    }
  },
);

test(
  'what it copied is gone after its time, but not what was copied since',
  { tag: '@long' },
  async ({ open, sandbox }) => {
    const { page, manager, app } = await open({ desktop });
    await manager.enter(sandbox.origin, accounts.empty);
    const { value } = await keepToken({ page }, 'deploy-prod');
    const vault = bridgeOf(page);
    // The shortest time that a person can choose.
    const shortest = 10;
    await handOf(page).app.changeSettings({
      quickAccessShortcut: 'Control+Alt+K',
      clipboardClearSeconds: shortest,
    });
    /** Copies by the keyboard alone; gives when that was, by a clock that only goes forward. */
    async function copy(): Promise<number> {
      const quick = await summon(app);
      await expect(quick.getByRole('option', { selected: true })).toContainText('deploy-prod');
      const closed = quick.waitForEvent('close');
      const at = performance.now();
      await desktop.keyboard.press('Return');
      await expect.poll(() => desktop.clipboard.read()).toBe(value);
      await closed;
      return at;
    }
    const clearsAt = async (): Promise<number | null> => {
      const state = await vault.app.state();
      return state.ok ? state.value.clipboard.clearsAt : NaN;
    };

    const copied = await copy();
    await expect.poll(() => desktop.clipboard.read()).toBe('');
    expect(performance.now() - copied).toBeGreaterThan(shortest * 1000 - 100);
    expect(await clearsAt()).toBeNull();

    await copy();
    await desktop.clipboard.write('something else');
    // Its time is over: the app has looked, and says that nothing is to be cleared any more.
    await expect.poll(clearsAt).toBeNull();
    expect(await desktop.clipboard.read()).toBe('something else');
  },
);
