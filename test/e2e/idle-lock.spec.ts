import type { ElectronApplication } from '@playwright/test';
import { accounts } from '../../main/sandbox/accounts.ts';
import { handOf } from '../support/bridge.ts';
import { startDesktop } from '../support/desktop.ts';
import { expect, test } from '../support/journey.ts';
import { keepToken } from '../support/keep-token.ts';
import { showTray } from '../support/status-notifier.ts';

/**
 * From now on main's timers for `ms` wait until the returned function is called, which runs those that
 * still stand: a minute passes at once.
 */
async function holdTimers(app: ElectronApplication, ms: number): Promise<() => Promise<void>> {
  await app.evaluate((_electron, held) => {
    const { setTimeout: set, clearTimeout: clear } = globalThis;
    const waiting = new Map<unknown, () => void>();
    Reflect.set(globalThis, 'heldTimers', waiting);
    Reflect.set(globalThis, 'setTimeout', (task: () => void, wait?: number) => {
      const timer = set(task, wait === held ? 3_600_000 : wait);
      if (wait === held) waiting.set(timer, task);
      return timer;
    });
    Reflect.set(globalThis, 'clearTimeout', (timer: NodeJS.Timeout) => {
      waiting.delete(timer);
      clear(timer);
    });
  }, ms);
  return () =>
    app.evaluate(() => {
      const waiting = Reflect.get(globalThis, 'heldTimers') as Map<unknown, () => void>;
      for (const task of waiting.values()) task();
      waiting.clear();
    });
}

test(
  'nobody uses the app for a minute: it locks, clears the clipboard, and the tray copies no more',
  { tag: '@long' },
  async ({ open, sandbox }) => {
    const desktop = await startDesktop();
    const tray = await showTray(desktop);
    try {
      const { page, manager, app } = await open({ desktop });
      await manager.enter(sandbox.origin, accounts.empty);
      const { tokenId, value } = await keepToken({ page }, 'deploy');
      const aMinutePasses = await holdTimers(app, 60_000);
      await page.getByRole('button', { name: 'Settings' }).click();
      await page.getByLabel('Lock after').selectOption('1 minute');
      await page.getByRole('button', { name: 'Done' }).click();
      await handOf(page).values.copy({ tokenId });
      await expect.poll(() => desktop.clipboard.read()).toBe(value);
      await tray.menu((labels) => labels.some((label) => label.startsWith("Copy token 'deploy'")));

      await aMinutePasses();
      await expect(page.getByRole('heading', { name: 'Token Vault is locked' })).toBeVisible();
      await expect.poll(() => desktop.clipboard.read()).toBe('');
      await tray.menu((labels) => labels.includes('Unlock') && !labels.join().includes('deploy'));
      expect(await page.content()).not.toContain(tokenId);
      await page.getByRole('button', { name: 'Unlock' }).click();
      await expect(manager.row(tokenId)).toContainText('deploy');
    } finally {
      tray.close();
      await desktop.close();
    }
  },
);

test('Lock in the menu of the app locks it', { tag: '@long' }, async ({ open, sandbox }) => {
  const { page, manager, app } = await open();
  await manager.enter(sandbox.origin, accounts.empty);
  await app.evaluate(({ Menu }) => {
    Menu.getApplicationMenu()?.getMenuItemById('lock')?.click();
  });
  await expect(page.getByRole('heading', { name: 'Token Vault is locked' })).toBeVisible();
  expect(await page.content()).not.toContain(accounts.empty.email);
});
