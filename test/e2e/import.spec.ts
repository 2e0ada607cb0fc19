import { access, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import { accounts } from '../../main/sandbox/accounts.ts';
import type { NewToken } from '../../main/sandbox/control-messages.ts';
import { expect, test, type Journey } from '../support/journey.ts';
import { readIndex } from '../support/large-vault.ts';
import { operation } from '../support/sandbox-control.ts';

let folder: string;

test.beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'token-vault-import-'));
});

test.afterEach(() => rm(folder, { recursive: true, force: true }));

/** A file as the console's "Download as text file" leaves it, and what it holds. */
async function downloaded({ value }: NewToken): Promise<string> {
  const file = join(folder, 'token.txt');
  await writeFile(file, `${value}\n`);
  return file;
}

/** The person chooses `path` in the system's open dialog; null: they cancel. */
const chooses = (app: ElectronApplication, path: string | null): Promise<void> =>
  app.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = () =>
      Promise.resolve({ canceled: chosen === null, filePaths: chosen === null ? [] : [chosen] });
  }, path);

/** Drags a file of the disk over the page and lets it go there, as a file manager does. */
async function drop(page: Page, path: string): Promise<void> {
  const devTools = await page.context().newCDPSession(page);
  const data = { items: [], files: [path], dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
    await devTools.send('Input.dispatchDragEvent', { type, x: 300, y: 300, data });
  await devTools.detach();
}

async function keep({ manager }: Journey, label: string): Promise<void> {
  const dialog = manager.dialog('Import token');
  await dialog.getByLabel('Label').fill(label);
  await dialog.getByRole('button', { name: 'Keep in keychain' }).click();
}

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );

test(
  'a pasted value is kept with all that is said of it, and asked for again with that',
  { tag: '@long' },
  async ({ open, sandbox, desktop }) => {
    const journey = await open();
    const { page, manager } = journey;
    await manager.enter(sandbox.origin, accounts.empty);
    const { kid, value } = await sandbox.control.consoleToken('empty');
    const dialog = manager.dialog('Import token');
    await page.getByRole('button', { name: 'Import token' }).click();
    await dialog.getByLabel('Token value').fill(`  ${value}\n`);
    await dialog.getByRole('button', { name: 'Read value' }).click();
    await expect(dialog.getByText(kid)).toBeVisible();
    await dialog.getByText('More').click();
    await dialog.getByLabel('Used in').fill('GitHub Actions, acme/infra');
    await dialog.getByLabel('Note').fill('ask Paula');
    await keep(journey, 'deploy-prod');
    await expect(manager.row(kid)).toContainText('deploy-prod');
    await expect(manager.row(kid)).toContainText('Saved and live');
    expect(await desktop.keyring.lookup('Token Vault', `token:${kid}`)).toBe(value);

    await page.getByRole('button', { name: 'Import token' }).click();
    await dialog.getByLabel('Token value').fill(value);
    await dialog.getByRole('button', { name: 'Read value' }).click();
    await expect(dialog.getByText(/already saved here/)).toBeVisible();
    await expect(dialog.getByLabel('Label')).toHaveValue('deploy-prod');
    await expect(dialog.getByLabel('Used in')).toHaveValue('GitHub Actions, acme/infra');
    await expect(dialog.getByLabel('Note')).toHaveValue('ask Paula');
    await dialog.getByRole('button', { name: 'Keep in keychain' }).click();
    await expect(dialog).toBeHidden();
    await manager.row(kid).getByText('deploy-prod', { exact: true }).click();
    await expect(page.getByLabel('Used in')).toHaveValue('GitHub Actions, acme/infra');
  },
);

test(
  'a file that is opened is imported and, if wished, deleted',
  { tag: '@long' },
  async ({ open, sandbox, desktop }) => {
    const journey = await open();
    const { page, manager, app } = journey;
    await manager.enter(sandbox.origin, accounts.empty);
    const made = await sandbox.control.consoleToken('empty');
    const file = await downloaded(made);
    const dialog = manager.dialog('Import token');
    await page.getByRole('button', { name: 'Import token' }).click();
    await chooses(app, null);
    await dialog.getByRole('button', { name: 'Open file…' }).click();
    await chooses(app, join(folder, 'none.txt'));
    await dialog.getByRole('button', { name: 'Open file…' }).click();
    await expect(dialog.getByRole('alert')).toContainText('The file could not be read');
    await chooses(app, file);
    await dialog.getByRole('button', { name: 'Open file…' }).click();
    await expect(dialog.getByText('From the file token.txt')).toBeVisible();
    await keep(journey, 'from a file');

    const question = manager.dialog('Delete the file?');
    await expect(question.getByText(/Deleting is not erasing/)).toBeVisible();
    expect(await exists(file)).toBe(true);
    await question.getByRole('button', { name: 'Delete the file' }).click();
    await expect(question).toBeHidden();
    expect(await exists(file)).toBe(false);
    await expect(manager.row(made.kid)).toContainText('from a file');
    expect(await desktop.keyring.lookup('Token Vault', `token:${made.kid}`)).toBe(made.value);
  },
);

test(
  'a file that is dropped on the window is imported, and left where the person says so',
  { tag: '@long' },
  async ({ open, sandbox }) => {
    const journey = await open();
    const { page, manager } = journey;
    await manager.enter(sandbox.origin, accounts.empty);
    const made = await sandbox.control.consoleToken('empty');
    const file = await downloaded(made);
    await drop(page, file);
    await expect(manager.dialog('Import token').getByText('From the file token.txt')).toBeVisible();
    await keep(journey, 'dropped');
    const question = manager.dialog('Delete the file?');
    await question.getByRole('button', { name: 'Leave the file' }).click();
    await expect(manager.row(made.kid)).toContainText('dropped');
    await expect(manager.row(made.kid)).toContainText('Saved and live');
    expect(await exists(file)).toBe(true);
  },
);

test(
  'IONOS_TOKEN is imported without its value entering the page',
  { tag: '@long' },
  async ({ open, sandbox, desktop }) => {
    const made = await sandbox.control.consoleToken('empty');
    const journey = await open({ env: { IONOS_TOKEN: made.value } });
    const { page, manager } = journey;
    await manager.enter(sandbox.origin, accounts.empty);
    await page.getByRole('button', { name: 'Import token' }).click();
    await page.getByRole('button', { name: 'Take IONOS_TOKEN' }).click();
    await expect(manager.dialog('Import token').getByText(made.kid)).toBeVisible();
    expect(await page.content()).not.toContain(made.value.slice(0, 120));
    await keep(journey, 'from the environment');
    await expect(manager.row(made.kid)).toContainText('Saved and live');
    expect(await desktop.keyring.lookup('Token Vault', `token:${made.kid}`)).toBe(made.value);
  },
);

test(
  'what is no value is refused by its name, and nothing is sent or kept',
  { tag: '@long' },
  async ({ open, sandbox }) => {
    const { page, manager } = await open();
    await manager.enter(sandbox.origin, accounts.empty);
    await sandbox.control.clearLog();
    const dialog = manager.dialog('Import token');
    await page.getByRole('button', { name: 'Import token' }).click();
    for (const [text, sentence] of [
      ['5cb9b8b2-6a0c-4ed5-a6bb-5a3ad4f1f7a0', /a token's id, not its value/],
      [`${'0123456789abcdef'.repeat(2)}.${'aB3-_'.repeat(10)}`, /API key of IONOS hosting/],
      ['not a token', /not a token's value/],
    ] as const) {
      await dialog.getByLabel('Token value').fill(text);
      await dialog.getByRole('button', { name: 'Read value' }).click();
      await expect(dialog.getByText(sentence)).toBeVisible();
    }
    expect(await sandbox.control.requests(operation.list)).toEqual([]);
  },
);

test(
  'what has expired, is of another contract or of another user is said to be so, and kept',
  { tag: '@long' },
  async ({ open, sandbox: { control, origin }, desktop, userData }) => {
    const journey = await open();
    const { page, manager } = journey;
    const { empty, plain } = accounts;
    await manager.enter(origin, empty);
    const [own] = empty.contracts;
    const other = 31700099;
    // Each differs in one thing from what the list names.
    const expired = await control.consoleToken('empty', { createdAt: 1_700_000_000, ttl: 3600 });
    await control.changeAccount('empty', { contracts: [own, other] });
    const ofContract = await control.consoleToken('empty', { contract: other });
    await control.changeAccount('empty', { contracts: [own] });
    await control.changeAccount('plain', { contracts: [own] });
    const ofUser = await control.consoleToken('plain', { contract: own });

    const dialog = manager.dialog('Import token');
    for (const [{ kid, value }, sentence, shown] of [
      [expired, 'This token has expired.', 'Expired'],
      [ofContract, `This token belongs to contract ${other}, not to the one`, 'Cannot tell'],
      [ofUser, 'This token belongs to another user', 'Cannot tell'],
    ] as const) {
      await page.getByRole('button', { name: 'Import token' }).click();
      await dialog.getByLabel('Token value').fill(value);
      await dialog.getByRole('button', { name: 'Read value' }).click();
      await expect(dialog.getByRole('status')).toHaveText([new RegExp(sentence)]);
      await keep(journey, 'from before');
      await expect(dialog).toBeHidden();
      await expect(manager.row(kid)).toContainText('from before');
      await expect(manager.row(kid)).toContainText(shown);
      expect(await desktop.keyring.lookup('Token Vault', `token:${kid}`)).toBe(value);
    }
    // Said in the list where it is not the contract of the account that is shown.
    await expect(page.getByRole('row').filter({ hasText: 'Contract' })).toHaveCount(1);
    await expect(manager.row(ofContract.kid)).toContainText(`Contract ${other}`);

    const { tokens } = await readIndex(userData);
    expect(tokens.map(({ id, contractNumber, userId }) => [id, contractNumber, userId])).toEqual([
      [expired.kid, own, empty.userId],
      [ofContract.kid, other, empty.userId],
      [ofUser.kid, own, plain.userId],
    ]);
  },
);
