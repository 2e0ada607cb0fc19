import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { accounts } from '../../main/sandbox/accounts.ts';
import type { Bridge } from '../../preload/contract.ts';
import { expect, test } from '../support/journey.ts';
import { operation } from '../support/sandbox-control.ts';

test('by e-mail and password the app mints a token of its own and forgets the password', async ({
  open,
  sandbox,
  userData,
  desktop,
}) => {
  const { manager, close } = await open();
  const { email, password } = accounts.plain;
  const before = (await sandbox.control.tokens('plain')).length;
  await manager.signIn(sandbox.origin, email, password);
  await expect(manager.heading).toBeVisible();
  const own = manager.rows.filter({ hasText: 'Signs this app in' });
  await expect(own).toContainText('Saved and live');
  expect(await sandbox.control.tokens('plain')).toHaveLength(before + 1);
  expect(await sandbox.control.requests(operation.generate)).toHaveLength(1);

  const index = await readFile(join(userData, 'vault', 'index.json'), 'utf8');
  const account = /"id": "([0-9a-f-]{36})"/.exec(index)?.[1] ?? '';
  const item = await desktop.keyring.lookup('Token Vault', `sign-in:${account}`);
  expect(item).toContain(sandbox.origin);
  expect(item).not.toContain(password);
  await close();
  for (const entry of await readdir(userData, { recursive: true, withFileTypes: true }))
    if (entry.isFile())
      expect(await readFile(join(entry.parentPath, entry.name), 'latin1')).not.toContain(password);

  const again = await open();
  await expect(again.manager.rows).toHaveCount(before + 1);
  await expect(again.manager.rows.filter({ hasText: 'Saved and live' })).toHaveCount(1);
  expect(await sandbox.control.requests(operation.generate)).toHaveLength(1);
});

test(
  'a wrong password is said where it was typed, and nothing typed is lost',
  { tag: '@long' },
  async ({ open, sandbox }) => {
    const { page, manager } = await open();
    await manager.signIn(sandbox.origin, accounts.plain.email, 'wrong');
    await expect(page.getByRole('alert')).toContainText('does not know this e-mail and password');
    await expect(page.getByLabel('E-mail')).toHaveValue(accounts.plain.email);
    await expect(page.getByLabel('Password', { exact: true })).toHaveValue('wrong');
  },
);

test(
  'two-factor login: refused by password, led to pasting a token',
  { tag: '@long' },
  async ({ open, sandbox }) => {
    const { page, manager } = await open();
    const { email, password } = accounts.twoFactor;
    await manager.signIn(sandbox.origin, email, password);
    await expect(page.getByRole('alert')).toContainText('If this account uses two-factor login');
    await expect(page.getByRole('button', { name: /Token Manager in the console/ })).toBeVisible();
    const { value } = await sandbox.control.consoleToken('twoFactor', { secured: true });
    // A text file's newline comes along when pasting.
    await manager.pasteToken(sandbox.origin, `${value}\n`);
    await expect(manager.heading).toBeVisible();
    await manager.generate({ label: 'by a secured token' });
    await expect(manager.generated).toBeVisible();
  },
);

test(
  'a token that is not secured lists but may not mint: said once, with the way out',
  { tag: '@long' },
  async ({ open, sandbox }) => {
    const { page, manager } = await open();
    const { value } = await sandbox.control.consoleToken('twoFactor', { secured: false });
    await manager.pasteToken(sandbox.origin, value);
    await expect(manager.heading).toBeVisible();
    await manager.generate({ label: 'deploy-prod' });
    await expect(page.getByText('If this account uses two-factor login')).toHaveCount(1);
    const dialog = manager.dialog('Generate Token');
    await expect(
      dialog.getByRole('button', { name: /Token Manager in the console/ }),
    ).toBeFocused();
    expect(await sandbox.control.requests(operation.generate)).toHaveLength(1);
    // Cleared, it is tried once more, with what was entered.
    await dialog.getByRole('button', { name: 'Try anyway' }).click();
    await dialog.getByRole('button', { name: 'Generate', exact: true }).click();
    await expect.poll(() => sandbox.control.requests(operation.generate)).toHaveLength(2);
    await expect(dialog.getByLabel('Label')).toHaveValue('deploy-prod');
    await dialog.getByRole('button', { name: 'Import token' }).click();
    const made = await sandbox.control.consoleToken('twoFactor', { secured: true });
    await manager.dialog('Import token').getByLabel('Token value').fill(made.value);
    await manager.dialog('Import token').getByRole('button', { name: 'Read value' }).click();
    await expect(manager.dialog('Import token').getByText(made.kid)).toBeVisible();
  },
);

test(
  'an account with several contracts is asked which, and the choice is sent',
  { tag: '@long' },
  async ({ open, sandbox }) => {
    const { page, manager } = await open();
    const { email, password, contracts } = accounts.twoContracts;
    await manager.signIn(sandbox.origin, email, password);
    const choice = page.getByLabel('Contract number');
    await expect(page.getByText(/Choose the one to work with/)).toBeVisible();
    await choice.selectOption(String(contracts[1]));
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await expect(manager.heading).toBeVisible();
    await expect(page.getByText(`Contract ${contracts[1]}`)).toBeVisible();
  },
);

const refused = [
  ['a UUID', 'ea1f5f4b-2b3f-4b57-9d0e-3f2a91c0aaaa', "This is a token's id, not its value"],
  [
    'an API key of hosting',
    '0123456789abcdef0123456789abcdef.QkVoT3N0aW5nS2V5U2VjcmV0MTIzNDU2Nzg5MA',
    'API key of IONOS hosting',
  ],
  [
    'one with a short secret',
    'X-API-Key: 0123456789abcdef0123456789abcdef.s3cr3t-8',
    'API key of IONOS hosting',
  ],
  ['half a value', 'eyJ0eXAiOiJKV1Qi.eyJpc3M', "not a token's value"],
  ['nothing', '   ', "Paste the token's value"],
] as const;

test(
  'what is no token gets its own sentence each, and no request is made',
  { tag: '@long' },
  async ({ open, sandbox }) => {
    const { page, manager } = await open();
    for (const [what, text, sentence] of refused)
      await test.step(what, async () => {
        await manager.pasteToken(sandbox.origin, text);
        await expect(page.getByRole('alert').filter({ hasText: sentence })).toBeVisible();
      });
    expect(await sandbox.control.log()).toHaveLength(0);
  },
);

test(
  'a line of a shell holds the token; a break in the middle of it is said',
  { tag: '@long' },
  async ({ open, sandbox }) => {
    const { page, manager } = await open();
    const { value } = await sandbox.control.consoleToken('plain');
    await manager.pasteToken(sandbox.origin, `${value.slice(0, 300)}\n${value.slice(300)}`);
    await expect(page.getByRole('alert').filter({ hasText: /./ })).toContainText(
      'a line break or a space in the middle of this value',
    );
    expect(await sandbox.control.log()).toHaveLength(0);
    await manager.pasteToken(sandbox.origin, `export IONOS_TOKEN="${value}"\n`);
    await expect(manager.heading).toBeVisible();
  },
);

test(
  'an expired token is said to be so, with the time',
  { tag: '@long' },
  async ({ open, sandbox }) => {
    const { page, manager } = await open();
    const { value } = await sandbox.control.consoleToken('plain', {
      createdAt: 1_700_000_000,
      ttl: 3600,
    });
    await manager.pasteToken(sandbox.origin, value);
    await expect(page.getByRole('alert')).toContainText('This token expired on');
  },
);

test(
  'endpoints: another server, no address, plain http beyond this computer',
  { tag: '@long' },
  async ({ open, sandbox }) => {
    const { page, manager } = await open();
    const { email, password } = accounts.plain;
    const alert = page.getByRole('alert');
    await sandbox.control.fault({ times: 'always', answer: { kind: 'html', status: 404 } });
    await manager.signIn(sandbox.origin, email, password);
    await expect(alert).toContainText('not the IONOS Auth API');
    await manager.signIn('nonsense', email, password);
    await expect(alert).toHaveText(
      'This is not an address. An endpoint looks like https://api.ionos.com.',
    );
    await manager.signIn('http://api.ionos.com', email, password);
    await expect(alert).toContainText('Use an address with https');
  },
);

test('the fallback Electron signs in to this computer only', { tag: '@long' }, async ({ open }) => {
  const { page, manager } = await open();
  const version = await page.evaluate(() =>
    (globalThis as unknown as { vault: Bridge }).vault.app.state(),
  );
  // On the official one this would be a request to the real IONOS.
  test.skip(version.ok && !version.value.app.fallbackRuntime, 'only the fallback refuses this');
  const { email, password } = accounts.plain;
  await manager.signIn('https://api.ionos.com', email, password);
  await expect(page.getByRole('alert')).toContainText('this computer');
});

test(
  'IONOS_TOKEN and IONOS_API_URL are offered, not used by themselves',
  { tag: '@long' },
  async ({ open, sandbox }) => {
    const { value } = await sandbox.control.consoleToken('plain');
    const { page, manager, app } = await open({
      env: { IONOS_TOKEN: `${value}\n`, IONOS_API_URL: `${sandbox.origin}/auth/v1` },
    });
    await expect(page.getByText('IONOS_TOKEN is set')).toBeVisible();
    expect(await sandbox.control.log()).toHaveLength(0);
    expect(await app.evaluate(() => process.env['IONOS_TOKEN'])).toBeUndefined();
    // The token goes where IONOS_API_URL says, without a second click.
    await page.getByRole('button', { name: 'Sign in with IONOS_TOKEN' }).click();
    await expect(manager.heading).toBeVisible();
  },
);

test(
  'IONOS_TOKEN goes nowhere when IONOS_API_URL beside it is no endpoint',
  { tag: '@long' },
  async ({ open, sandbox }) => {
    const { value } = await sandbox.control.consoleToken('plain');
    const { page, manager } = await open({
      env: { IONOS_TOKEN: value, IONOS_API_URL: 'http://api.example.com' },
    });
    await manager.setEndpoint(sandbox.origin);
    await page.getByRole('button', { name: 'Sign in with IONOS_TOKEN' }).click();
    const alert = page.getByRole('alert');
    await expect(alert).toBeInViewport();
    await expect(alert).toContainText('not an address');
    expect(await sandbox.control.log()).toHaveLength(0);
  },
);

test(
  'signing out revokes the token of its own when asked; saved values stay',
  { tag: '@long' },
  async ({ open, sandbox, desktop }) => {
    const { page, manager } = await open();
    const { email, password } = accounts.empty;
    await manager.enter(sandbox.origin, { email, password });
    await manager.generate({ label: 'stays' });
    const id = await manager.generatedId();
    await manager.closeGenerated();
    await page.getByRole('button', { name: 'Sign out' }).click();
    const dialog = manager.dialog('Sign out');
    await dialog.getByRole('checkbox').check();
    await dialog.getByRole('button', { name: 'Sign out' }).click();
    await expect(page.getByRole('heading', { name: 'Sign in' }).first()).toBeVisible();
    const live = (await sandbox.control.tokens('empty')).filter((token) => token.live);
    expect(live.map(({ kid }) => kid)).toEqual([id]);
    expect(await desktop.keyring.lookup('Token Vault', `token:${id}`)).toMatch(/^eyJ/);
  },
);
