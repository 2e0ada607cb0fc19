import { describe, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import type { Token } from '../../preload/contract.ts';
import { aList, aToken, anId, now } from './build.ts';
import { done, type FakeBridge } from './fake-bridge.ts';
import { dialog, gone, heard, open, row, visible } from './open.ts';
// Fetched late by the page; here it is named, so that Vite prepares its packages before the tests.
import '../../renderer/views/TokenMenu.svelte';

const DAY = 86_400_000;
const soon = aToken({ id: anId('aaaaaaaa'), label: 'soon', expiresAt: now + 2 * DAY });
const sooner = aToken({ id: anId('bbbbbbbb'), label: 'sooner', expiresAt: now + DAY });
const far = aToken({ id: anId('cccccccc'), label: 'far', expiresAt: now + 60 * DAY });
const own = aToken({ id: anId('dddddddd'), own: true, expiresAt: now + 60 * DAY });
const over = aToken({ id: anId('eeeeeeee'), state: 'expired', expiresAt: now - DAY });

const item = (name: string) => page.getByRole('menuitem', { name, exact: true });
const items = (): string[] =>
  page
    .getByRole('menuitem')
    .elements()
    .map(({ textContent }) => textContent.trim().replaceAll(/\s+/g, ' '));

/** Opens the menu of all of them. */
async function openMenu(tokens: readonly Token[]): Promise<FakeBridge> {
  const bridge = await open({ list: aList({ tokens: [...tokens] }) }, { tokens: { remind: done } });
  for (const { id } of tokens) await row(id.slice(0, 8)).getByRole('checkbox').click();
  await row(tokens[0]?.id.slice(0, 8) ?? '')
    .getByRole('cell')
    .nth(3)
    .click({ button: 'right' });
  await visible(page.getByRole('menu'));
  return bridge;
}

describe('the menu of several', () => {
  test('has all that can be done with them', async () => {
    await openMenu([soon, sooner]);
    expect(items()).toEqual([
      'Label 2 tokens…',
      'Export the list of 2 tokens…',
      'Rotate 2 tokens…',
      'Snooze 2 tokens until tomorrow',
      'Snooze 2 tokens for 7 days',
      'Let 2 tokens lapse',
      'Delete 2 tokens… Del',
    ]);
  });

  test.each([
    [
      'of some that end soon',
      [soon, far],
      ['Snooze 1 token until tomorrow', 'Snooze 1 token for 7 days', 'Let 2 tokens lapse'],
    ],
    ['with one that signs the app in', [far, own], []],
    [
      'with one that has expired',
      [soon, over],
      ['Snooze 1 token until tomorrow', 'Snooze 1 token for 7 days'],
    ],
    [
      'of what is to lapse',
      [soon, far].map((token) => ({ ...token, lapse: true })),
      ['Remind again'],
    ],
  ])('%s offers what may be done', async (_, tokens, expected) => {
    await openMenu(tokens);
    expect(items().filter((words) => /Snooze|lapse|Remind/.test(words))).toEqual(expected);
  });

  test('puts off those that end soon, and lets all lapse', async () => {
    const bridge = await openMenu([soon, far]);
    await item('Snooze 1 token for 7 days').click();
    expect(bridge.argsOf('tokens.remind')).toEqual([{ tokenIds: [soon.id], how: 'week' }]);
    await visible(heard(/Snoozed for 7 days: soon/));
    await row('cccccccc').getByRole('cell').nth(3).click({ button: 'right' });
    await item('Let 2 tokens lapse').click();
    expect(bridge.argsOf('tokens.remind').at(-1)).toEqual({
      tokenIds: [soon.id, far.id],
      how: 'lapse',
    });
  });

  test('exports them alone', async () => {
    await openMenu([soon, far]);
    await item('Export the list of 2 tokens…').click();
    await visible(
      dialog('Export list')
        .getByText(/2 tokens/)
        .first(),
    );
    await gone(page.getByRole('menu'));
  });
});
