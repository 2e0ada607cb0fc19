import { accounts } from '../../main/sandbox/accounts.ts';
import { readPng } from '../../scripts/pictures/png.ts';
import { bridgeOf } from '../support/bridge.ts';
import { test as withoutTray, type Journey } from '../support/journey.ts';
import { keepToken } from '../support/keep-token.ts';
import { expect, test } from '../support/own-desktop.ts';
import type { StatusNotifierWatcher } from '../support/status-notifier.ts';

// A label that menus would mangle: "&" and "_" mark keys in them.
const label = 'R&D_prod';
const isCopy = (text: string): boolean => text.startsWith(`Copy token '${label}'`);

/** An app with one saved token. */
async function withSavedToken(
  open: () => Promise<Journey>,
  origin: string,
): Promise<{ value: string; journey: Journey }> {
  const journey = await open();
  await journey.manager.enter(origin, accounts.empty);
  await bridgeOf(journey.page).app.changeSettings({ clipboardClearSeconds: 10 });
  const { value } = await keepToken(journey, label);
  return { value, journey };
}

/** The same, started again: this run has not seen the value yet. */
async function startedAgain(
  open: () => Promise<Journey>,
  origin: string,
  tray: StatusNotifierWatcher,
): Promise<{ value: string }> {
  const { value, journey } = await withSavedToken(open, origin);
  await journey.close();
  await tray.gone();
  await open();
  return { value };
}

test('a saved token is copied by a click in the menu, and cleared after its time', async ({
  open,
  sandbox,
  ownDesktop,
  tray,
  notifications,
}) => {
  const { value } = await startedAgain(open, sandbox.origin, tray);
  // The token that signs this app in is not offered.
  const menu = await tray.menu((labels) => labels.some(isCopy));
  expect(menu.filter(({ label: text }) => text.startsWith('Copy token'))).toHaveLength(1);
  expect(menu.map(({ label: text }) => text).filter((text) => text !== '')).toEqual([
    `Copy token '${label}' (next to expire)`,
    'Show window',
    'Generate token…',
    'Lock',
    'Quit Token Vault',
  ]);

  await tray.click(isCopy);
  const said = `Copied '${label}', clears in 10 seconds`;
  const { picture } = await notifications.wait(({ title }) => title === said);
  expect(picture).toBe(true);
  await expect.poll(() => ownDesktop.clipboard.read()).toBe(value);
  await expect.poll(() => tray.toolTip()).toBe(said);
  expect(await ownDesktop.clipboard.read('primary')).toBe('');
  expect(JSON.stringify(notifications.shown)).not.toContain(value.slice(0, 12));
  await expect.poll(() => ownDesktop.clipboard.read(), { timeout: 30_000 }).toBe('');
  await expect.poll(() => tray.toolTip()).toBe('Token Vault');
});

test('the heading of an account has its colour as a picture', async ({ open, sandbox, tray }) => {
  const { journey } = await withSavedToken(open, sandbox.origin);
  const bridge = bridgeOf(journey.page);
  await journey.page.getByRole('button', { name: 'Add account' }).click();
  const dialog = journey.manager.dialog('Add account');
  await dialog.getByLabel('E-mail').fill(accounts.plain.email);
  await dialog.getByLabel('Password', { exact: true }).fill(accounts.plain.password);
  await journey.manager.setEndpoint(sandbox.origin);
  await dialog.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(dialog).toBeHidden();
  const state = await bridge.app.state();
  const found = state.ok ? state.value.session.accounts : [];
  const accountId = found.find(({ email }) => email === accounts.empty.email)?.id ?? '';
  const isHeading = (text: string): boolean => text.startsWith('Deploy · ');
  const iconOf = async (): Promise<Uint8Array | null> => {
    const entries = await tray.menu((labels) => labels.some(isHeading));
    const heading = entries.find(({ label: text }) => isHeading(text));
    expect(heading?.enabled).toBe(false);
    return heading?.icon ?? null;
  };
  await bridge.session.describe({ accountId, label: 'Deploy' });
  expect(await iconOf()).toBeNull();
  await bridge.session.describe({ accountId, color: 'red' });
  await expect.poll(async () => (await iconOf()) !== null).toBe(true);
  const { width, height, rgb, alpha } = readPng((await iconOf()) ?? new Uint8Array());
  expect([width, height]).toEqual([16, 16]);
  const middle = 9 * 16 + 8;
  expect([...rgb.subarray(middle * 3, middle * 3 + 3)]).toEqual([0xc9, 0x36, 0x3c]);
  expect([alpha[middle], alpha[0]]).toEqual([255, 0]);
});

test(
  'the menu follows what is made, renamed and deleted, without a restart',
  { tag: '@long' },
  async ({ open, sandbox, tray }) => {
    const journey = await open();
    const { page, manager } = journey;
    await manager.enter(sandbox.origin, accounts.empty);
    /** Waits until just these tokens are offered. */
    const offers = (...wanted: readonly string[]) =>
      tray.menu((labels) => {
        const copies = labels.filter((text) => text.startsWith('Copy token'));
        return JSON.stringify(copies) === JSON.stringify(wanted);
      });
    await tray.menu((labels) => labels.includes('No saved tokens'));
    await keepToken(journey, 'long', 86_400);
    await offers("Copy token 'long' (next to expire)");
    const short = await keepToken(journey, 'short', 3_600);
    await offers("Copy token 'long'", "Copy token 'short' (next to expire)");

    await manager.row(short.tokenId).getByText('short', { exact: true }).click();
    await page.getByLabel('Label', { exact: true }).fill('brief');
    await page.getByLabel('Label', { exact: true }).press('Enter');
    await offers("Copy token 'brief' (next to expire)", "Copy token 'long'");
    await page.getByRole('button', { name: 'Close details' }).click();
    const deleting = await manager.askToDelete(short.tokenId);
    await deleting.getByRole('button', { name: 'Delete token' }).click();
    await offers("Copy token 'long' (next to expire)");
  },
);

test(
  'Generate token… opens its dialog, in sight',
  { tag: '@long' },
  async ({ open, sandbox, tray }) => {
    const { app, manager } = await open();
    await manager.enter(sandbox.origin, accounts.empty);
    const visible = () =>
      app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible());
    await app.evaluate(({ BrowserWindow }) => {
      BrowserWindow.getAllWindows()[0]?.hide();
    });
    await expect.poll(visible).toBe(false);
    await tray.click((text) => text === 'Generate token…');
    await expect.poll(visible).toBe(true);
    await expect(manager.dialog('Generate Token')).toBeVisible();
  },
);

test(
  'what somebody else copied meanwhile stays when the time is over',
  { tag: '@long' },
  async ({ open, sandbox, ownDesktop, tray }) => {
    const { value, journey } = await withSavedToken(open, sandbox.origin);
    await tray.click(isCopy);
    await expect.poll(() => ownDesktop.clipboard.read()).toBe(value);
    await ownDesktop.clipboard.write('of another program');
    const clipboard = async () => {
      const state = await bridgeOf(journey.page).app.state();
      return state.ok ? state.value.clipboard.clearsAt : 0;
    };
    await expect.poll(clipboard, { timeout: 15_000 }).toBeNull();
    expect(await ownDesktop.clipboard.read()).toBe('of another program');
  },
);

test(
  'Lock hides the tokens and clears the clipboard; Unlock brings them back, in another language if chosen',
  { tag: '@long' },
  async ({ open, sandbox, ownDesktop, tray }) => {
    const { value, journey } = await withSavedToken(open, sandbox.origin);
    await tray.click(isCopy);
    await expect.poll(() => ownDesktop.clipboard.read()).toBe(value);
    await tray.click((text) => text === 'Lock');
    const menu = await tray.menu((labels) => labels.includes('Unlock'));
    expect(menu.some(({ label: text }) => text.includes(label))).toBe(false);
    await expect.poll(() => ownDesktop.clipboard.read()).toBe('');
    const state = await bridgeOf(journey.page).app.state();
    expect(JSON.stringify(state)).not.toContain(label);
    await tray.click((text) => text === 'Unlock');
    await tray.menu((labels) => labels.some(isCopy));
    // The menu stands while the window speaks another language: it must not wait for its next token.
    await bridgeOf(journey.page).app.changeSettings({ language: 'de' });
    await tray.menu((labels) => labels.includes('Fenster anzeigen'));
  },
);

test(
  'under Wayland a click opens quick access with that token chosen, and claims nothing',
  { tag: '@long' },
  async ({ open, sandbox, ownDesktop, tray, notifications }) => {
    const { value, journey } = await withSavedToken(open, sandbox.origin);
    await expect(journey.page.getByText(/^Updated /)).toBeVisible();
    await keepToken(journey, 'another');
    // What Chromium says of itself there. The screen of this test is X11's all the same.
    await journey.app.evaluate(({ app, BrowserWindow }) => {
      app.commandLine.appendSwitch('ozone-platform', 'wayland');
      BrowserWindow.getAllWindows()[0]?.hide();
    });
    const opened = journey.app.waitForEvent('window');
    await tray.click(isCopy);
    const quick = await opened;
    await expect(quick.getByRole('option')).toHaveCount(2);
    await expect(quick.getByRole('option', { selected: true })).toContainText(label);
    expect(await ownDesktop.clipboard.read()).toBe('');
    await quick.getByRole('combobox', { name: 'Search tokens' }).press('Enter');
    await expect.poll(() => ownDesktop.clipboard.read()).toBe(value);
    expect(notifications.shown).toEqual([]);
  },
);

test('Quit quits', { tag: '@long' }, async ({ open, sandbox, tray }) => {
  const { journey } = await withSavedToken(open, sandbox.origin);
  const ended = new Promise((resolve) => journey.app.process().once('exit', resolve));
  await tray.click((text) => text === 'Quit Token Vault');
  await ended;
  await tray.gone();
});

test(
  'a keyring that is locked by then copies nothing, and says so',
  { tag: '@long' },
  async ({ open, sandbox, ownDesktop, tray, notifications }) => {
    await startedAgain(open, sandbox.origin, tray);
    await tray.menu((labels) => labels.some(isCopy));
    await ownDesktop.keyring.dismissPrompts();
    await ownDesktop.keyring.lock();
    await tray.click(isCopy);
    const { body } = await notifications.wait(({ title }) => title === 'Nothing was copied');
    expect(body).toBe('Your keychain is locked. Open Token Vault and unlock it.');
    expect(await ownDesktop.clipboard.read()).toBe('');
  },
);
withoutTray(
  'without a tray the app works, and says that there is none',
  { tag: '@long' },
  async ({ open, sandbox }) => {
    const { page, manager } = await open();
    await manager.enter(sandbox.origin, accounts.empty);
    const state = await bridgeOf(page).app.state();
    expect(state).toMatchObject({ ok: true, value: { app: { tray: false } } });
  },
);
