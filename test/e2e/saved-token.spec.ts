import { accounts } from '../../main/sandbox/accounts.ts';
import { watchBus } from '../support/bus-monitor.ts';
import { SilentPrompter } from '../support/core/silent-prompter.ts';
import { startDesktop, type Desktop } from '../support/desktop.ts';
import { expect, test } from '../support/journey.ts';
import { keepToken } from '../support/keep-token.ts';

let desktop: Desktop;

test.beforeEach(async () => {
  desktop = await startDesktop();
});

test.afterEach(() => desktop.close());

test(
  'generated, kept, found after a restart, copied from the list and from its details, and cleared',
  { tag: '@long' },
  async ({ open, sandbox }) => {
    const first = await open({ desktop });
    await first.manager.enter(sandbox.origin, accounts.empty);
    await first.page.getByRole('button', { name: 'Settings' }).click();
    await first.page.getByLabel('Clear the clipboard after').selectOption('10 seconds');
    await first.page.getByRole('button', { name: 'Done' }).click();
    await first.manager.generate({ label: 'deploy-prod' });
    const id = await first.manager.generatedId();
    await first.manager.closeGenerated();
    const value = await desktop.keyring.lookup('Token Vault', `token:${id}`);
    expect(value).toMatch(/^eyJ/);
    await first.close();

    const { page, manager } = await open({ desktop });
    const row = manager.row(id);
    await expect(row).toContainText('deploy-prod');
    await expect(row).toContainText('Saved and live');
    const copy = row.getByRole('button', { name: "Copy token 'deploy-prod'" });
    await copy.click();
    await expect.poll(() => desktop.clipboard.read()).toBe(value);
    expect(await desktop.clipboard.read('primary')).toBe('');
    await expect(page.getByText(/clears in \d+ s/).first()).toBeVisible();
    await expect(page.getByText(/clears in \d+ s/)).toHaveCount(0, { timeout: 30_000 });
    await expect.poll(() => desktop.clipboard.read()).toBe('');

    await row.getByRole('checkbox').focus();
    await page.keyboard.press('Control+C');
    await expect.poll(() => desktop.clipboard.read()).toBe(value);

    await row.getByText('deploy-prod', { exact: true }).click();
    await page.getByRole('button', { name: 'Copy token value' }).click();
    await expect.poll(() => desktop.clipboard.read()).toBe(value);

    // What is shown is not selected: nothing would clear the X11 PRIMARY selection.
    await desktop.clipboard.write('something else');
    await page.getByRole('button', { name: 'Reveal' }).click();
    const shown = page.getByRole('textbox', { name: 'Value' });
    await expect(shown).toHaveValue(value ?? '');
    await shown.click({ clickCount: 3 });
    await page.keyboard.press('Control+A');
    await page.keyboard.press('Shift+End');
    expect(await shown.evaluate((field: { selectionEnd: number }) => field.selectionEnd)).toBe(0);
    expect(await desktop.clipboard.read('primary')).toBe('');
    await page.keyboard.press('Control+C');
    await expect.poll(() => desktop.clipboard.read()).toBe(value);
  },
);

test(
  'a locked keyring is asked for nothing until a person asks, and nothing is lost',
  { tag: '@long' },
  async ({ open, sandbox }) => {
    const first = await open({ desktop });
    await first.manager.enter(sandbox.origin, accounts.empty);
    const { tokenId, value } = await keepToken(first, 'deploy');
    await first.close();

    const prompter = await SilentPrompter.on(desktop.env);
    await desktop.keyring.lock();
    const bus = await watchBus(desktop);
    const { page, manager } = await open({ desktop });
    const row = manager.row(tokenId);
    await expect(row).toContainText('Cannot tell');
    await expect(page.getByText(/keychain is locked, so this app cannot tell/)).toBeVisible();
    // Whatever is looked at meanwhile: the list, a token's details, the store's health.
    await page.getByRole('button', { name: 'Refresh' }).click();
    await row.getByText('deploy', { exact: true }).click();
    await expect(page.getByText(/is locked, so the value cannot be read/)).toBeVisible();
    await page.getByRole('button', { name: 'Store' }).click();
    await expect(manager.dialog('Store health').getByText(/It is locked/)).toBeVisible();
    await page.keyboard.press('Escape');
    expect(bus.secretCalls).toEqual([]);
    expect(prompter.asked).toEqual([]);
    // The control: a person asks, and is asked.
    await row.getByRole('button', { name: "Copy token 'deploy'" }).click();
    await prompter.prompted();
    expect(bus.secretCalls.length).toBeGreaterThan(0);
    bus.close();
    // Dismissed: said as what it is, and nothing is copied.
    prompter.close();
    await expect(page.getByText(/not on this computer|does not hold/)).toHaveCount(0);
    await expect(row).toContainText('Cannot tell');
    expect(await desktop.clipboard.read()).toBe('');

    await desktop.keyring.unlock();
    await page.getByRole('button', { name: 'Unlock' }).first().click();
    await expect(row).toContainText('Saved and live');
    await row.getByRole('button', { name: "Copy token 'deploy'" }).click();
    await expect.poll(() => desktop.clipboard.read()).toBe(value);
  },
);
