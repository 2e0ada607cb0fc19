import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import { accounts } from '../../main/sandbox/accounts.ts';
import { handOf, refused } from '../support/bridge.ts';
import { expect, test } from '../support/journey.ts';
import { showNotifications } from '../support/notifications.ts';
import { processTree } from '../support/processes.ts';
import { showTray } from '../support/status-notifier.ts';

// A recognisable token goes through the whole journey. Afterwards all that it may have been left in is
// searched for it: it is found nowhere but in the keychain.

/** How a value, or a part of it, may be written down. */
function waysToWrite(value: string): string[] {
  const [, payload = '', signature = ''] = value.split('.');
  // Of the signature no other token has a part, and of the payload this one only has its end.
  const parts = [signature.slice(0, 40), signature.slice(-40), payload.slice(-40)];
  const utf16 = (part: string): string => Buffer.from(part, 'utf16le').toString('latin1');
  const base64 = Buffer.from(value).toString('base64').slice(40, 120);
  return [...parts, ...parts.map(utf16), base64];
}

/** Every file below `folder`, by its path. */
async function filesOf(folder: string): Promise<ReadonlyMap<string, string>> {
  const files = new Map<string, string>();
  if (!existsSync(folder)) return files;
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    // Sockets and pipes hold nothing.
    if (entry.isFile()) files.set(path, await readFile(path, 'latin1').catch(() => ''));
  }
  return files;
}

/** What a page holds that a script in it, or a memory of it, could give away. */
const pageText = (page: Page): Promise<string> =>
  page.evaluate(`(() => {
    const fields = [...document.querySelectorAll('input, textarea')].map(({ value }) => value);
    const kept = [JSON.stringify({ ...localStorage }), JSON.stringify({ ...sessionStorage })];
    return [document.documentElement.outerHTML, ...fields, ...kept, document.title, location.href,
      document.cookie, JSON.stringify(history.state), window.name].join('\\n');
  })()`);

const titles = (app: ElectronApplication): Promise<string> =>
  app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()
      .map((window) => `${window.getTitle()}\n${window.webContents.getURL()}`)
      .join('\n'),
  );

/** Of a backup. */
const passphrase = 'planted beside the tokens';

test('a planted token is found nowhere but in the keychain', async ({
  open,
  sandbox,
  desktop,
  userData,
}) => {
  test.slow();
  const tray = await showTray(desktop);
  const notifications = await showNotifications(desktop);
  const temporary = join(desktop.home, 'temporary');
  await mkdir(temporary, { recursive: true });
  const planted = await sandbox.control.consoleToken('plain');
  // Of another lifetime: their ends would be the same.
  const given = await sandbox.control.consoleToken('plain', { ttl: 86_400 });
  const env = { TMPDIR: temporary, ELECTRON_ENABLE_LOGGING: '1', IONOS_TOKEN: given.value };
  const first = await open({ env });
  const { manager, page } = first;
  await manager.enter(sandbox.origin, accounts.plain);

  await test.step('it is pasted and kept', async () => {
    await page.getByRole('button', { name: 'Import token' }).click();
    await page.getByLabel('Token value', { exact: true }).fill(planted.value);
    await page.getByRole('button', { name: 'Read value' }).click();
    await page.getByRole('button', { name: 'Keep in keychain' }).click();
    await expect(manager.dialog('Import token')).toBeHidden();
    await expect(manager.row(planted.kid)).toContainText('Saved and live');
  });
  const shown = await test.step('one is generated and seen', async () => {
    await manager.generate({ label: 'planted' });
    const value = await page.getByLabel('Token Value').inputValue();
    await page.getByRole('button', { name: 'Copy token value' }).click();
    await manager.closeGenerated();
    return value;
  });
  await test.step('the imported one is revealed, copied and hidden again', async () => {
    await manager.row(planted.kid).locator('td.id').click();
    await page.getByRole('button', { name: 'Reveal' }).click();
    await expect(page.getByText(planted.value.slice(0, 60))).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.getByText(planted.value.slice(0, 60))).toBeHidden();
  });
  await test.step('it is copied from the tray, which the desktop says', async () => {
    await tray.click((text) => text.startsWith("Copy token 'planted'"));
    await notifications.wait(({ title }) => title.startsWith("Copied 'planted'"));
  });
  await test.step('both go into a backup, which is opened again', async () => {
    const backup = join(temporary, 'vault.age');
    await first.app.evaluate(({ dialog }, chosen) => {
      dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: chosen });
      dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [chosen] });
    }, backup);
    const { backups } = handOf(page);
    const offered = await backups.offer();
    const tokenIds = offered.ok ? offered.value.tokens.map(({ id }) => id) : [];
    expect(tokenIds).toContain(planted.kid);
    expect(tokenIds.length).toBeGreaterThan(1);
    const made = await backups.make({ tokenIds, passphrase });
    expect(made).toMatchObject({ ok: true, value: { fileName: 'vault.age' } });
    await backups.open();
    expect(await backups.unlock({ passphrase })).toMatchObject({ ok: true });
  });
  const secrets = [planted.value, shown];
  const needles = [...secrets.flatMap(waysToWrite), passphrase];
  // What is searched with would find it.
  for (const secret of secrets) expect(found(secret, needles).length).toBeGreaterThan(1);

  const { pid = 0 } = first.app.process();
  const processes = processTree(pid);
  expect(processes.length).toBeGreaterThan(2);
  const ofEnvironment = waysToWrite(given.value);
  for (const { argv, environment, coreLimit } of processes) {
    expectClean(argv, [...needles, ...ofEnvironment]);
    expectClean(environment, needles);
    expect(coreLimit).toMatch(/\s1\s+1\s+bytes/);
  }
  // Main, and what it starts; a page is forked from what was there before.
  expect(processes[0]?.coreFilter).toMatch(/^0+$/);
  // Chromium writes its titles where the system shows an environment: what the app has, and what it
  // would give to a program that it starts, is asked of itself.
  const environment = await first.app.evaluate(() => JSON.stringify(process.env));
  expect(environment).toContain('"HOME":');
  expectClean(environment, [...needles, ...ofEnvironment]);
  expectClean(await pageText(page), needles);
  expectClean(await titles(first.app), needles);
  expectClean(`${JSON.stringify(notifications.shown)}\n${await tray.toolTip()}`, needles);
  expectClean(JSON.stringify(await tray.menu(({ length }) => length > 0)), needles);

  await page.getByRole('button', { name: 'Lock' }).click();
  await expect(page.getByRole('button', { name: 'Unlock' })).toBeVisible();
  expectClean(await pageText(page), needles);
  // What the backup held went with the lock.
  await handOf(page).app.unlock();
  const restored = await handOf(page).backups.restore({ tokenIds: [planted.kid] });
  expect(restored).toEqual(refused('NOTHING_PENDING'));
  await first.close();

  const second = await open({ env: { TMPDIR: temporary } });
  await expect(second.manager.row(planted.kid)).toContainText('Saved and live');
  expectClean(await pageText(second.page), needles);
  await second.close();
  tray.close();
  notifications.close();

  needles.push(...ofEnvironment);
  const files = new Map([...(await filesOf(userData)), ...(await filesOf(temporary))]);
  expect([...files.keys()].some((path) => path.endsWith('index.json'))).toBe(true);
  for (const [path, content] of files) expect(found(content, needles), path).toEqual([]);
  for (const output of [first.output(), second.output()]) expectClean(output, needles);

  const stored = await desktop.keyring.items('Token Vault');
  expect(stored.get(`token:${planted.kid}`)).toBe(planted.value);
  expect([...stored.values()]).toContain(shown);
});

const found = (text: string, needles: readonly string[]): string[] =>
  needles.filter((needle) => text.includes(needle));

function expectClean(text: string, needles: readonly string[]): void {
  expect(found(text, needles)).toEqual([]);
}
