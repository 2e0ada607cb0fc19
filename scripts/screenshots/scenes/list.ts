import { expect, type Page } from '@playwright/test';
import { m } from '#messages';
import { bridgeOf } from '../../../test/support/bridge.ts';
import { frame } from '../camera.ts';
import { like, type Hand } from '../hand.ts';
import { lowSize, usualSize, type Scene } from '../stage.ts';

/** What was said goes, and what was copied is cleared. */
async function forgetMessages(page: Page, hand: Hand): Promise<void> {
  await bridgeOf(page).app.lock();
  await hand.press(m.action_unlock());
  await expect(page.getByText('deploy-prod', { exact: true })).toBeVisible();
}

const whole: Scene = async ({ page, camera }) => {
  await camera.take('list', page);
};

const account: Scene = async ({ page, camera }) => {
  const sidebar = page.getByRole('navigation', { name: m.nav_label() });
  await camera.take('account', page, sidebar.locator('section').first());
};

const search: Scene = async ({ page, camera, hand }) => {
  const field = page.getByRole('searchbox', { name: m.search_label() });
  const saved = new RegExp(`^${m.filter_saved()} \\d`);
  await field.fill('dns');
  await hand.press(saved);
  await expect(page.getByText('staging-dns', { exact: true })).toBeVisible();
  await camera.take('search', page);
  await hand.press(saved);
  await field.fill('');
};

/** The smallest window, and twice the size of everything. */
const small: Scene = async ({ app, page, camera }) => {
  await frame(app, page, { width: 480, height: 400 });
  await camera.take('narrow', page);
  await frame(app, page, { width: 1_280, height: 800 }, 2);
  await camera.takeWindow('zoom', page, app);
  await frame(app, page, usualSize);
};

const copied: Scene = async ({ app, page, camera, hand, desktop }) => {
  await frame(app, page, lowSize);
  await hand.press(m.copy_token({ name: 'deploy-prod' }));
  await expect.poll(() => desktop.clipboard.read()).toMatch(/^eyJ/);
  const said = like(m.copied_token_clears({ name: 'deploy-prod', n: '{}' }));
  await expect(page.getByText(said).first()).toBeVisible();
  await camera.take('copied', page);
  await forgetMessages(page, hand);
  await frame(app, page, usualSize);
};

const rowMenu: Scene = async ({ app, page, camera, hand }) => {
  await frame(app, page, lowSize);
  const row = hand.row('backup-nightly');
  await row.click({ button: 'right' });
  const menu = page.getByRole('menu');
  await expect(menu).toBeVisible();
  await camera.take('row-menu', page, menu);
  await page.keyboard.press('Escape');
  await row.getByRole('checkbox').uncheck();
  await frame(app, page, usualSize);
};

/** The way back from a changed label. */
const undo: Scene = async ({ app, page, camera, hand }) => {
  await frame(app, page, lowSize);
  await hand.row('laptop-kim').getByRole('checkbox').focus();
  await page.keyboard.press('F2');
  await page.keyboard.press('Control+a');
  await page.keyboard.type('laptop-kim-2');
  await page.keyboard.press('Enter');
  await expect(hand.button(m.undo_action())).toBeVisible();
  await camera.take('undo', page, hand.button(m.undo_action()).locator('xpath=..'));
  await hand.press(m.undo_action());
  await expect(page.getByText('laptop-kim', { exact: true })).toBeVisible();
  await forgetMessages(page, hand);
  await frame(app, page, usualSize);
};

export const list: readonly Scene[] = [whole, account, search, small, rowMenu, undo, copied];
