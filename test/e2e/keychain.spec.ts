import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { accounts } from '../../main/sandbox/accounts.ts';
import { handOf } from '../support/bridge.ts';
import { startDesktop, type Desktop } from '../support/desktop.ts';
import { expect, test } from '../support/journey.ts';
import { keepToken } from '../support/keep-token.ts';
import { operation } from '../support/sandbox-control.ts';

/** What the list says of a value that is in the keychain. */
const notInMemory = /Saved and live(?!, in memory)/;

for (const [what, options, tag] of [
  ['a Secret Service', { keyring: 'none' }, ' @long'],
  ['a session bus', { bus: false }, ''],
] as const)
  test(`without ${what} the app says so, keeps values in memory, mints nothing to sign in, and asks on quit${tag}`, async ({
    open,
    sandbox,
  }) => {
    const bare = await startDesktop(options);
    try {
      const { page, manager, app } = await open({ desktop: bare });
      await manager.enter(sandbox.origin, accounts.empty);
      await expect(manager.heading).toBeVisible();
      expect(await sandbox.control.requests(operation.generate)).toHaveLength(0);
      await expect(page.getByText(/Your keyring \(Secret Service\) was not found/)).toBeVisible();
      await manager.generate({ label: 'in memory' });
      await expect(manager.generated.getByText(/Kept until the app ends/)).toBeVisible();
      await manager.closeGenerated();
      await expect(manager.rows.filter({ hasText: 'in memory' })).toContainText(
        'Saved and live, in memory',
      );

      const asked = app.evaluate(
        ({ app: electron, dialog }) =>
          new Promise<string>((resolve) => {
            dialog.showMessageBox = (...args: unknown[]) => {
              const { message } = args.at(-1) as { message: string };
              resolve(message);
              return Promise.resolve({ response: 0, checkboxChecked: false });
            };
            electron.quit();
          }),
      );
      expect(await asked).toContain('1 token value is kept in memory only');
      await expect(manager.heading).toBeVisible();
      await app.evaluate(({ dialog }) => {
        dialog.showMessageBox = () => Promise.resolve({ response: 1, checkboxChecked: false });
      });
    } finally {
      await bare.close();
    }
  });

test(
  'a keyring that is started later takes in what was in memory only',
  { tag: '@long' },
  async ({ open, sandbox }) => {
    const desktop = await startDesktop({ keyring: 'none' });
    try {
      const { page, manager, close } = await open({ desktop });
      await manager.enter(sandbox.origin, accounts.empty);
      const { tokenId, value } = await keepToken({ page }, 'in memory');
      await desktop.keyring.start();
      await page.getByRole('button', { name: 'Look again' }).click();
      await expect
        .poll(() => desktop.keyring.lookup('Token Vault', `token:${tokenId}`))
        .toBe(value);
      // The app has a token of its own by now.
      await expect(manager.rows.filter({ hasText: 'Signs this app in' })).toHaveCount(1);
      await close();

      const again = await open({ desktop });
      await expect(again.manager.row(tokenId)).toContainText('in memory');
      await expect(again.manager.row(tokenId)).toContainText(notInMemory);
    } finally {
      await desktop.close();
    }
  },
);

test.describe('with a locked keyring', () => {
  let locked: Desktop;
  test.beforeEach(async () => {
    locked = await startDesktop({ keyring: 'locked' });
    await locked.keyring.dismissPrompts();
  });
  test.afterEach(() => locked.close());

  test(
    'signing in mints nothing; after unlocking the app makes its own token',
    { tag: '@long' },
    async ({ open, sandbox }) => {
      const { page, manager } = await open({ desktop: locked });
      await manager.enter(sandbox.origin, accounts.empty);
      await expect(manager.heading).toBeVisible();
      await expect(
        page.getByText(/Your keychain is locked, so this app cannot tell/),
      ).toBeVisible();
      expect(await sandbox.control.requests(operation.generate)).toHaveLength(0);
      await manager.generate();
      await expect(manager.dialog('Generate Token').getByRole('alert')).toContainText('locked');
      expect(await sandbox.control.requests(operation.generate)).toHaveLength(0);
      await manager.dialog('Generate Token').getByRole('button', { name: 'Cancel' }).click();

      await locked.keyring.unlock();
      await page.getByRole('button', { name: 'Unlock' }).first().click();
      await expect(manager.rows.filter({ hasText: 'Signs this app in' })).toHaveCount(1);
    },
  );

  test(
    'a vault that was filled before is not called missing, and is all there when unlocked',
    { tag: '@long' },
    async ({ open, sandbox }) => {
      await locked.keyring.unlock();
      const first = await open({ desktop: locked });
      await first.manager.enter(sandbox.origin, accounts.empty);
      await first.manager.generate({ label: 'kept' });
      await first.manager.closeGenerated();
      await first.close();

      await locked.keyring.lock();
      const { page, manager } = await open({ desktop: locked });
      await expect(
        page.getByText(/Your keychain is locked, so this app cannot tell/),
      ).toBeVisible();
      await expect(manager.rows.filter({ hasText: 'kept' })).toContainText('Cannot tell');
      await locked.keyring.unlock();
      // The app may notice by itself, and the button goes while it is pressed.
      await expect(async () => {
        const unlock = page.getByRole('button', { name: 'Unlock' }).first();
        if (await unlock.isVisible()) await unlock.click({ timeout: 1_000 });
        const kept = manager.rows.filter({ hasText: 'kept' });
        await expect(kept).toContainText(notInMemory, { timeout: 2_000 });
      }).toPass();
    },
  );
});

test(
  'the keyring is killed while a token is generated: its value stays at hand until it is safe',
  { tag: '@long' },
  async ({ open, sandbox, userData }) => {
    const desktop = await startDesktop();
    try {
      const { manager, app, page } = await open({ desktop });
      await manager.enter(sandbox.origin, accounts.empty);
      const earlier = await keepToken({ page }, 'earlier');
      await sandbox.control.clearLog();
      const fault = await sandbox.control.fault({ ...operation.generate, hold: 'after' });
      await manager.generate({ label: 'at risk' });
      await sandbox.control.waitForLog((log) =>
        log.some(({ path }) => path.startsWith(operation.generate.path)),
      );
      await desktop.keyring.kill();
      await sandbox.control.release(fault);
      const { generated } = manager;
      await expect(generated.getByText('The value could not be saved.')).toBeVisible();
      await expect(generated.getByText(/No keychain was found/)).toBeVisible();
      await expect(generated.getByRole('button', { name: /^Revoke token/ })).toBeVisible();

      await desktop.keyring.start();
      await generated.getByRole('button', { name: 'Try again' }).click();
      // Said once, where it can be tried again.
      await expect(generated.getByText(/The keyring was restarted/)).toHaveCount(1);
      const id = await manager.generatedId();
      const file = join(userData, 'value.txt');
      await app.evaluate(({ dialog }, path) => {
        dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: path });
      }, file);
      await generated.getByRole('button', { name: 'Download token value' }).click();
      await expect.poll(() => readFile(file, 'utf8').catch(() => '')).toMatch(/^eyJ/);
      await manager.closeGenerated();
      await expect(manager.row(earlier.tokenId)).toContainText('Cannot tell');
      await app.close();

      // The next start reaches the keyring again: what it held is there, and the new value can come in.
      const again = await open({ desktop });
      await expect(again.manager.row(earlier.tokenId)).toContainText(notInMemory);
      await expect(again.manager.row(id)).toContainText('Live, value not on this computer');
      const { imports } = handOf(again.page);
      const value = await readFile(file, 'utf8');
      expect(await imports.paste({ text: value })).toMatchObject({ ok: true, value: { id } });
      await imports.keep({ label: 'at risk', note: '', usedIn: '', color: 'none' });
      await expect(again.manager.row(id)).toContainText(notInMemory);
      expect(await desktop.keyring.lookup('Token Vault', `token:${id}`)).toBe(value);
    } finally {
      await desktop.close();
    }
  },
);

test(
  'the keyring is locked while a token is generated: "Try again" keeps it after unlocking',
  { tag: '@long' },
  async ({ open, sandbox }) => {
    const desktop = await startDesktop();
    try {
      const { manager } = await open({ desktop });
      await manager.enter(sandbox.origin, accounts.empty);
      // The app's own token was generated, too.
      await sandbox.control.clearLog();
      const fault = await sandbox.control.fault({ ...operation.generate, hold: 'after' });
      await manager.generate({ label: 'at risk' });
      await sandbox.control.waitForLog((log) =>
        log.some(({ path }) => path.startsWith(operation.generate.path)),
      );
      await desktop.keyring.dismissPrompts();
      await desktop.keyring.lock();
      await sandbox.control.release(fault);
      const generated = manager.generated;
      await expect(generated.getByRole('alert').first()).toBeVisible();
      await expect(generated.getByRole('button', { name: 'Copy token value' })).toBeVisible();
      await expect(generated.getByRole('button', { name: /^Revoke token/ })).toBeVisible();
      await desktop.keyring.unlock();
      await generated.getByRole('button', { name: 'Try again' }).click();
      await expect(generated.getByText(/as 'at risk'/)).toBeVisible();
    } finally {
      await desktop.close();
    }
  },
);
