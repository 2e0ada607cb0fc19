import { accounts } from '../../main/sandbox/accounts.ts';
import { bridgeOf } from '../support/bridge.ts';
import { expect, test, type Journey } from '../support/journey.ts';

/** Clicks an item of the app's menu, as a person does, and waits until the page has been told. */
async function choose({ app, page }: Journey, id: string): Promise<void> {
  await app.evaluate(({ Menu }, wanted) => {
    Menu.getApplicationMenu()?.getMenuItemById(wanted)?.click();
  }, id);
  // Main answers in order: what it sent before has come by then.
  await bridgeOf(page).app.state();
}

test(
  'menus open what they name, signed in or not, and nothing over a dialog or while locked',
  { tag: '@long' },
  async ({ open, sandbox }) => {
    const journey = await open();
    const { app, page, manager, userData } = journey;
    await expect(page.getByRole('heading', { name: 'Sign in', exact: true })).toBeVisible();
    await choose(journey, 'generate');
    await choose(journey, 'about');
    const about = manager.dialog('About Token Vault');
    // The first one asked for came to nothing: else it would stand there.
    await expect(about.getByLabel("Folder of the app's data")).toHaveValue(userData);
    const electron = await app.evaluate(() => process.versions.electron);
    await expect(about).toContainText(`Electron ${electron}, Chromium`);
    await about.getByText('Licences of the software in this app').click();
    await about.getByLabel('Search licences').fill('dbus-next');
    await expect(about.getByRole('listitem')).toHaveCount(1);
    await page.keyboard.press('Escape');

    await manager.enter(sandbox.origin, accounts.empty);
    for (const [id, name] of [
      ['generate', 'Generate Token'],
      ['import', 'Import token'],
      ['settings', 'Settings'],
      ['commands', 'Commands'],
      ['help', 'Help'],
    ] as const) {
      await choose(journey, id);
      await expect(manager.dialog(name)).toBeVisible();
      await choose(journey, 'about');
      await page.keyboard.press('Escape');
      await expect(page.getByRole('dialog')).toHaveCount(0);
    }

    await choose(journey, 'lock');
    await expect(page.getByRole('heading', { name: 'Token Vault is locked' })).toBeVisible();
    await choose(journey, 'help');
    await page.getByRole('button', { name: 'Unlock' }).click();
    await expect(page.getByRole('heading', { name: 'Token Manager' })).toBeVisible();
    await expect(page.getByRole('dialog')).toHaveCount(0);
  },
);

test(
  'keys that page and menu both have do one thing once',
  { tag: '@long' },
  async ({ open, sandbox }) => {
    const { page, manager } = await open();
    await manager.enter(sandbox.origin, accounts.empty);
    for (const [keys, name] of [
      ['F1', 'Help'],
      ['Control+Comma', 'Settings'],
      ['Control+k', 'Commands'],
    ] as const) {
      await page.keyboard.press(keys);
      await expect(manager.dialog(name)).toBeVisible();
      await page.keyboard.press(keys);
      await expect(page.getByRole('dialog')).toHaveCount(1);
      await page.keyboard.press('Escape');
      await expect(page.getByRole('dialog')).toHaveCount(0);
    }
  },
);
