import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Desktop } from './desktop.ts';
import { launchApp, type RunningApp } from './app.ts';
import { test as base, expect } from './fixtures.ts';
import { startTestSandbox, type TestSandbox } from './sandbox-control.ts';
import { TokenManager } from './token-manager.ts';

export interface OpenOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly args?: readonly string[];
  /** Another folder than the test's own: another computer. */
  readonly userData?: string;
  /** Another desktop than the worker's, for tests that break its keyring. */
  readonly desktop?: Desktop;
}

/** A running app with its window, and the folder it keeps its files in. */
export interface Journey extends RunningApp {
  readonly manager: TokenManager;
}

interface Fixtures {
  /** A sandbox of the test's own, its control door open. */
  readonly sandbox: TestSandbox;
  /** The test's user-data folder: the same for every start. */
  readonly userData: string;
  /** Starts the app; it is closed after the test. */
  readonly open: (options?: OpenOptions) => Promise<Journey>;
}

/**
 * What every e2e test starts from:
 *
 *     test('…', async ({ open, sandbox, desktop }) => {
 *       const { page, manager, app } = await open();
 */
export const test = base.extend<Fixtures>({
  // eslint-disable-next-line no-empty-pattern -- Playwright reads what a fixture needs from this pattern
  sandbox: async ({}, use) => {
    const sandbox = await startTestSandbox();
    await use(sandbox);
    await sandbox.close();
  },
  // eslint-disable-next-line no-empty-pattern -- as above
  userData: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'token-vault-e2e-'));
    await use(folder);
    await rm(folder, { recursive: true, force: true });
  },
  open: async ({ desktop, userData }, use) => {
    const running: RunningApp[] = [];
    await use(async (options = {}) => {
      const app = await launchApp({ userData, ...options, desktop: options.desktop ?? desktop });
      running.push(app);
      return { ...app, manager: new TokenManager(app.page) };
    });
    for (const app of running) await app.close();
  },
});

export { expect };
