import { expect } from '@playwright/test';
import type { SandboxAccount } from '../../main/sandbox/accounts.ts';
import type { RunningApp } from '../../test/support/app.ts';
import type { Desktop } from '../../test/support/desktop.ts';
import type { TestSandbox } from '../../test/support/sandbox-control.ts';
import { TokenManager } from '../../test/support/token-manager.ts';
import { stillThere } from './still-there.ts';

export interface TourScene extends RunningApp {
  readonly desktop: Desktop;
  readonly sandbox: TestSandbox;
  readonly account: SandboxAccount;
  /** The token that the tour generates, once it has; both empty until then. */
  readonly made: { id: string; value: string };
}

interface TourStep {
  /** Part of the picture's file name. */
  readonly name: string;
  /** Acts, checks all that its sentence says, and gives that sentence. Rejects where it is not so. */
  run(scene: TourScene): Promise<string>;
}

const label = 'deploy-prod';
/** In seconds. */
const ninetyDays = 90 * 86_400;

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
      const email = page.getByLabel('E-mail');
      const password = page.getByLabel('Password', { exact: true });
      await email.fill(account.email);
      await password.fill(account.password);
      await new TokenManager(page).setEndpoint(sandbox.origin);
      await expect(email).toHaveValue(account.email);
      await expect(password).toHaveValue(account.password);
      return `E-mail and password of the sandbox's account ${account.email}.`;
    },
  },
  {
    name: 'token-manager',
    async run({ page, desktop, sandbox, account }) {
      const manager = new TokenManager(page);
      const before = new Set((await sandbox.control.tokens(account.name)).map(({ kid }) => kid));
      await page.getByRole('button', { name: 'Sign in', exact: true }).click();
      await expect(manager.heading).toBeVisible();
      const tokens = await sandbox.control.tokens(account.name);
      await expect(manager.rows).toHaveCount(tokens.length);
      const [own, ...others] = tokens.filter(({ kid }) => !before.has(kid));
      expect(others).toEqual([]);
      expect(own).toMatchObject({ live: true, origin: 'api' });
      await expect(manager.row(own?.kid ?? '')).toContainText('Signs this app in');
      const items = [...(await desktop.keyring.items('Token Vault')).keys()];
      expect(items.filter((item) => item.startsWith('sign-in:'))).toHaveLength(1);
      return `Signed in with a token of its own; the list shows ${tokens.length} tokens.`;
    },
  },
  {
    name: 'generate-token',
    async run({ page }) {
      await page.getByRole('button', { name: 'Generate Token' }).click();
      const dialog = new TokenManager(page).dialog('Generate Token');
      const ttl = dialog.getByLabel('Time To Live (TTL)');
      await ttl.selectOption('90 Days');
      await dialog.getByLabel('Label').fill(label);
      await expect(ttl.locator('option:checked')).toHaveText('90 Days');
      await expect(dialog.getByLabel('Label')).toHaveValue(label);
      await expect(dialog.getByRole('checkbox', { name: 'Keep in keychain' })).toBeChecked();
      return `"Generate Token": 90 Days, labelled ${label}, to be kept in the keychain.`;
    },
  },
  {
    name: 'token-generated',
    async run({ page, desktop, sandbox, account, made }) {
      const manager = new TokenManager(page);
      await page.getByRole('button', { name: 'Generate', exact: true }).click();
      await expect(manager.generated).toBeVisible();
      made.id = await manager.generatedId();
      made.value = (await desktop.keyring.lookup('Token Vault', `token:${made.id}`)) ?? '';
      expect(made.value).toMatch(/^eyJ/);
      await expect(manager.generated.getByLabel('Token Value')).toHaveValue(made.value);
      const token = (await sandbox.control.tokens(account.name)).find(({ kid }) => kid === made.id);
      expect(token?.live).toBe(true);
      expect((token?.expiresAt ?? 0) - (token?.createdAt ?? 0)).toBe(ninetyDays);
      return 'The value that is shown is in the keychain, read back from outside, and valid 90 days.';
    },
  },
  {
    name: 'value-copied',
    async run({ page, desktop, made }) {
      const { generated } = new TokenManager(page);
      await generated.getByRole('button', { name: 'Copy token value' }).click();
      await expect.poll(() => desktop.clipboard.read()).toBe(made.value);
      await expect(page.getByText(/clears in \d+ s/).first()).toBeVisible();
      return 'The value is on the clipboard, and the app counts down to its clearing.';
    },
  },
  {
    name: 'saved-and-live',
    async run({ page, made }) {
      const manager = new TokenManager(page);
      await manager.closeGenerated();
      await expect(manager.row(made.id)).toContainText(label);
      await expect(manager.row(made.id)).toContainText('Saved and live');
      return 'The new token is in the list: saved and live.';
    },
  },
  {
    name: 'delete-token',
    async run({ page, made }) {
      const dialog = await new TokenManager(page).askToDelete(made.id);
      await expect(dialog).toContainText(label);
      await expect(dialog).toContainText(made.id);
      await expect(dialog).toContainText('invalid at once, even though it has not expired');
      await expect(dialog.getByRole('button', { name: 'Cancel' })).toBeFocused();
      return 'Deleting names the token, says what happens, and offers Cancel first.';
    },
  },
  {
    name: 'token-deleted',
    async run({ page, desktop, sandbox, account, made }) {
      const manager = new TokenManager(page);
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('button', { name: 'Delete token' }).click();
      await expect(dialog).toBeHidden();
      await expect(manager.row(made.id)).toHaveCount(0);
      await expect(page.getByText(`Token '${label}' deleted`).first()).toBeVisible();
      const places = {
        keyring: desktop.keyring,
        control: sandbox.control,
        account: account.name,
        rowsOf: (id: string) => manager.row(id).count(),
      };
      expect(await stillThere(made.id, places)).toEqual([]);
      const live = (await sandbox.control.tokens(account.name)).filter((token) => token.live);
      return `Gone from the server, the keychain and the list; ${live.length} live tokens are left.`;
    },
  },
  {
    name: 'dark',
    async run({ page }) {
      const background = () =>
        page.evaluate<string>('getComputedStyle(document.body).backgroundColor');
      const rows = await new TokenManager(page).rows.count();
      const light = await background();
      await page.emulateMedia({ colorScheme: 'dark' });
      await expect.poll(background).not.toBe(light);
      await expect(new TokenManager(page).rows).toHaveCount(rows);
      return 'The same in a dark system.';
    },
  },
];
