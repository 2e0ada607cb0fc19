import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { ElectronApplication } from '@playwright/test';
import { readSignInItem } from '../../main/accounts/connection.ts';
import { accounts } from '../../main/sandbox/accounts.ts';
import { age } from '../support/age/real-age.ts';
import { bridgeOf, handOf } from '../support/bridge.ts';
import { startDesktop, type Desktop } from '../support/desktop.ts';
import { expect, test, type Journey } from '../support/journey.ts';
import { keepToken } from '../support/keep-token.ts';
import { readIndex } from '../support/large-vault.ts';

const service = 'Token Vault';
const passphrase = 'correct horse battery staple';

let folder: string;
/** Another computer: a keyring of its own, with nothing in it. */
let other: Desktop;

test.beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'token-vault-backup-'));
  other = await startDesktop();
});

test.afterEach(async () => {
  await other.close();
  await rm(folder, { recursive: true, force: true });
});

/** The person chooses `path` in the system's next dialogs. */
const chooses = (app: ElectronApplication, path: string): Promise<void> =>
  app.evaluate(({ dialog }, chosen) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: chosen });
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [chosen] });
  }, path);

/** Clicks an item of the app's menu. */
async function choose({ app, page }: Journey, id: 'backup' | 'restore'): Promise<void> {
  await app.evaluate(({ Menu }, wanted) => {
    Menu.getApplicationMenu()?.getMenuItemById(wanted)?.click();
  }, id);
  await bridgeOf(page).app.state();
}

/** Writes the backup with the passphrase that the app suggests, and gives that. */
async function backUp(journey: Journey, file: string, desktop: Desktop): Promise<string> {
  const { app, page, manager } = journey;
  await chooses(app, file);
  await choose(journey, 'backup');
  const dialog = manager.dialog('Back up vault');
  await expect(dialog.getByText('2 of 2 values chosen')).toBeVisible();
  await dialog.getByRole('button', { name: 'Suggest a passphrase' }).click();
  const suggested = await dialog
    .getByRole('textbox', { name: 'Suggested passphrase' })
    .inputValue();
  await dialog.getByRole('button', { name: 'Copy passphrase' }).click();
  await expect.poll(() => desktop.clipboard.read()).toBe(suggested);
  await dialog.getByRole('button', { name: 'Save backup…' }).click();
  await expect(page.getByText(/saved with 2 values\. It was read back, and opens\./)).toBeVisible({
    timeout: 60_000,
  });
  await expect(page.getByRole('dialog')).toHaveCount(0);
  return suggested;
}

/** Chooses the backup to restore, and waits until it is named. */
async function chooseFile({ app, page }: Journey, file: string): Promise<void> {
  await chooses(app, file);
  await page.getByRole('button', { name: 'Choose file…' }).click();
  await expect(page.getByText(`File: ${basename(file)}`)).toBeVisible();
}

async function unlock({ page, manager }: Journey, by: string): Promise<void> {
  const dialog = manager.dialog('Restore from backup');
  await dialog.getByLabel('Passphrase', { exact: true }).fill(by);
  await dialog.getByRole('button', { name: 'Open backup' }).click();
  await expect(page.getByText('Opening…')).toHaveCount(0, { timeout: 60_000 });
}

/** All that lies in a folder, as one text. */
async function textsIn(of: string): Promise<string> {
  const files = (await readdir(of, { withFileTypes: true, recursive: true })).filter((entry) =>
    entry.isFile(),
  );
  const texts = files.map((entry) => readFile(join(entry.parentPath, entry.name), 'latin1'));
  return (await Promise.all(texts)).join('\n');
}

test(
  'a vault moves to another computer: encrypted, opened by age as well, back in its keyring with its labels',
  // A passphrase takes its time, by intent, and more on a busy machine.
  { tag: '@long' },
  async ({ open, sandbox, desktop }) => {
    test.slow();
    const file = join(folder, 'vault.age');
    const first = await open();
    await first.manager.enter(sandbox.origin, accounts.empty);
    const one = await keepToken(first, 'deploy-prod');
    const two = await keepToken(first, 'ci-terraform');
    await handOf(first.page).tokens.describe({ tokenId: one.tokenId, usedIn: 'the pipeline' });
    const suggested = await backUp(first, file, desktop);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    await first.close();

    // What the app wrote, the real age reads; neither it nor the app left anything of it in the clear.
    const opened = join(folder, 'opened.json');
    age(suggested, '-d', '-o', opened, file);
    const text = await readFile(opened, 'utf8');
    for (const word of [one.value, two.value, 'deploy-prod', 'the pipeline'])
      expect(text).toContain(word);
    const signIns = [...(await desktop.keyring.items(service))].filter(([item]) =>
      item.startsWith('sign-in:'),
    );
    // Those of other journeys lie in the same keyring.
    expect(signIns.length).toBeGreaterThan(0);
    for (const [, secret] of signIns)
      expect(text).not.toContain(readSignInItem(secret).credential.token);
    await rm(opened);
    const lying = (await textsIn(folder)) + (await textsIn(first.userData)) + first.output();
    for (const secret of [one.value, two.value, suggested]) expect(lying).not.toContain(secret);

    // The other computer: nobody is signed in, and nothing is known.
    const userData = join(folder, 'user-data');
    const second = await open({ desktop: other, userData });
    const { page, manager } = second;
    await expect(page.getByRole('heading', { name: 'Sign in', exact: true })).toBeVisible();
    await choose(second, 'restore');
    await chooseFile(second, file);
    await unlock(second, passphrase);
    await expect(page.getByText('This passphrase does not open the file.')).toBeVisible();
    expect([...(await other.keyring.items(service)).keys()].filter(isValue)).toEqual([]);
    await unlock(second, suggested);
    const dialog = manager.dialog('Restore from backup');
    await expect(dialog.getByText(/with 2 values/)).toBeVisible();
    expect([...(await other.keyring.items(service)).keys()].filter(isValue)).toEqual([]);
    await dialog.getByRole('button', { name: 'Restore 2 values' }).click();
    await expect(
      page.getByText('2 values restored. Sign in to see them in the list.'),
    ).toBeVisible();
    for (const { tokenId, value } of [one, two])
      expect(await other.keyring.lookup(service, `token:${tokenId}`)).toBe(value);
    expect((await readIndex(userData)).notes).toContainEqual(
      expect.objectContaining({ id: one.tokenId, label: 'deploy-prod', usedIn: 'the pipeline' }),
    );

    await manager.enter(sandbox.origin, accounts.empty);
    const row = manager.row(one.tokenId);
    await expect(row).toContainText('deploy-prod');
    await expect(row).toContainText('Saved and live');
    await row.getByRole('button', { name: "Copy token 'deploy-prod'" }).click();
    await expect.poll(() => other.clipboard.read()).toBe(one.value);
    await second.close();
    const left = (await textsIn(userData)) + second.output();
    for (const secret of [one.value, two.value, suggested, passphrase])
      expect(left).not.toContain(secret);
  },
);

const isValue = (item: string): boolean => item.startsWith('token:');

test(
  'a file that is cut, another one and another value here change nothing, each in one sentence',
  { tag: '@long' },
  async ({ open, sandbox, desktop }) => {
    const journey = await open();
    const { app, page, manager } = journey;
    await manager.enter(sandbox.origin, accounts.empty);
    const { tokenId, value } = await keepToken(journey, 'deploy-prod');
    const file = join(folder, 'vault.age');
    const cut = join(folder, 'cut.age');
    const foreign = join(folder, 'foreign.age');
    await chooses(app, file);
    const vault = handOf(page);
    expect(await vault.backups.make({ tokenIds: [tokenId], passphrase })).toMatchObject({
      ok: true,
      value: { fileName: 'vault.age' },
    });
    await writeFile(cut, (await readFile(file)).subarray(0, -1));
    const notes = join(folder, 'notes.json');
    await writeFile(notes, '{"format":"something else"}');
    age(passphrase, '-p', '-o', foreign, notes);
    // Another value of the same token has come into the keyring meanwhile.
    const theirs = `${value.slice(0, value.lastIndexOf('.'))}.b3RoZXI`;
    await desktop.keyring.put({ service, account: `token:${tokenId}` }, 'other', theirs);
    const before = await desktop.keyring.items(service);

    await choose(journey, 'restore');
    for (const [chosen, words] of [
      [cut, /changed or cut short/],
      [foreign, /no backup of Token Vault/],
    ] as const) {
      await chooseFile(journey, chosen);
      await unlock(journey, passphrase);
      await expect(page.getByRole('alert').filter({ hasText: words })).toBeVisible();
    }
    await chooseFile(journey, file);
    await unlock(journey, passphrase);
    const dialog = manager.dialog('Restore from backup');
    await expect(dialog.getByText('another value is here and stays')).toBeVisible();
    await expect(dialog.getByRole('checkbox')).toBeDisabled();
    await dialog.getByRole('button', { name: 'Close' }).click();
    expect(await desktop.keyring.items(service)).toEqual(before);
  },
);
