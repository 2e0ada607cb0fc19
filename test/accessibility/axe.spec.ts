import type { Page } from '@playwright/test';
import { accounts } from '../../main/sandbox/accounts.ts';
import { violations } from '../support/axe.ts';
import { bridgeOf, handOf } from '../support/bridge.ts';
import { startDesktop } from '../support/desktop.ts';
import { expect, test } from '../support/journey.ts';
import { keepToken } from '../support/keep-token.ts';

type ColorScheme = 'light' | 'dark';
const colorSchemes: readonly ColorScheme[] = ['light', 'dark'];

/** What axe finds on the page as it stands. */
async function complaints(page: Page, colorScheme: ColorScheme): Promise<readonly string[]> {
  await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
  return violations(page);
}

/** The parts of a page that a person can open, by name; each is closed again by Escape. */
const places: readonly (readonly [string, (page: Page) => Promise<void>])[] = [
  ['Generate Token', (page) => page.getByRole('button', { name: 'Generate Token' }).click()],
  ['Import token', (page) => page.getByRole('button', { name: 'Import token' }).click()],
  ['Commands', (page) => page.keyboard.press('Control+k')],
  ['Settings', (page) => page.getByRole('button', { name: 'Settings' }).click()],
  ['Store health', (page) => page.getByRole('button', { name: 'Store' }).click()],
  ['Help', (page) => page.keyboard.press('F1')],
  [
    'About Token Vault',
    async (page) => {
      await page.keyboard.press('F1');
      await page.getByRole('button', { name: 'About Token Vault' }).click();
      await page.getByText('Licences of the software in this app').click();
      await page.getByRole('listitem').getByText('valibot').click();
    },
  ],
  ['Sign out', (page) => page.getByRole('button', { name: 'Sign out' }).click()],
];

test.setTimeout(240_000);

/** In the dark scenes are looked at in a plain Chromium (test/views). */
const tags: Readonly<Record<ColorScheme, string>> = { light: '', dark: ' @long' };

for (const colorScheme of colorSchemes)
  test(`axe finds nothing on any view or dialog, in ${colorScheme}${tags[colorScheme]}`, async ({
    open,
    sandbox,
  }) => {
    const { page, manager } = await open();
    await expect(page.getByLabel('E-mail')).toBeVisible();
    const check = async (place: string): Promise<void> => {
      expect.soft(await complaints(page, colorScheme), place).toEqual([]);
    };
    await check('signing in');
    await page.getByRole('button', { name: 'Paste a token' }).last().click();
    await check('signing in with a token');
    await page.getByRole('button', { name: 'Sign in with e-mail and password' }).click();
    await manager.enter(sandbox.origin, accounts.plain);
    const { tokenId } = await keepToken({ page }, 'deploy-prod');
    await check('the list');

    await manager.row(tokenId).getByText('deploy-prod', { exact: true }).click();
    await expect(page.getByText('What the value says')).toBeVisible();
    await check('details');
    await page.getByRole('button', { name: 'Reveal' }).click();
    await expect(page.getByText(/Hidden again in/)).toBeVisible();
    await check('a revealed value');
    await page.getByRole('button', { name: "More actions for token 'deploy-prod'" }).click();
    await expect(page.getByRole('menu')).toBeVisible();
    await check('the menu of the details');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Close details' }).click();
    await manager.row(tokenId).getByRole('checkbox').focus();
    await page.keyboard.press('Shift+F10');
    await expect(page.getByRole('menuitem', { name: "Copy token 'deploy-prod'" })).toBeFocused();
    await check('the menu of a row');
    await page.keyboard.press('Escape');
    await page.keyboard.press('F2');
    await page.keyboard.type('deploy');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('button', { name: 'Undo' })).toBeVisible();
    await check('a change that can be taken back');
    await page.keyboard.press('Control+z');
    await expect(page.getByText(/^Undone/)).toBeVisible();

    for (const [name, go] of places) {
      await go(page);
      await expect(manager.dialog(name).or(manager.alertDialog(name))).toBeVisible();
      await check(name);
      await page.keyboard.press('Escape');
      await expect(manager.dialog(name).or(manager.alertDialog(name))).toBeHidden();
    }

    await page.getByRole('button', { name: 'Import token' }).click();
    await manager.dialog('Import token').getByLabel('Token value').fill('not a token');
    await manager.dialog('Import token').getByRole('button', { name: 'Read value' }).click();
    await expect(manager.dialog('Import token').getByText(/not a token's value/)).toBeVisible();
    await check('an import that was refused');
    const other = await sandbox.control.consoleToken('empty');
    await manager.dialog('Import token').getByLabel('Token value').fill(other.value);
    await manager.dialog('Import token').getByRole('button', { name: 'Read value' }).click();
    await expect(page.getByText(/belongs to contract/)).toBeVisible();
    await check('an import that was read');
    await page.keyboard.press('Escape');

    const deleting = await manager.askToDelete(tokenId);
    await expect(deleting).toBeVisible();
    await check('deleting');
    await page.keyboard.press('Escape');
    await manager.generate({ label: 'ci' });
    await expect(manager.generated).toBeVisible();
    await check('Token generated');
    await manager.closeGenerated();

    await page.setViewportSize({ width: 480, height: 400 });
    await check('the list in the smallest window');
    await bridgeOf(page).app.lock();
    await expect(page.getByRole('heading', { name: 'Token Vault is locked' })).toBeVisible();
    await check('locked');

    // The control: axe sees what is wrong.
    await page.evaluate(() => {
      interface Body {
        append: (element: unknown) => void;
      }
      const { document } = globalThis as unknown as {
        document: { body: Body; createElement: (name: string) => unknown };
      };
      document.body.append(document.createElement('button'));
    });
    expect((await complaints(page, colorScheme)).join()).toContain('button-name');
  });

test('axe finds nothing in quick access', { tag: '@long' }, async ({ open, sandbox }) => {
  // The keyboard belongs to a screen.
  const desktop = await startDesktop();
  try {
    const { page, manager, app } = await open({ desktop });
    await manager.enter(sandbox.origin, accounts.empty);
    await keepToken({ page }, 'deploy-prod');
    await handOf(page).app.changeSettings({ quickAccessShortcut: 'Control+Alt+K' });
    const opened = app.waitForEvent('window');
    await desktop.keyboard.press('ctrl+alt+k');
    const quick = await opened;
    await expect(quick.getByRole('option')).toHaveCount(1);
    for (const colorScheme of colorSchemes)
      expect(await complaints(quick, colorScheme), colorScheme).toEqual([]);
  } finally {
    await desktop.close();
  }
});
