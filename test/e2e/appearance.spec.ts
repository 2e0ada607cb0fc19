import type { ElectronApplication, Page } from '@playwright/test';
import { bridgeOf } from '../support/bridge.ts';
import { expect, test } from '../support/journey.ts';

/** What a page is told of the appearance, without what Playwright would tell it. */
async function isDark(page: Page): Promise<unknown> {
  await page.emulateMedia({ colorScheme: null });
  return page.evaluate(`matchMedia('(prefers-color-scheme: dark)').matches`);
}

const menuOf = (app: ElectronApplication) =>
  app.evaluate(({ Menu }) => Menu.getApplicationMenu()?.items.map(({ label }) => label));

test(
  'the app speaks the language of the system, or the chosen one, menus too; that, appearance and place stay',
  { tag: '@long' },
  async ({ open }) => {
    const first = await open({ env: { LANG: 'de_DE.UTF-8', LANGUAGE: 'de' } });
    const { page, app } = first;
    await expect(page.getByRole('heading', { name: 'Anmelden', exact: true })).toBeVisible();
    expect(await menuOf(app)).toContain('&Bearbeiten');
    expect(await isDark(page)).toBe(false);
    expect(
      await bridgeOf(page).app.changeSettings({ language: 'en', theme: 'dark' }),
    ).toMatchObject({
      ok: true,
    });
    await expect(page.getByRole('heading', { name: 'Sign in', exact: true })).toBeVisible();
    await expect.poll(() => menuOf(app)).toContain('&Edit');
    await expect.poll(() => isDark(page)).toBe(true);
    await app.evaluate(({ BrowserWindow }) => {
      BrowserWindow.getAllWindows()[0]?.setBounds({ x: 60, y: 40, width: 900, height: 640 });
    });
    await first.close();

    const again = await open({ env: { LANG: 'de_DE.UTF-8', LANGUAGE: 'de' } });
    await expect(again.page.getByRole('heading', { name: 'Sign in', exact: true })).toBeVisible();
    expect(await isDark(again.page)).toBe(true);
    const bounds = await again.app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.getBounds(),
    );
    expect(bounds).toEqual({ x: 60, y: 40, width: 900, height: 640 });
  },
);
