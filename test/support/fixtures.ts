import { test as base, expect } from '@playwright/test';
import { startDesktop, type Desktop } from './desktop.ts';

/** Playwright's test, with a desktop of each worker's own: workers cannot get in each other's way. */
export const test = base.extend<object, { readonly desktop: Desktop }>({
  desktop: [
    // eslint-disable-next-line no-empty-pattern -- Playwright reads what a fixture needs from this pattern
    async ({}, use) => {
      const desktop = await startDesktop();
      await use(desktop);
      await desktop.close();
    },
    { scope: 'worker' },
  ],
});

export { expect };
