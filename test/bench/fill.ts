import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { accounts } from '../../main/sandbox/accounts.ts';
import { launchApp } from '../support/app.ts';
import type { Desktop } from '../support/desktop.ts';
import { fillKeychain, readIndex, savedTokens, writeIndex } from '../support/large-vault.ts';
import type { SandboxControl } from '../support/sandbox-control.ts';
import { TokenManager } from '../support/token-manager.ts';

/** Long enough that no step of the ladder comes while it is measured. */
const ttlSeconds = 90 * 86_400;

async function addAccount(page: Page, origin: string): Promise<void> {
  const manager = new TokenManager(page);
  await page.getByRole('button', { name: 'Add account' }).click();
  const dialog = manager.dialog('Add account');
  await dialog.getByLabel('E-mail').fill(accounts.plain.email);
  await dialog.getByLabel('Password', { exact: true }).fill(accounts.plain.password);
  await manager.setEndpoint(origin);
  await dialog.getByRole('button', { name: 'Sign in', exact: true }).click();
  await dialog.waitFor({ state: 'hidden' });
}

/**
 * Signs the app in to an account at each of these servers and has it keep tokens there, by its own files
 * and the real keyring; then its list is read once.
 *
 * @param each tokens of an account, those that it has already among them; all that come here are saved.
 * @returns the app's user-data folder.
 */
export async function fillVault(
  desktop: Desktop,
  executable: string,
  servers: readonly SandboxControl[],
  each: number,
): Promise<string> {
  const userData = mkdtempSync(join(desktop.home, 'app-'));
  const open = () => launchApp({ desktop, userData, executable });
  const first = await open();
  const [home, ...others] = servers;
  if (!home) throw new Error('there is no server');
  await new TokenManager(first.page).enter(home.origin, accounts.plain);
  for (const { origin } of others) await addAccount(first.page, origin);
  await first.close();
  for (const control of servers) {
    const { length } = (await control.tokens('plain')).filter(
      ({ deletedAt }) => deletedAt === null,
    );
    const count = Math.max(each - length, 1);
    const order = { account: 'plain', count, values: true, ttl: ttlSeconds } as const;
    const seeded = await control.seed(order);
    const items = seeded.map(({ kid, value }) => [`token:${kid}`, value ?? ''] as const);
    await fillKeychain(desktop, Object.fromEntries(items));
    const index = await readIndex(userData);
    const tokens = [...index.tokens, ...savedTokens(seeded, control.origin)];
    await writeIndex(userData, { ...index, tokens });
  }
  const second = await open();
  await second.page
    .getByText(/^Updated /)
    .first()
    .waitFor();
  await second.close();
  return userData;
}
