import { accounts } from '../../main/sandbox/accounts.ts';
import { expect, test } from '../support/journey.ts';

/** How many elements could be scrolled sideways, as the page counts it. */
const scrolledSideways = `
  [...document.querySelectorAll('*')].filter(
    (element) =>
      element.scrollWidth > element.clientWidth &&
      /auto|scroll/.test(getComputedStyle(element).overflowX),
  ).length`;

const windows = [
  ['the smallest window', { width: 480, height: 400, zoom: 1 }],
  ['a zoom of 200 %', { width: 1280, height: 800, zoom: 2 }],
] as const;

for (const [what, { width, height, zoom }] of windows)
  test(
    `two tokens are seen at once in ${what}, and nothing is scrolled sideways`,
    { tag: '@long' },
    async ({ open, sandbox }) => {
      const { app, page, manager } = await open();
      await manager.enter(sandbox.origin, accounts.plain);
      await app.evaluate(
        ({ BrowserWindow }, size) => {
          const window = BrowserWindow.getAllWindows().find((other) => other.isVisible());
          window?.setContentSize(size.width, size.height);
          window?.webContents.setZoomFactor(size.zoom);
        },
        { width, height, zoom },
      );
      await expect.poll(() => page.evaluate('innerWidth')).toBe(width / zoom);
      await expect(manager.rows.nth(0)).toBeInViewport({ ratio: 1 });
      await expect(manager.rows.nth(1)).toBeInViewport({ ratio: 1 });
      const wider = () => page.evaluate(scrolledSideways);
      await expect.poll(wider).toBe(0);
      await expect(page.getByRole('button', { name: 'Generate Token' })).toBeInViewport();
    },
  );
