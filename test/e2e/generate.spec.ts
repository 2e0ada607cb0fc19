import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { accounts } from '../../main/sandbox/accounts.ts';
import { expect, test } from '../support/journey.ts';
import { operation } from '../support/sandbox-control.ts';

test('a generated token is in the keychain, copied, downloaded and gone from the page', async ({
  open,
  sandbox,
  desktop,
  userData,
}) => {
  const { page, manager, app } = await open();
  await manager.enter(sandbox.origin, accounts.empty);
  await page.getByRole('button', { name: 'Generate Token' }).click();
  const dialog = manager.dialog('Generate Token');
  const ttl = dialog.getByLabel('Time To Live (TTL)');
  await expect(ttl.locator('option:checked')).toHaveText('30 Days');
  await expect(ttl.locator('option')).toHaveText([
    '1 Hour',
    '4 Hours',
    '1 Day',
    '7 Days',
    '30 Days',
    '60 Days',
    '90 Days',
    '180 Days',
    '365 Days',
    'Other…',
  ]);
  await ttl.selectOption('7 Days');
  await expect(dialog.getByText(/UTC/)).toBeVisible();
  await dialog.getByLabel('Label').fill('deploy-prod');
  await dialog.getByRole('button', { name: 'Generate', exact: true }).click();

  const generated = manager.generated;
  await expect(generated.getByText("as 'deploy-prod'. IONOS will not show this")).toBeVisible();
  await expect(generated.getByRole('checkbox', { name: 'Keep in keychain' })).toBeChecked();
  const token = (await sandbox.control.tokens('empty')).find(
    (t) => t.expiresAt - t.createdAt === 7 * 86_400,
  );
  const id = token?.kid ?? '';
  await expect(generated.getByText(id)).toBeVisible();
  const value = (await desktop.keyring.lookup('Token Vault', `token:${id}`)) ?? '';
  await expect(generated.getByText(value)).toBeVisible();

  await generated.getByRole('button', { name: 'Copy token ID' }).click();
  await expect.poll(() => desktop.clipboard.read()).toBe(id);
  await generated.getByRole('button', { name: 'Copy token value' }).click();
  await expect(page.getByText(/Copied, clears in \d+ seconds/).first()).toBeAttached();
  await expect.poll(() => desktop.clipboard.read()).toBe(value);
  expect(await desktop.clipboard.read('primary')).not.toBe(value);

  const file = join(userData, 'value.txt');
  await app.evaluate(({ dialog: native }, path) => {
    native.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: path });
  }, file);
  await generated.getByRole('button', { name: 'Download token value' }).click();
  await expect.poll(() => readFile(file, 'utf8').catch(() => '')).toBe(value);
  expect((await stat(file)).mode & 0o777).toBe(0o600);

  await generated.getByRole('button', { name: 'Close', exact: true }).last().click();
  await expect(generated).toBeHidden();
  expect(await page.content()).not.toContain(value.slice(0, 120));
  await expect(manager.row(id)).toContainText('Saved and live');
  await expect(manager.row(id)).toContainText('deploy-prod');
});

test(
  'declining removes the value from the keychain, and closing then asks',
  { tag: '@long' },
  async ({ open, sandbox, desktop }) => {
    const { page, manager } = await open();
    await manager.enter(sandbox.origin, accounts.empty);
    await manager.generate();
    const generated = manager.generated;
    const id = await manager.generatedId();
    expect(await desktop.keyring.lookup('Token Vault', `token:${id}`)).toMatch(/^eyJ/);
    await generated.getByRole('checkbox', { name: 'Keep in keychain' }).uncheck();
    await expect.poll(() => desktop.keyring.lookup('Token Vault', `token:${id}`)).toBeUndefined();
    await expect(generated.getByText(/cannot be seen again/)).toBeVisible();
    await page.keyboard.press('Escape');
    const question = manager.alertDialog(/Close without keeping/);
    await expect(question.getByRole('button', { name: 'Go back' })).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(generated.getByRole('button', { name: 'Copy token value' })).toBeVisible();
    await page.keyboard.press('Escape');
    await question.getByRole('button', { name: 'Close anyway' }).click();
    await expect(manager.row(id)).toContainText('Live, value not on this computer');
  },
);

test(
  'a mere copy is nowhere once it is cleared: closing says when, and offers to keep the value',
  { tag: '@long' },
  async ({ open, sandbox, desktop }) => {
    const { page, manager } = await open();
    await manager.enter(sandbox.origin, accounts.empty);
    await manager.generate({ keep: false });
    const generated = manager.generated;
    const id = await manager.generatedId();
    await generated.getByRole('button', { name: 'Copy token value' }).click();
    await expect.poll(() => desktop.clipboard.read()).toMatch(/^eyJ/);
    await page.keyboard.press('Escape');
    const question = manager.alertDialog(/Close without keeping/);
    await expect(
      question.getByText(/in the clipboard only, which is cleared in \d+ seconds/),
    ).toBeVisible();
    await expect(question.getByRole('button', { name: 'Go back' })).toBeFocused();
    await question.getByRole('button', { name: 'Keep in keychain and close' }).click();
    await expect(generated).toBeHidden();
    expect(await desktop.keyring.lookup('Token Vault', `token:${id}`)).toMatch(/^eyJ/);
    await expect(manager.row(id)).toContainText('Saved and live');
  },
);

const lengths = [
  ['59', 'too short'],
  ['31536001', 'too long'],
  ['1.5', 'whole number'],
] as const;

test(
  'a time to live that IONOS would not take is refused in words, and nothing is sent',
  { tag: '@long' },
  async ({ open, sandbox }) => {
    const { page, manager } = await open();
    await manager.enter(sandbox.origin, accounts.empty);
    await page.getByRole('button', { name: 'Generate Token' }).click();
    const dialog = manager.dialog('Generate Token');
    await dialog.getByLabel('Time To Live (TTL)').selectOption('Other…');
    await dialog.getByLabel('Unit').selectOption('seconds');
    for (const [seconds, sentence] of lengths)
      await test.step(`${seconds} s`, async () => {
        await dialog.getByLabel('Length').fill(seconds);
        await dialog.getByRole('button', { name: 'Generate', exact: true }).click();
        await expect(dialog.getByText(new RegExp(sentence))).toBeVisible();
        await expect(dialog.getByLabel('Length')).toHaveValue(seconds);
      });
    // The one request is the app's own token.
    expect(await sandbox.control.requests(operation.generate)).toHaveLength(1);
  },
);

test(
  'at 100 tokens the app says what to do, and signs in without minting',
  { tag: '@long' },
  async ({ open, sandbox }) => {
    const { page, manager } = await open();
    await sandbox.control.seed({ account: 'nearlyFull', count: 1 });
    const { email, password } = accounts.nearlyFull;
    await manager.signIn(sandbox.origin, email, password);
    await expect(page.getByText('100 of 100')).toBeVisible();
    await expect(page.getByText(/none was made for signing in/)).toBeVisible();
    await page.getByRole('button', { name: 'Generate Token' }).click();
    await expect(page.getByText(/All 100 tokens are in use/).first()).toBeVisible();
    expect(await sandbox.control.requests(operation.generate)).toHaveLength(0);
  },
);
