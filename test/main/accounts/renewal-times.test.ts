import { describe, expect, test } from 'vitest';
import {
  isPaused,
  isRenewalDue,
  nextRenewalAt,
  renewalFailureOf,
  renewalPauseMs,
} from '../../../main/accounts/renewal-times.ts';
import type { AccountEntry } from '../../../main/vault/index-file.ts';

const now = Date.UTC(2026, 10, 28);
const [own, other] = [
  '11111111-1111-4111-8111-111111111111',
  '22222222-2222-4222-8222-222222222222',
];

const account = (changes: Partial<AccountEntry>): AccountEntry => ({
  id: '33333333-3333-4333-8333-333333333333',
  origin: 'https://api.ionos.com',
  contractNumber: 31700001,
  userId: null,
  email: 'kim@example.com',
  role: null,
  signIn: 'minted',
  ownTokenId: own,
  ownTokenExpiresAt: now + 5 * 86_400_000,
  madeBy: null,
  canMint: 'unknown',
  label: '',
  color: 'none',
  ...changes,
});

test.each([
  [undefined, false],
  [now, true],
  [now - renewalPauseMs + 1, true],
  [now - renewalPauseMs, false],
  // Somebody set the clock back.
  [now + 1, true],
  [now + renewalPauseMs, false],
])('tried at %s, it waits: %s', (triedAt, expected) => {
  const entry = account(triedAt === undefined ? {} : { renewalTriedAt: triedAt });
  expect(isPaused(entry, now, 0)).toBe(expected);
});

describe('a renewal that failed', () => {
  const failed = {
    renewalTriedAt: now,
    renewalFailed: { tokenId: own, code: 'LIMIT_REACHED' as const },
  };

  test.each<[string, Partial<AccountEntry>, boolean, ReturnType<typeof renewalFailureOf>]>([
    ['a day later', {}, false, { code: 'LIMIT_REACHED', nextAt: now + renewalPauseMs }],
    ['with the next list, while it is open', {}, true, { code: 'LIMIT_REACHED', nextAt: now }],
    [
      'not by itself after a 403',
      { canMint: 'no' },
      false,
      { code: 'LIMIT_REACHED', nextAt: null },
    ],
    [
      'but for what is made already',
      { canMint: 'no' },
      true,
      { code: 'LIMIT_REACHED', nextAt: now },
    ],
    ['not where it is another token now', { ownTokenId: other }, false, null],
    ['not where somebody pasted it since', { signIn: 'pasted' }, false, null],
  ])('is tried again: %s', (_, changes, isOpen, expected) => {
    expect(renewalFailureOf(account({ ...failed, ...changes }), isOpen)).toEqual(expected);
  });

  test('is none where it was not tried', () => {
    expect(renewalFailureOf(account({ renewalTriedAt: now }), false)).toBeNull();
  });
});

describe('the next renewal', () => {
  const day = 86_400_000;
  const end = now + 20 * day;

  test.each<[string, Partial<AccountEntry>, number | null, number | null]>([
    ['a week before the end', {}, 0, end - 7 * day],
    ['by the clock here where the server tells no time', {}, null, end - 7 * day],
    [
      'then a week after one that did not fail',
      { renewalTriedAt: now, ownTokenExpiresAt: now + day * 5 },
      null,
      now + 7 * day,
    ],
    ["by the server's clock", {}, 3 * day, end - 10 * day],
    [
      'a day after one that failed',
      { renewalTriedAt: now, ownTokenExpiresAt: now + day * 5 },
      0,
      now + day,
    ],
    ['not before a week is left, whatever was tried', { renewalTriedAt: now }, 0, end - 7 * day],
    ['never after a 403', { canMint: 'no' }, 0, null],
    ['never of a pasted one', { signIn: 'pasted' }, 0, null],
    ['never of one that is over', { ownTokenExpiresAt: now }, 0, null],
    ['never of one whose end is not known', { ownTokenExpiresAt: null }, 0, null],
  ])('is %s', (_, changes, offset, expected) => {
    const entry = account({ ownTokenExpiresAt: end, ...changes });
    expect(nextRenewalAt(entry, offset, now)).toBe(expected);
  });
});

describe('it is time to renew', () => {
  const day = 86_400_000;
  const week = 7 * day;
  /** @param left until the end by the clock here. @param read how long ago the list was read. */
  const isDue = (
    left: number,
    {
      offset = null,
      read = 0,
      ...changes
    }: Partial<AccountEntry & { offset: number | null; read: number }> = {},
  ): boolean => {
    const entry = account({ ownTokenExpiresAt: now + left, ...changes });
    return isRenewalDue(entry, { offset, readAt: now - read, now });
  };
  const failed = { tokenId: own, code: 'LIMIT_REACHED' } as const;

  test.each<[string, boolean, boolean]>([
    ['by the server’s clock', isDue(20 * day, { offset: 14 * day }), true],
    ['and by that alone', isDue(day, { offset: -14 * day }), false],
    ['never once it is over by that', isDue(0, { offset: 0 }), false],
    ['by the clock here where the server tells no time', isDue(week), true],
    ['not sooner', isDue(week + 1), false],
    ['also past its end by that clock, where it was read with since', isDue(-day), true],
    ['not where nothing was read since', isDue(-day, { read: 2 * day }), false],
    ['not again within a week by that clock', isDue(day, { renewalTriedAt: now - 6 * day }), false],
    ['but after it', isDue(day, { renewalTriedAt: now - week }), true],
    [
      'and after a day where it failed',
      isDue(day, { renewalTriedAt: now - day, renewalFailed: failed }),
      true,
    ],
    ['not before', isDue(day, { renewalTriedAt: now - day + 1, renewalFailed: failed }), false],
    [
      'by the server’s clock after a day',
      isDue(day, { offset: 0, renewalTriedAt: now - day }),
      true,
    ],
    ['never where its end is not known', isDue(0, { ownTokenExpiresAt: null }), false],
  ])('%s', (_, due, expected) => {
    expect(due).toBe(expected);
  });
});
