import type { Page } from '@playwright/test';
import type { Bridge } from '../../preload/contract.ts';
import { launchApp, type RunningApp } from './app.ts';
import { expect, test as base } from './journey.ts';

/**
 * Playwright's test with one running app for all that a hostile page tries, since none of it may change
 * anything: an app of each worker's own, which ends with it.
 *
 *     test('…', async ({ attacked }) => {
 *       const { app, page } = attacked;
 */
export const test = base.extend<object, { readonly attacked: RunningApp }>({
  attacked: [
    async ({ desktop }, use) => {
      const running = await launchApp({ desktop });
      await use(running);
      await running.close();
    },
    { scope: 'worker' },
  ],
});

/** Asks for the state, in the page, as injected script would. */
export const bridgeState = (page: Page) =>
  page.evaluate(() => (globalThis as unknown as { vault: Bridge }).vault.app.state());

export { expect };
