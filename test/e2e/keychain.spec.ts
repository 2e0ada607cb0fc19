import { accounts } from '../../main/sandbox/accounts.ts';
import { startDesktop, type Desktop } from '../support/desktop.ts';
import { expect, test } from '../support/journey.ts';
import { operation } from '../support/sandbox-control.ts';

test.describe('without a Secret Service', () => {
  let bare: Desktop;
  test.beforeEach(async () => {
    bare = await startDesktop({ keyring: 'none' });
  });
  test.afterEach(() => bare.close());

  test('the app says so, keeps values in memory, mints nothing to sign in, and asks on quit', async ({
    open,
    sandbox,
  }) => {
    const { page, manager, app } = await open({ desktop: bare });
    await manager.enter(sandbox.origin, accounts.empty);
    await expect(manager.heading).toBeVisible();
    expect(await sandbox.control.requests(operation.generate)).toHaveLength(0);
    await expect(page.getByText(/Your keyring \(Secret Service\) was not found/)).toBeVisible();
    await manager.generate({ label: 'in memory' });
    await expect(manager.generated.getByText(/Kept until the app ends/)).toBeVisible();
    await manager.closeGenerated();
    await expect(manager.rows.filter({ hasText: 'in memory' })).toContainText('Saved and live');

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
  });
});

test.describe('with a locked keyring', () => {
  let locked: Desktop;
  test.beforeEach(async () => {
    locked = await startDesktop({ keyring: 'locked' });
    await locked.keyring.dismissPrompts();
  });
  test.afterEach(() => locked.close());

  test('signing in mints nothing; after unlocking the app makes its own token', async ({
    open,
    sandbox,
  }) => {
    const { page, manager } = await open({ desktop: locked });
    await manager.enter(sandbox.origin, accounts.empty);
    await expect(manager.heading).toBeVisible();
    await expect(page.getByText(/Your keychain is locked, so this app cannot tell/)).toBeVisible();
    expect(await sandbox.control.requests(operation.generate)).toHaveLength(0);
    await manager.generate();
    await expect(manager.dialog('Generate Token').getByRole('alert')).toContainText('locked');
    expect(await sandbox.control.requests(operation.generate)).toHaveLength(0);
    await manager.dialog('Generate Token').getByRole('button', { name: 'Cancel' }).click();

    await locked.keyring.unlock();
    await page.getByRole('button', { name: 'Unlock' }).first().click();
    await expect(manager.rows.filter({ hasText: 'Signs this app in' })).toHaveCount(1);
  });

  test('a vault that was filled before is not called missing, and is all there when unlocked', async ({
    open,
    sandbox,
  }) => {
    await locked.keyring.unlock();
    const first = await open({ desktop: locked });
    await first.manager.enter(sandbox.origin, accounts.empty);
    await first.manager.generate({ label: 'kept' });
    await first.manager.closeGenerated();
    await first.close();

    await locked.keyring.lock();
    const { page, manager } = await open({ desktop: locked });
    await expect(page.getByText(/Your keychain is locked, so this app cannot tell/)).toBeVisible();
    await expect(manager.rows.filter({ hasText: 'kept' })).toContainText('Cannot tell');
    await locked.keyring.unlock();
    await page.getByRole('button', { name: 'Unlock' }).first().click();
    await expect(manager.rows.filter({ hasText: 'kept' })).toContainText('Saved and live');
  });
});

test('the Secret Service dies while a token is generated: the value stays on screen', async ({
  open,
  sandbox,
}) => {
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
});
