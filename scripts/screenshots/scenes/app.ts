import { expect, type Locator } from '@playwright/test';
import { m } from '#messages';
import { handOf } from '../../../test/support/bridge.ts';
import { frame } from '../camera.ts';
import { like } from '../hand.ts';
import { takeTray } from '../tray-picture.ts';
import { usualSize, type Scene } from '../stage.ts';

const tray: Scene = async ({ camera, tray: shown, trayMenu }) => {
  const next = like(m.main_tray_next({ label: '{}' }));
  const menu = await shown.menu((labels) => labels.some((label) => next.test(label)));
  trayMenu.push(...menu.map(({ label }) => label));
  await takeTray(camera, await shown.icon(), menu);
};

const quickAccess: Scene = async ({ app, page, camera, desktop }) => {
  await handOf(page).app.changeSettings({ quickAccessShortcut: 'Control+Alt+V' });
  const opened = app.waitForEvent('window');
  await desktop.keyboard.press('ctrl+alt+v');
  const quick = await opened;
  await expect(quick.getByRole('option').first()).toBeVisible();
  await quick.getByRole('combobox').fill('dns');
  await camera.take('quick-access', quick);
  const closed = quick.waitForEvent('close');
  await desktop.keyboard.press('ctrl+alt+v');
  await closed;
};

const privacyLock: Scene = async ({ page, camera, hand }) => {
  await hand.press(m.nav_lock());
  await expect(page.getByRole('heading', { name: m.lock_title() })).toBeVisible();
  await camera.take('locked', page);
  await hand.press(m.action_unlock());
  await expect(page.getByText('deploy-prod', { exact: true })).toBeVisible();
};

const commands: Scene = async ({ page, camera, hand }) => {
  await page.keyboard.press('Control+k');
  const copy = m.copy_token({ name: 'deploy-prod' });
  await expect(page.getByRole('option', { name: copy })).toBeAttached();
  // What the pointer of the screen rests on may be chosen.
  await page.getByRole('option').first().hover();
  await camera.take('commands', page, hand.dialog(m.commands_title()));
  await page.keyboard.press('Escape');
};

/** Folders and system are those of somebody's computer, not of the one that takes the pictures. */
const folder = '/home/paula/.config/Token Vault';

async function showOtherComputer(about: Locator): Promise<void> {
  const licences = '/opt/Token Vault/LICENSES.chromium.html';
  for (const [label, path] of [
    [m.about_folder(), folder],
    [m.about_chromium(), licences],
  ] as const)
    await about.getByLabel(label).evaluate((field, text) => {
      Object.assign(field, { value: text });
    }, path);
  await about.getByText(/^Linux \d/).evaluate((field) => {
    Object.assign(field, { textContent: 'Linux 6.12 x64' });
  });
}

const help: Scene = async ({ app, page, camera, hand }) => {
  await frame(app, page, { ...usualSize, height: 1_000 });
  await hand.press(m.nav_help());
  const dialog = hand.dialog(m.help_title());
  await expect(dialog.getByText(m.help_states())).toBeVisible();
  await camera.take('help', page, dialog);
  await hand.press(m.about_title());
  const about = hand.dialog(m.about_title());
  await expect(about.getByText(m.about_folder())).toBeVisible();
  await showOtherComputer(about);
  await camera.take('about', page, about);
  await page.keyboard.press('Escape');
  await frame(app, page, usualSize);
};

const settings: Scene = async ({ app, page, camera, hand }) => {
  await frame(app, page, { ...usualSize, height: 1_000 });
  await hand.press(m.nav_settings());
  await camera.take('settings', page, hand.dialog(m.settings_title()));
  await hand.press(m.remove_open());
  await frame(app, page, usualSize);
  const remove = hand.dialog(m.remove_title());
  await remove.getByText(like(m.remove_files({ folder: '{}' }))).evaluate((field, text) => {
    Object.assign(field, { textContent: text });
  }, m.remove_files({ folder }));
  await camera.take('remove', page, remove);
  await hand.press(m.action_cancel());
};

const signOut: Scene = async ({ page, camera, hand }) => {
  await hand.press(m.nav_sign_out());
  await camera.take('sign-out', page, hand.dialog(m.sign_out_title()));
  await hand.press(m.action_cancel());
};

export const wholeApp: readonly Scene[] = [
  tray,
  quickAccess,
  privacyLock,
  commands,
  help,
  settings,
  signOut,
];
