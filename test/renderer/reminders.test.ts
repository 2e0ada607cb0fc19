import { describe, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import type { Account, State, Token } from '../../preload/contract.ts';
import { aList, anAccount, anApp, aSettings, anId, aState, aToken, now } from './build.ts';
import { done, no, type Answers, type FakeBridge } from './fake-bridge.ts';
import { alert, button, dialog, field, focused, gone, heard, open, row, visible } from './open.ts';
import { card } from './open-details.ts';
import { ctrlZ } from './way-back.ts';
// Fetched late by the page; here it is named, so that Vite prepares its packages before the tests.
import '../../renderer/views/TokenMenu.svelte';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

const soon = aToken({
  id: anId('aaaaaaaa'),
  label: 'deploy',
  createdAt: now - 90 * DAY,
  expiresAt: now + 2 * DAY + HOUR,
});
const sooner = aToken({
  id: anId('bbbbbbbb'),
  label: 'ci',
  createdAt: now - 91 * DAY,
  expiresAt: now + 20.4 * HOUR,
});
const far = aToken({ id: anId('cccccccc'), label: 'far', expiresAt: now + 90 * DAY });

const answers: Answers = { tokens: { remind: done }, values: { card } };

const openList = (
  tokens: readonly Token[],
  expiring: readonly Token[] = [],
  changes: Partial<State> = {},
): Promise<FakeBridge> =>
  open(
    { list: aList({ tokens: [...tokens] }), expiring: expiring.map(({ id }) => id), ...changes },
    answers,
  );

const box = (name: string) => page.getByRole('checkbox', { name: `Select token ${name}` });
const item = (name: string) => page.getByRole('menuitem', { name: `${name} – token 'deploy'` });
const remindersOf = (bridge: FakeBridge) => bridge.argsOf('tokens.remind');

describe('above the list', () => {
  test('stands how many expire soon, and when the first does; it shows them first and chosen', async () => {
    await openList([far, soon, sooner], [soon, sooner]);
    await visible(page.getByText('2 tokens expire soon, the first in 20 hours.'));
    await field('Search').fill('far');
    await button('Show them').click();
    await expect.element(box('aaaaaaaa')).toBeChecked();
    await expect.element(box('bbbbbbbb')).toBeChecked();
    await expect.element(box('cccccccc')).not.toBeChecked();
    const ids = [...document.querySelectorAll('tr[data-id]')].map((element) =>
      element.getAttribute('data-id')?.slice(0, 8),
    );
    expect(ids).toEqual(['bbbbbbbb', 'aaaaaaaa', 'cccccccc']);
    await expect.element(field('Search')).toHaveValue('');
  });

  test('stands nothing where none does', async () => {
    await openList([far, soon]);
    await visible(row('aaaaaaaa'));
    await gone(page.getByText(/expires? soon/));
  });

  test('they are put off, with a way back', async () => {
    const bridge = await openList([soon, sooner], [soon, sooner]);
    await button('Snooze until tomorrow').click();
    await visible(page.getByText('Snoozed until tomorrow: 2 tokens'));
    await ctrlZ();
    await visible(heard('Reminders are as they were'));
    const tokenIds = [sooner.id, soon.id];
    expect(remindersOf(bridge)).toEqual([
      { tokenIds, how: 'tomorrow' },
      { tokenIds, how: 'usual' },
    ]);
  });

  test('what could not be written down is said', async () => {
    await open(
      { list: aList({ tokens: [soon] }), expiring: [soon.id] },
      { tokens: { remind: () => no({ code: 'FILE_NOT_WRITTEN' }) } },
    );
    await button('Snooze until tomorrow').click();
    await visible(alert(/could not write its files/));
  });

  test.each([
    [120_000, null],
    [-120_000, null],
    [121_000, /clock is 2 minutes behind the server's/],
    [-121_000, /clock is 2 minutes ahead of the server's/],
    [5 * HOUR, /clock is 5 hours behind/],
    [-400 * DAY, /clock is 400 days ahead/],
  ])(
    'a clock that is off by %d ms is said from 2 minutes on',
    { tags: 'long' },
    async (clockOffsetMs, expected) => {
      await open({ list: aList({ tokens: [far], clockOffsetMs }) });
      await visible(row('cccccccc'));
      if (expected === null) await gone(page.getByText(/computer's clock/));
      else await visible(page.getByText(expected));
    },
  );
});

describe('a row says', () => {
  test('that its token is to lapse, and does not draw the eye to it', async () => {
    await openList([{ ...soon, lapse: true }]);
    const cell = row('aaaaaaaa');
    await expect.element(cell.getByText('in 2 days, to lapse')).toBeVisible();
    expect(cell.element().querySelector('.expiry')?.className).toContain('far');
    await expect.element(box('aaaaaaaa')).toHaveAccessibleDescription(/to lapse$/);
  });

  test('that it is snoozed, until it is not', async () => {
    await openList([
      { ...soon, snoozedUntil: now + DAY },
      { ...sooner, snoozedUntil: now - 1 },
    ]);
    await visible(row('aaaaaaaa').getByText('in 2 days, snoozed'));
    await gone(row('bbbbbbbb').getByText(/snoozed/));
  });

  test('nothing of it once it has expired', { tags: 'long' }, async () => {
    await openList([{ ...soon, lapse: true, state: 'expired', expiresAt: now - DAY }]);
    await visible(row('aaaaaaaa'));
    await gone(page.getByText(/to lapse/));
  });
});

describe('the menu of a token', () => {
  const openMenu = async (id: string): Promise<void> => {
    await row(id).getByRole('cell').nth(3).click({ button: 'right' });
    await visible(page.getByRole('menu'));
  };

  test.each([
    ['near its end', soon, ['Snooze until tomorrow', 'Snooze for 7 days', 'Let it lapse']],
    ['far from it', far, ['Let it lapse']],
    ['to lapse', { ...soon, lapse: true }, ['Remind again']],
    ['snoozed', { ...soon, snoozedUntil: now + DAY }, ['Remind again', 'Let it lapse']],
    ['expired', { ...soon, state: 'expired' as const, expiresAt: now - 1 }, []],
    ['gone', { ...soon, state: 'gone' as const }, []],
    ['without an end', { ...soon, expiresAt: null }, []],
  ])('%s', { tags: 'long' }, async (_, token, expected) => {
    await openList([token]);
    await openMenu(token.id.slice(0, 8));
    const words = page
      .getByRole('menuitem')
      .elements()
      .map(({ textContent }) => textContent.trim());
    const offered = ['Snooze until tomorrow', 'Snooze for 7 days', 'Let it lapse', 'Remind again'];
    expect(words.flatMap((text) => offered.filter((one) => text.startsWith(one)))).toEqual(
      expected,
    );
  });

  describe('of one that signs the app in', () => {
    const own = { ...soon, own: true };
    const lapse = dialog('Let token lapse');

    async function ask(account: Partial<Account>, more: Answers = {}): Promise<FakeBridge> {
      const session = { ...aState().session, account: anAccount(account) };
      const bridge = await open(
        { list: aList({ tokens: [own] }), session: { ...session, accounts: [anAccount(account)] } },
        { ...answers, ...more },
      );
      await openMenu('aaaaaaaa');
      await item('Let it lapse…').click();
      await visible(lapse);
      return bridge;
    }

    test('asks for another one first, and lets nothing lapse', async () => {
      const bridge = await ask({}, { session: { replaceOwnToken: done } });
      await expect.element(lapse).toHaveAccessibleDescription(/so it cannot simply lapse/);
      await focused(button('Cancel'));
      await button('Replace it first').click();
      expect(bridge.argsOf('session.replaceOwnToken')).toEqual([{ accountId: anAccount().id }]);
      await gone(lapse);
      await visible(heard(/signs this app in was replaced/));
      expect(remindersOf(bridge)).toEqual([]);
    });

    test('says why there is no other one', { tags: 'long' }, async () => {
      await ask({}, { session: { replaceOwnToken: () => no({ code: 'LIMIT_REACHED' }) } });
      await button('Replace it first').click();
      await visible(alert(/All tokens of this account are in use/));
      await visible(lapse);
    });

    test('that was pasted leads to another sign-in', async () => {
      const bridge = await ask({ signIn: 'pasted' });
      await gone(button('Replace it first'));
      await lapse.getByRole('button', { name: 'Sign in again' }).click();
      await visible(dialog('Sign in again'));
      expect(remindersOf(bridge)).toEqual([]);
    });

    test('but was refused, may lapse', { tags: 'long' }, async () => {
      const account = anAccount({ authorised: false });
      const bridge = await open(
        {
          list: aList({ tokens: [own] }),
          session: { ...aState().session, account, accounts: [account] },
        },
        answers,
      );
      await openMenu('aaaaaaaa');
      await item('Let it lapse').click();
      await expect.poll(() => remindersOf(bridge)).toMatchObject([{ how: 'lapse' }]);
    });
  });

  test.each([
    ['Snooze until tomorrow', 'tomorrow', 'Snoozed until tomorrow: deploy'],
    ['Snooze for 7 days', 'week', 'Snoozed for 7 days: deploy'],
    ['Let it lapse', 'lapse', 'To lapse, without reminders: deploy'],
  ])('%s is done, said, and can be taken back', { tags: 'long' }, async (words, how, said) => {
    const bridge = await openList([soon]);
    await openMenu('aaaaaaaa');
    await item(words).click();
    await visible(page.getByText(said));
    await ctrlZ();
    const tokenIds = [soon.id];
    await expect
      .poll(() => remindersOf(bridge))
      .toEqual([
        { tokenIds, how },
        { tokenIds, how: 'usual' },
      ]);
  });

  test('reminders that come again go again by Undo', { tags: 'long' }, async () => {
    const bridge = await openList([{ ...soon, lapse: true }]);
    await openMenu('aaaaaaaa');
    await item('Remind again').click();
    await visible(page.getByText('Reminders as usual: deploy'));
    await ctrlZ();
    await expect
      .poll(() => remindersOf(bridge))
      .toMatchObject([{ how: 'usual' }, { how: 'lapse' }]);
  });
});

test('the details say that no reminder comes, and bring them back', { tags: 'long' }, async () => {
  const bridge = await openList([{ ...soon, lapse: true }]);
  await row('aaaaaaaa').getByText('deploy').click();
  await visible(page.getByText(/^\s*It is to lapse: no reminder comes\./));
  await button('Remind again').click();
  await expect.poll(() => remindersOf(bridge)).toEqual([{ tokenIds: [soon.id], how: 'usual' }]);
});

describe('a notification asks for', () => {
  const details = () => page.getByRole('complementary', { name: "Details of token 'deploy'" });

  test(
    'a token: its details open and its row is chosen, whatever was searched for',
    { tags: 'long' },
    async () => {
      const bridge = await openList([far, soon]);
      await field('Search').fill('far');
      await gone(row('aaaaaaaa'));
      bridge.openToken(soon.id);
      await visible(details());
      await expect.element(box('aaaaaaaa')).toBeChecked();
    },
  );

  test('one while it is not known yet who is signed in: it waits', { tags: 'long' }, async () => {
    const starting = aState().session;
    const bridge = await open(
      {
        session: { ...starting, status: 'starting', account: null },
        list: aList({ tokens: [] }),
      },
      answers,
    );
    bridge.openToken(soon.id);
    bridge.emit({
      session: { ...starting, status: 'signed-in', account: anAccount() },
      list: aList({ tokens: [soon] }),
    });
    await visible(details());
  });

  test(
    'one that is not there any more, or while a dialog is open: nothing happens',
    { tags: 'long' },
    async () => {
      const bridge = await openList([soon]);
      bridge.openToken(far.id);
      await gone(page.getByRole('complementary', { name: /Details/ }));
      await button('Generate Token').click();
      await visible(dialog('Generate Token'));
      bridge.openToken(soon.id);
      await gone(details());
    },
  );

  test(
    'one while the app is locked: nothing then, and nothing after',
    { tags: 'long' },
    async () => {
      const bridge = await openList([soon], [], { locked: true });
      await visible(page.getByRole('heading', { name: 'Token Vault is locked' }));
      bridge.openToken(soon.id);
      bridge.emit({ locked: false });
      await visible(row('aaaaaaaa'));
      await gone(details());
    },
  );

  test('what ends soon, from the tray', { tags: 'long' }, async () => {
    const bridge = await openList([far, soon], [soon]);
    bridge.act('expiring');
    await expect.element(box('aaaaaaaa')).toBeChecked();
  });
});

describe('in the settings', () => {
  const notify = () => page.getByRole('checkbox', { name: 'Notify before tokens expire' });
  const login = () => page.getByRole('checkbox', { name: 'Start at login' });

  async function settings(changes: Partial<State>, more: Answers = {}): Promise<FakeBridge> {
    const bridge = await open(changes, {
      app: { changeSettings: done, startAtLogin: done, ...more.app },
    });
    await button('Settings').click();
    await visible(dialog('Settings'));
    return bridge;
  }

  test('notifications are on, and go', { tags: 'long' }, async () => {
    const bridge = await settings({});
    await expect.element(notify()).toBeChecked();
    await expect.element(notify()).toHaveAccessibleDescription(/not while the app is locked/);
    await notify().click();
    expect(bridge.argsOf('app.changeSettings')).toEqual([{ notifyExpiry: false }]);
  });

  test(
    'what the system says of the login is shown, not what was wished',
    { tags: 'long' },
    async () => {
      const bridge = await settings({ settings: aSettings({ notifyExpiry: false }) });
      await expect.element(notify()).not.toBeChecked();
      await login().click();
      expect(bridge.argsOf('app.startAtLogin')).toEqual([{ on: true }]);
      await expect.element(login()).not.toBeChecked();
      bridge.emit({ app: anApp({ startsAtLogin: true }) });
      await expect.element(login()).toBeChecked();
    },
  );

  test('a system that does not take it says so', { tags: 'long' }, async () => {
    await settings({}, { app: { startAtLogin: () => no({ code: 'FILE_NOT_WRITTEN' }) } });
    await login().click();
    await visible(alert(/could not write its files/));
    await expect.element(login()).not.toBeChecked();
  });

  test.each([
    ['with a tray', { tray: true, startsAtLogin: false }, /in the tray/],
    ['without one', { tray: false, startsAtLogin: false }, /no tray icon/],
    ['where it is not installed', { startsAtLogin: null }, /Only an installed/],
  ])('what a start at login does is said: %s', { tags: 'long' }, async (_, app, hint) => {
    await settings({ app: anApp(app) });
    await expect.element(login()).toHaveAccessibleDescription(hint);
    if (app.startsAtLogin === null) await expect.element(login()).toBeDisabled();
    else await expect.element(login()).toBeEnabled();
  });
});

test('the lock forgets what a notification asked for', { tags: 'long' }, async () => {
  const bridge = await openList([soon]);
  await focused(page.getByRole('heading', { name: 'Token Manager' }));
  bridge.openToken(soon.id);
  await visible(page.getByRole('complementary', { name: /Details/ }));
  bridge.emit({ locked: true, list: aList({ tokens: [] }), expiring: [] });
  await gone(page.getByText('deploy'));
});
