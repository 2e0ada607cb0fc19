import { describe, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { noUseText, useLine } from '../../renderer/text/use-text.ts';
import { aToken, anId, now } from './build.ts';
import { visible, dialog } from './open.ts';
import { ask, one } from './open-delete.ts';

const HOUR = 3_600_000;

test.each([
  ['its value is here', {}, /Not through this app so far\. IONOS does not tell/],
  ['its value was never here', { kept: 'no' }, /not kept here\. IONOS does not tell/],
  ['it signs the app in', { own: true }, /By this app itself/],
] as const)('nothing is written down of its use: %s', (_, changes, words) => {
  expect(noUseText(aToken(changes))).toMatch(words);
});

test.each([
  [{ usedAt: now - 3 * HOUR }, 'made 18 days ago · last used through this app 3 hours ago'],
  [{}, 'made 18 days ago · not used through this app so far'],
  [{ kept: 'no' }, 'made 18 days ago'],
  [
    { kept: 'no', usedAt: now - 3 * HOUR },
    'made 18 days ago · last used through this app 3 hours ago',
  ],
  [{ own: true, createdAt: null }, ''],
] as const)('in one line: %j', (changes, line) => {
  expect(useLine(aToken(changes), { now, serverNow: now })).toBe(line);
});

describe('the question before a deletion', () => {
  test('of one says all that is known of what uses it', async () => {
    await ask([
      aToken({
        label: 'deploy',
        note: 'Ask Kim.',
        usedIn: 'GitHub Actions',
        usedAt: now - 3 * HOUR,
      }),
    ]);
    for (const words of ['deploy', 'Ask Kim.', 'GitHub Actions', '18 days ago', '3 hours ago'])
      await visible(one().getByText(words, { exact: false }).first());
    await visible(one().getByText('Through this app. IONOS does not tell of any other use.'));
  });

  test('of several says it of those that live, and that the server knows no last use', async () => {
    await ask([
      aToken({ note: 'Ask Kim.', usedIn: 'Jenkins', usedAt: now - 3 * HOUR }),
      aToken({
        id: anId('eeeeeeee'),
        state: 'expired',
        note: 'Never mind.',
        expiresAt: now - HOUR,
        kept: 'no',
      }),
    ]);
    const several = dialog('Delete 2 tokens');
    await visible(several.getByText('Ask Kim.'));
    await visible(several.getByText('Jenkins'));
    await visible(several.getByText(/last used through this app 3 hours ago/));
    expect(several.getByText('Never mind.').elements()).toEqual([]);
    await expect
      .element(several)
      .toHaveAccessibleDescription(/IONOS does not tell when a token was last used/);
    expect(page.getByText('made 18 days ago').elements().length).toBeLessThan(2);
  });
});
