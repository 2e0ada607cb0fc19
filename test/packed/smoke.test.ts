import { once } from 'node:events';
import { existsSync, mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { accounts } from '../../main/sandbox/accounts.ts';
import { launchApp, type RunningApp } from '../support/app.ts';
import { startHost, type Host } from '../support/host.ts';
import { findPacked, makeInspectable } from '../support/packed.ts';
import { answerQuestions } from '../support/questions.ts';
import { startTestSandbox, type TestSandbox } from '../support/sandbox-control.ts';
import { TokenManager } from '../support/token-manager.ts';

// The main job on every system that a release is built on: it is what the workflow runs of each package.

let host: Host;
let sandbox: TestSandbox;
let userData: string;
let open: () => Promise<RunningApp & { readonly manager: TokenManager }>;

beforeAll(async () => {
  host = await startHost();
  sandbox = await startTestSandbox();
  userData = mkdtempSync(join(host.home, 'smoke-'));
  const executable = await makeInspectable(findPacked());
  open = async () => {
    const running = await launchApp({ desktop: host, executable, userData });
    return { ...running, manager: new TokenManager(running.page) };
  };
}, 60_000);

afterAll(async () => {
  await sandbox.close();
  await host.close();
});

test('a token is generated, kept over a restart, copied, deleted, and nothing stays', async () => {
  const first = await open();
  await first.manager.enter(sandbox.origin, accounts.empty);
  await first.manager.generate({ label: 'smoke' });
  await first.manager.generated.waitFor();
  const id = await first.manager.generatedId();
  const value = await first.page.getByLabel('Token Value').inputValue();
  expect(value).toMatch(/^eyJ/);
  await first.manager.closeGenerated();
  await first.close();

  const { manager, app, page } = await open();
  await manager.row(id).getByText('Saved and live').waitFor();
  await manager.row(id).getByRole('button', { name: "Copy token 'smoke'" }).click();
  await expect.poll(() => app.evaluate(({ clipboard }) => clipboard.readText())).toBe(value);
  const dialog = await manager.askToDelete(id);
  await dialog.getByRole('button', { name: 'Delete token' }).click();
  await manager.row(id).waitFor({ state: 'detached' });

  // What the test kept in this computer's keychain goes by the app's own way.
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('button', { name: 'Remove everything…' }).click();
  const remove = manager.dialog('Remove everything');
  await remove.getByRole('checkbox', { name: 'I do not need' }).check();
  await answerQuestions(app, 1);
  const gone = once(app.process(), 'exit');
  await remove.getByRole('button', { name: 'Remove everything' }).click();
  await gone;
  expect(existsSync(join(userData, 'vault'))).toBe(false);
  const left = (await sandbox.control.tokens('empty')).filter(({ live }) => live);
  expect(left).toEqual([]);
}, 90_000);
