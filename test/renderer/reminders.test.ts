import { describe, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { aList, now } from './build.ts';
import { no } from './fake-bridge.ts';
import { alert, button, field, gone, heard, open, row, visible } from './open.ts';
import { box, DAY, far, HOUR, openList, remindersOf, soon, sooner } from './reminding.ts';
import { ctrlZ } from './way-back.ts';

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

test('the details say that no reminder comes, and bring them back', { tags: 'long' }, async () => {
  const bridge = await openList([{ ...soon, lapse: true }]);
  await row('aaaaaaaa').getByText('deploy').click();
  await visible(page.getByText(/^\s*It is to lapse: no reminder comes\./));
  await button('Remind again').click();
  await expect.poll(() => remindersOf(bridge)).toEqual([{ tokenIds: [soon.id], how: 'usual' }]);
});
