import { describe, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import type { Account } from '../../preload/contract.ts';
import { anAccount, aList, aState, now } from './build.ts';
import { done, no, type Answers, type FakeBridge } from './fake-bridge.ts';
import { alert, button, dialog, focused, gone, heard, open, row, visible } from './open.ts';
import { answers, DAY, far, openList, remindersOf, soon } from './reminding.ts';
import { ctrlZ } from './way-back.ts';
// Fetched late by the page; here it is named, so that Vite prepares its packages before the tests.
import '../../renderer/views/TokenMenu.svelte';

const item = (name: string) => page.getByRole('menuitem', { name: `${name} – token 'deploy'` });

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
