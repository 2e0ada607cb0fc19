import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { expiryFile, toldOf } from '../../../main/expiry/expiry-file.ts';
import { remind, snoozeEnd } from '../../../main/expiry/remind.ts';
import { durableFiles } from '../../../main/vault/files.ts';
import { temporaryFolder } from '../../support/core/temporary-folder.ts';

const hour = 3_600_000;
const day = 24 * hour;
const now = new Date(2026, 10, 28, 17, 30).getTime();
const id = '11111111-1111-4111-8111-111111111111';

describe('a snooze ends', () => {
  test.each([
    ['tomorrow', now + 30 * day, new Date(2026, 10, 29, 9).getTime()],
    ['week', now + 30 * day, now + 7 * day],
    // An hour is left to do something about it.
    ['week', now + 2 * day, now + 2 * day - hour],
    ['tomorrow', now + 3 * hour, now + 2 * hour],
    // Within that hour somebody knows, and has said that they do.
    ['tomorrow', now + hour, new Date(2026, 10, 29, 9).getTime()],
  ] as const)('%s, for an end at %d', (wanted, end, expected) => {
    expect(snoozeEnd(wanted, end, now)).toBe(expected);
  });

  test('on the next day also late in the night', () => {
    const late = new Date(2026, 11, 31, 23, 59).getTime();
    expect(snoozeEnd('tomorrow', late + 30 * day, late)).toBe(new Date(2027, 0, 1, 9).getTime());
  });
});

describe('how a person wants to be told', () => {
  async function setup() {
    const file = expiryFile(durableFiles, join(await temporaryFolder(), 'expiry.json'));
    await file.load(0);
    const shown = { tokens: [{ id, expiresAt: now + 30 * day }], nowOf: () => now };
    return { file, shown, written: () => toldOf(file.content).get(id) };
  }

  test.each([
    ['lapse', { lapse: true, snoozedUntil: null }],
    ['week', { lapse: false, snoozedUntil: now + 7 * day }],
    ['usual', { lapse: false, snoozedUntil: null }],
  ] as const)('is written down: %s', async (how, expected) => {
    const { file, shown, written } = await setup();
    await remind(file, shown, [id], how === 'lapse' ? 'week' : 'lapse');
    await remind(file, shown, [id], how);
    expect(written()).toEqual({ id, expiresAt: now + 30 * day, told: null, ...expected });
  });

  test('is not written down of one that signs in and is to lapse, nor of any with it', async () => {
    const { file, shown, written } = await setup();
    const own = { ...shown, own: new Set([id]) };
    await expect(remind(file, own, [id], 'lapse')).rejects.toMatchObject({
      code: 'TOKEN_SIGNS_IN',
    });
    expect(file.content.tokens).toEqual([]);
    await remind(file, own, [id], 'week');
    expect(written()).toMatchObject({ lapse: false, snoozedUntil: now + 7 * day });
  });

  test.each([
    ['is not shown', '22222222-2222-4222-8222-222222222222', now + day],
    ['has no end', id, null],
  ])('is not written down of a token that %s, nor of any with it', async (_, asked, expiresAt) => {
    const { file, shown } = await setup();
    const tokens = [{ id, expiresAt }, ...shown.tokens.filter((one) => one.id !== id)];
    await expect(
      remind(file, { tokens, nowOf: () => now }, [asked], 'lapse'),
    ).rejects.toMatchObject({
      code: 'TOKEN_NOT_FOUND',
    });
    expect(file.content.tokens).toEqual([]);
  });
});
