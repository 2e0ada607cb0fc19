import type { ElectronApplication } from '@playwright/test';
import { bridgeOf } from '../support/bridge.ts';
import type { Journey } from '../support/journey.ts';
import { keepToken } from '../support/keep-token.ts';
import type { Notifications, Shown } from '../support/notifications.ts';
import { expect, test } from '../support/own-desktop.ts';
import type { TestSandbox } from '../support/sandbox-control.ts';

const hour = 3_600;
const day = 24 * hour;
const year = 365 * day;

const isAbout = (words: RegExp) => (shown: { readonly title: string }) => words.test(shown.title);
const about = ({ shown }: Notifications, words: RegExp): readonly Shown[] =>
  shown.filter(isAbout(words));

/** The server's clock is so many seconds ahead, and the list is read by it. */
async function serverIs(sandbox: TestSandbox, { page }: Journey, seconds: number): Promise<void> {
  await sandbox.control.clock({ offsetSeconds: seconds });
  expect(await bridgeOf(page).tokens.refresh()).toEqual({ ok: true, value: undefined });
}

/** Signed in with a token that outlives all that is done here, which password sign-in's does not. */
async function signIn(sandbox: TestSandbox, journey: Journey): Promise<void> {
  const { value } = await sandbox.control.consoleToken('empty', { ttl: 10 * year, secured: true });
  await journey.manager.pasteToken(sandbox.origin, value);
  await expect(journey.page.getByText(/^Updated /)).toBeVisible();
}

/** The computer sleeps for so many seconds: its clock goes on, its timers do not. */
async function sleep(app: ElectronApplication, sandbox: TestSandbox, seconds: number) {
  const before = await sandbox.control.clock({ advanceSeconds: seconds });
  expect(before).toBeGreaterThan(0);
  await app.evaluate(({ powerMonitor }, ms) => {
    const { now } = Date;
    Date.now = () => now() + ms;
    powerMonitor.emit('resume');
  }, seconds * 1_000);
}

const closeWindow = (app: ElectronApplication): Promise<void> =>
  app.evaluate(({ BrowserWindow }) => {
    setImmediate(() => BrowserWindow.getAllWindows()[0]?.close());
  });

const visible = (app: ElectronApplication): Promise<boolean> =>
  app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible() ?? false);

test('each rung of the ladder is told once, with a way to the token', async ({
  open,
  sandbox,
  tray,
  notifications,
}) => {
  const journey = await open();
  const { page, manager } = journey;
  await signIn(sandbox, journey);
  const { tokenId, value } = await keepToken(journey, 'deploy', year);
  for (const [left, words] of [
    [30 * day, /^'deploy' expires in 30 days$/],
    [7 * day, /^'deploy' expires in 7 days$/],
    [3 * day, /^'deploy' expires in 3 days$/],
    [day, /^'deploy' expires in 24 hours$/],
    // Some seconds of it are over when it is read.
    [hour, /^'deploy' expires in (1 hour|59 minutes)$/],
  ] as const) {
    // Between two rungs nothing is said.
    await serverIs(sandbox, journey, year - left - 5 * 60);
    await serverIs(sandbox, journey, year - left + 20);
    const shown = await notifications.wait(isAbout(words));
    expect(shown.body).toContain('Contract 31700');
    expect(shown.picture).toBe(true);
    expect(shown.buttons).toMatchObject({ rotate: 'Rotate', snooze: 'Snooze until tomorrow' });
  }
  await serverIs(sandbox, journey, year - 30 * 60);
  expect(about(notifications, /deploy/)).toHaveLength(5);
  expect(JSON.stringify(notifications.shown)).not.toContain(value.slice(0, 12));

  // The same on the page, and in the tray.
  await expect(page.getByText('1 token expires soon: in 30 minutes.')).toBeVisible();
  await expect(page.getByText(/clock is 36[45] days behind the server's/)).toBeVisible();
  await tray.menu((labels) => labels.includes('1 token expires soon…'));
  await expect.poll(() => tray.toolTip()).toBe('Token Vault: 1 token expires soon');
  await tray.click((label) => label === '1 token expires soon…');
  await expect(manager.row(tokenId).getByRole('checkbox')).toBeChecked();

  // A press of the notification brings the window with the token.
  const details = page.getByRole('complementary', { name: /deploy/ });
  await expect(details).toBeVisible();
  await page.getByRole('button', { name: 'Close details' }).click();
  await expect(details).toBeHidden();
  const last = about(notifications, /1 hour|59 minutes/)[0];
  if (!last) throw new Error('it was not shown');
  notifications.press(last);
  await expect(details).toBeVisible();
});

test(
  'closed to the tray, right after sleep: what passed is told, and a button puts it off, over a restart, too',
  { tag: '@long' },
  async ({ open, sandbox, tray, notifications }) => {
    const first = await open();
    await signIn(sandbox, first);
    await keepToken(first, 'deploy', year);
    await keepToken(first, 'old', year);
    await bridgeOf(first.page).app.changeSettings({ closeToTray: true });
    await closeWindow(first.app);
    await expect.poll(() => visible(first.app)).toBe(false);

    await sleep(first.app, sandbox, year - 29 * day);
    const shown = await notifications.wait(isAbout(/'deploy' expires in 29 days/));
    await notifications.wait(isAbout(/'old' expires in 29 days/));
    // The answer of one call may be collected as garbage, which is none.
    await expect.poll(() => visible(first.app).catch(() => null)).toBe(false);

    // Put off by the button, and one by the menu of its row.
    notifications.press(shown, 'snooze');
    await tray.click((label) => label === 'Show window');
    const { page } = first;
    await page.getByText('old', { exact: true }).click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Let it lapse' }).click();
    await expect(page.getByRole('row', { name: /old/ })).toContainText('to lapse');
    await expect(page.getByRole('row', { name: /deploy/ })).toContainText('snoozed');
    await first.close();
    await tray.gone();

    // 5 days left: each would be told by now.
    notifications.shown.length = 0;
    await sandbox.control.clock({ offsetSeconds: year - 5 * day });
    const second = await open();
    await notifications.wait(isAbout(/'deploy' expires in 5 days/));
    await expect(second.page.getByRole('row', { name: /old/ })).toContainText('to lapse');
    expect(about(notifications, /old/)).toEqual([]);
  },
);

test(
  'after two weeks off there is one summary, and with the app locked it names nothing',
  { tag: '@long' },
  async ({ open, sandbox, tray, notifications }) => {
    const first = await open();
    await signIn(sandbox, first);
    await sandbox.control.seed({ account: 'empty', count: 20, ttl: 20 * day });
    await sandbox.control.seed({ account: 'empty', count: 3, ttl: 10 * day });
    await serverIs(sandbox, first, 0);
    await first.close();
    await tray.gone();
    expect(notifications.shown).toEqual([]);

    await sandbox.control.clock({ offsetSeconds: 14 * day });
    const second = await open();
    const shown = await notifications.wait(isAbout(/^20 tokens expire soon$/));
    expect(shown.body).toMatch(
      /\nand 17 more\n3 tokens have expired\nempty@example\.com · Contract 31700006/,
    );
    expect(shown.buttons).toMatchObject({ snooze: 'Snooze until tomorrow' });
    expect(notifications.shown).toHaveLength(1);
    await expect(
      second.page.getByText('20 tokens expire soon, the first in 6 days.'),
    ).toBeVisible();

    await bridgeOf(second.page).app.lock();
    await sleep(second.app, sandbox, 5 * day);
    const nameless = await notifications.wait(({ body }) => body.includes('unlock it to see more'));
    expect(nameless.title).toBe('20 tokens expire soon');
    expect(notifications.shown).toHaveLength(2);
  },
);
