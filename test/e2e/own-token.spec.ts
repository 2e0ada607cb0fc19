import { accounts, type AccountName } from '../../main/sandbox/accounts.ts';
import { bridgeOf } from '../support/bridge.ts';
import { expect, test, type Journey } from '../support/journey.ts';
import { operation, type TestSandbox } from '../support/sandbox-control.ts';

const day = 24 * 3_600;

/** The ids that live at the server. */
const liveIds = async (sandbox: TestSandbox, account: AccountName): Promise<string[]> =>
  (await sandbox.control.tokens(account)).filter(({ live }) => live).map(({ kid }) => kid);

/** The row of the token that signs the app in. */
const ownRow = ({ manager }: Journey) => manager.rows.filter({ hasText: 'Signs this app in' });

const refresh = async ({ page }: Journey): Promise<void> => {
  expect(await bridgeOf(page).tokens.refresh()).toEqual({ ok: true, value: undefined });
};

/** Signed in by password; the id of the token that the app made for that. */
async function enter(
  { manager }: Journey,
  sandbox: TestSandbox,
  account: AccountName = 'empty',
): Promise<string> {
  const before = await liveIds(sandbox, account);
  await manager.enter(sandbox.origin, accounts[account]);
  const made = (await liveIds(sandbox, account)).filter((id) => !before.includes(id));
  expect(made).toHaveLength(1);
  return made[0] ?? '';
}

/** Time passes at the server, and the list is read by it. */
async function pass(journey: Journey, sandbox: TestSandbox, days: number): Promise<void> {
  await sandbox.control.clock({ advanceSeconds: days * day });
  await refresh(journey);
}

/** One of `account` signs the app in by now in place of `old`, which is gone at the server. */
async function replaced(
  journey: Journey,
  sandbox: TestSandbox,
  old: string,
  account: AccountName = 'empty',
): Promise<void> {
  await expect.poll(() => liveIds(sandbox, account)).not.toContain(old);
  await expect(journey.manager.row(old)).toHaveCount(0);
  await expect(ownRow(journey)).toHaveCount(1);
  const own = await ownRow(journey).getAttribute('data-id');
  expect(await liveIds(sandbox, account)).toContain(own);
}

test('is renewed by itself a week before its end; the app signs in with the new one after a restart', async ({
  open,
  sandbox,
}) => {
  let journey = await open();
  const old = await enter(journey, sandbox);
  await sandbox.control.clearLog();
  // More than a week is left: nothing is made.
  await pass(journey, sandbox, 22);
  await pass(journey, sandbox, 2);
  await replaced(journey, sandbox, old);
  expect(await liveIds(sandbox, 'empty')).toHaveLength(1);
  expect(await sandbox.control.requests(operation.generate)).toHaveLength(1);
  await expect(journey.page.getByText(/could not put another in its place/)).toHaveCount(0);

  await journey.close();
  // The old one would be over by now.
  await sandbox.control.clock({ advanceSeconds: 10 * day });
  journey = await open();
  await expect(ownRow(journey)).toContainText('Saved and live');
  await expect(journey.page.getByText(/^Updated /)).toBeVisible();
  await refresh(journey);
  await expect(journey.page.getByText('Sign in again')).toHaveCount(0);
});

test(
  'is renewed while nobody looks, in the first moment after a long sleep',
  { tag: '@long' },
  async ({ open, sandbox }) => {
    const journey = await open();
    const { app } = journey;
    const old = await enter(journey, sandbox);
    await sandbox.control.clearLog();
    await sandbox.control.clock({ advanceSeconds: 25 * day });
    await app.evaluate(
      ({ powerMonitor }, ms) => {
        const { now } = Date;
        Date.now = () => now() + ms;
        powerMonitor.emit('resume');
      },
      25 * day * 1_000,
    );
    await expect.poll(() => liveIds(sandbox, 'empty')).not.toContain(old);
    expect(await liveIds(sandbox, 'empty')).toHaveLength(1);
    expect(await sandbox.control.requests(operation.generate)).toHaveLength(1);
  },
);

test('is replaced before it is deleted, or left to lapse', async ({ open, sandbox }) => {
  const journey = await open();
  const { page, manager } = journey;
  const first = await enter(journey, sandbox);
  const dialog = await manager.askToDelete(first);
  await expect(dialog).toContainText('This token signs this app in');
  await dialog.getByRole('button', { name: 'Replace it first' }).click();
  await expect(dialog).toBeHidden();
  await replaced(journey, sandbox, first);

  const second = (await ownRow(journey).getAttribute('data-id')) ?? '';
  await ownRow(journey).click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Let it lapse…' }).click();
  const asked = manager.dialog('Let token lapse');
  await expect(asked).toContainText('so it cannot simply lapse');
  await asked.getByRole('button', { name: 'Replace it first' }).click();
  await expect(asked).toBeHidden();
  await replaced(journey, sandbox, second);
  await refresh(journey);
});

test(
  'does not lapse unseen, whatever asks for it; one that was to lapse does not once it signs in',
  { tag: '@long' },
  async ({ open, sandbox }) => {
    const journey = await open();
    const { page, manager } = journey;
    const own = await enter(journey, sandbox);
    const pasted = await sandbox.control.consoleToken('empty', { ttl: 60 * day });
    await refresh(journey);
    const { tokens } = bridgeOf(page);
    const lapse = (...tokenIds: string[]) => tokens.remind({ tokenIds, how: 'lapse' });
    const refused = { ok: false, error: { code: 'TOKEN_SIGNS_IN' } };
    expect(await lapse(own)).toEqual(refused);
    expect(await lapse(pasted.kid, own)).toEqual(refused);
    await expect(manager.row(pasted.kid)).not.toContainText('to lapse');
    expect(await lapse(pasted.kid)).toEqual({ ok: true, value: undefined });
    await expect(manager.row(pasted.kid)).toContainText('to lapse');

    await page.getByRole('button', { name: 'Sign out' }).click();
    await manager.dialog('Sign out').getByRole('button', { name: 'Sign out' }).click();
    await manager.pasteToken(sandbox.origin, pasted.value);
    await expect(ownRow(journey)).toHaveAttribute('data-id', pasted.kid);
    await expect(manager.row(pasted.kid)).not.toContainText('to lapse');
    await ownRow(journey).click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Let it lapse…' }).click();
    const asked = manager.dialog('Let token lapse');
    await expect(asked.getByRole('button', { name: 'Replace it first' })).toHaveCount(0);
    await asked.getByRole('button', { name: 'Sign in again' }).click();
    await expect(manager.dialog('Sign in again')).toBeVisible();
  },
);

test(
  'is not revoked unawares by a sign-out where something else uses it',
  { tag: '@long' },
  async ({ open, sandbox, desktop }) => {
    const journey = await open();
    const { page, manager } = journey;
    const own = await enter(journey, sandbox);
    const dialog = manager.dialog('Sign out');
    const revoke = dialog.getByRole('checkbox', { name: /Revoke the token/ });
    const ask = () => page.getByRole('button', { name: 'Sign out' }).click();

    await ask();
    await expect(revoke).toBeChecked();
    await expect(dialog).toContainText('the app cannot sign in by itself');
    await dialog.getByRole('button', { name: 'Cancel' }).click();

    const described = { tokenId: own, usedIn: 'GitHub Actions' };
    expect(await bridgeOf(page).tokens.describe(described)).toEqual({ ok: true, value: undefined });
    await ask();
    await expect(dialog).toContainText('is used elsewhere, too: GitHub Actions');
    await expect(revoke).not.toBeChecked();
    // Another one for what uses it comes first.
    await dialog.getByRole('button', { name: 'Generate another first' }).click();
    await manager
      .dialog('Generate Token')
      .getByRole('button', { name: 'Generate', exact: true })
      .click();
    const made = await manager.generatedId();
    await manager.closeGenerated();

    await ask();
    await dialog.getByRole('button', { name: 'Sign out' }).click();
    await expect(page.getByRole('heading', { name: 'Sign in', exact: true })).toBeVisible();
    // Neither is lost: the own one lives, and its value is kept as any other.
    expect((await liveIds(sandbox, 'empty')).sort()).toEqual([own, made].sort());
    expect(await desktop.keyring.lookup('Token Vault', `token:${own}`)).toMatch(/^eyJ/);
  },
);

test(
  'is revoked by a sign-out that says so, and by nothing else',
  { tag: '@long' },
  async ({ open, sandbox, desktop }) => {
    const journey = await open();
    const { page, manager } = journey;
    const own = await enter(journey, sandbox);
    await page.getByRole('button', { name: 'Sign out' }).click();
    await manager.dialog('Sign out').getByRole('button', { name: 'Sign out' }).click();
    await expect(page.getByRole('heading', { name: 'Sign in', exact: true })).toBeVisible();
    expect(await liveIds(sandbox, 'empty')).toEqual([]);
    expect(await desktop.keyring.lookup('Token Vault', `token:${own}`)).toBeUndefined();
    expect(await sandbox.control.requests(operation.delete)).toHaveLength(1);
  },
);

test(
  'of a two-factor account was pasted and cannot make another: its days are said early',
  { tag: '@long' },
  async ({ open, sandbox }) => {
    const journey = await open();
    const { page, manager } = journey;
    await sandbox.control.strictTwoFactor(true);
    const { value } = await sandbox.control.consoleToken('twoFactor', {
      ttl: 40 * day,
      secured: true,
    });
    await manager.pasteToken(sandbox.origin, value);
    await expect(page.getByText(/^Updated /)).toBeVisible();
    await manager.generate();
    const generating = manager.dialog('Generate Token');
    await expect(generating.getByRole('alert')).toContainText('IONOS refused');
    await generating.getByRole('button', { name: 'Cancel' }).click();
    await expect(page.getByText(/you are locked out then/)).toHaveCount(0);

    await pass(journey, sandbox, 17);
    const said = page.getByText(/The pasted token that signs in .* ends in \d+ days/);
    await expect(said).toContainText('ends in 23 days, and this account cannot make another here');
    await pass(journey, sandbox, 20);
    await expect(said).toContainText('ends in 3 days');
    // The app does not try it: it would be refused, and is not the app's to retire.
    const log = await sandbox.control.requests(operation.generate);
    expect(log).toHaveLength(1);
    await page.getByRole('button', { name: 'Sign in again' }).click();
    await expect(manager.dialog('Sign in again')).toBeVisible();
  },
);

test(
  'that could not be renewed at the limit says so, why, and when it is tried again; then it can',
  { tag: '@long' },
  async ({ open, sandbox }) => {
    let journey = await open();
    const own = await enter(journey, sandbox);
    const fillers = await sandbox.control.seed({ account: 'empty', count: 99, ttl: 90 * day });
    await pass(journey, sandbox, 24);
    const said = (one: Journey) => one.page.getByText(/The token that signs in empty@example\.com/);
    await expect(said(journey)).toContainText('ends in 6 days, and the app could not put another');
    await expect(said(journey)).toContainText('All tokens of this account are in use.');
    await expect(said(journey)).toContainText(/The app tries again in (24|23) hours\./);
    expect(await liveIds(sandbox, 'empty')).toContain(own);

    await journey.close();
    journey = await open();
    await expect(said(journey)).toContainText('could not put another in its place');
    await sandbox.control.deleteToken(fillers[0]?.kid ?? '');
    await journey.page.getByRole('button', { name: 'Try again' }).click();
    await replaced(journey, sandbox, own);
    await expect(said(journey)).toHaveCount(0);
  },
);

test(
  'that IONOS refuses to renew: another sign-in is the way out',
  { tag: '@long' },
  async ({ open, sandbox }) => {
    const journey = await open();
    const { page } = journey;
    const own = await enter(journey, sandbox);
    const answer = { kind: 'status', status: 403 } as const;
    await sandbox.control.fault({ ...operation.generate, answer });
    await pass(journey, sandbox, 24);
    await expect(page.getByText(/ends in 6 days, and IONOS refuses to make another/)).toBeVisible();
    await expect(page.getByRole('button', { name: 'Try again' })).toHaveCount(0);
    // It is not asked a second time.
    await pass(journey, sandbox, 2);
    expect(await liveIds(sandbox, 'empty')).toEqual([own]);
    expect(await sandbox.control.requests(operation.generate)).toHaveLength(2);
    await page.getByRole('button', { name: 'Sign in again' }).click();
    await expect(journey.manager.dialog('Sign in again')).toBeVisible();
  },
);
