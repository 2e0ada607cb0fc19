import { startDesktop, type Desktop } from './desktop.ts';
import { expect, test as base } from './journey.ts';
import { showNotifications, type Notifications } from './notifications.ts';
import { showTray, type StatusNotifierWatcher } from './status-notifier.ts';

interface OwnDesktop {
  /** The test's own, with all that a desktop shows of an app beside its window. */
  readonly ownDesktop: Desktop;
  readonly tray: StatusNotifierWatcher;
  readonly notifications: Notifications;
}

/**
 * The e2e test of an app on a desktop that shows a tray and notifications. `open` opens it there.
 *
 *     test('…', async ({ open, tray, notifications }) => {
 */
export const test = base.extend<OwnDesktop>({
  // eslint-disable-next-line no-empty-pattern -- Playwright reads what a fixture needs from this pattern
  ownDesktop: async ({}, use) => {
    const desktop = await startDesktop();
    await use(desktop);
    await desktop.close();
  },
  // Both are there before the app looks for them, whether the test names them or not.
  tray: [
    async ({ ownDesktop }, use) => {
      const tray = await showTray(ownDesktop);
      await use(tray);
      tray.close();
    },
    { auto: true },
  ],
  notifications: [
    async ({ ownDesktop }, use) => {
      const notifications = await showNotifications(ownDesktop);
      await use(notifications);
      notifications.close();
    },
    { auto: true },
  ],
  open: async ({ open, ownDesktop }, use) => {
    await use((options = {}) => open({ desktop: ownDesktop, ...options }));
  },
});

export { expect };
