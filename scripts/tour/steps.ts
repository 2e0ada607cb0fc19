import { expect } from '@playwright/test';
import type { SandboxAccount } from '../../main/sandbox/accounts.ts';
import type { RunningApp } from '../../test/support/app.ts';
import type { Desktop } from '../../test/support/desktop.ts';
import type { TestSandbox } from '../../test/support/sandbox-control.ts';
import { TokenManager } from '../../test/support/token-manager.ts';

export interface TourScene extends RunningApp {
  readonly desktop: Desktop;
  readonly sandbox: TestSandbox;
  readonly account: SandboxAccount;
}

interface TourStep {
  /** Part of the picture's file name. */
  readonly name: string;
  /** Acts, checks what came of it, and says in one sentence what was done. */
  run(scene: TourScene): Promise<string>;
}

const label = 'deploy-prod';

/** The main job, from the first start to the deleted token. */
export const tourSteps: readonly TourStep[] = [
  {
    name: 'first-start',
    async run({ page }) {
      await expect(page.getByRole('heading', { name: 'Sign in' }).first()).toBeVisible();
      return 'The app starts and asks how to sign in.';
    },
  },
  {
    name: 'sign-in',
    async run({ page, sandbox, account }) {
      await page.getByLabel('E-mail').fill(account.email);
      await page.getByLabel('Password', { exact: true }).fill(account.password);
      await new TokenManager(page).setEndpoint(sandbox.origin);
      return `E-mail and password of the sandbox's account ${account.email}.`;
    },
  },
  {
    name: 'token-manager',
    async run({ page, sandbox, account }) {
      const manager = new TokenManager(page);
      await page.getByRole('button', { name: 'Sign in', exact: true }).click();
      await expect(manager.heading).toBeVisible();
      const { length } = await sandbox.control.tokens(account.name);
      await expect(manager.rows).toHaveCount(length);
      return `Signed in with a token of its own; the list shows ${length} tokens.`;
    },
  },
  {
    name: 'generate-token',
    async run({ page }) {
      await page.getByRole('button', { name: 'Generate Token' }).click();
      const dialog = new TokenManager(page).dialog('Generate Token');
      await dialog.getByLabel('Time To Live (TTL)').selectOption('90 Days');
      await dialog.getByLabel('Label').fill(label);
      return `"Generate Token": 90 Days, labelled ${label}, kept in the keychain.`;
    },
  },
  {
    name: 'token-generated',
    async run({ page, desktop }) {
      const manager = new TokenManager(page);
      await page.getByRole('button', { name: 'Generate', exact: true }).click();
      await expect(manager.generated).toBeVisible();
      const stored = await desktop.keyring.lookup(
        'Token Vault',
        `token:${await manager.generatedId()}`,
      );
      expect(stored).toMatch(/^eyJ/);
      return 'The value is in the keychain, read back from outside, and shown once.';
    },
  },
  {
    name: 'value-copied',
    async run({ page, desktop }) {
      const { generated } = new TokenManager(page);
      await generated.getByRole('button', { name: 'Copy token value' }).click();
      await expect.poll(() => desktop.clipboard.read()).toMatch(/^eyJ/);
      return 'The value is on the clipboard and leaves it after 30 seconds.';
    },
  },
  {
    name: 'saved-and-live',
    async run({ page }) {
      const manager = new TokenManager(page);
      await manager.closeGenerated();
      await expect(manager.rows.filter({ hasText: label })).toContainText('Saved and live');
      return 'The new token is in the list: saved and live.';
    },
  },
  {
    name: 'delete-token',
    async run({ page }) {
      const manager = new TokenManager(page);
      await manager.rows.filter({ hasText: label }).getByRole('checkbox').check();
      await page.getByRole('button', { name: 'Delete token' }).click();
      await expect(page.getByRole('dialog').getByRole('button', { name: 'Cancel' })).toBeFocused();
      return 'Deleting names the token, says what happens, and offers Cancel first.';
    },
  },
  {
    name: 'token-deleted',
    async run({ page, sandbox, account }) {
      const manager = new TokenManager(page);
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('button', { name: 'Delete token' }).click();
      await expect(dialog).toBeHidden();
      await expect(manager.rows.filter({ hasText: label })).toHaveCount(0);
      const live = (await sandbox.control.tokens(account.name)).filter((token) => token.live);
      await expect(page.getByText(/deleted/).first()).toBeVisible();
      return `Gone from the server, the keychain and the list; ${live.length} live tokens are left.`;
    },
  },
  {
    name: 'dark',
    async run({ page }) {
      await page.emulateMedia({ colorScheme: 'dark' });
      return 'The same in a dark system.';
    },
  },
];
