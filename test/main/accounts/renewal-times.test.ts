import { describe, expect, test } from 'vitest';
import {
  isPaused,
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
  expect(isPaused(entry, now)).toBe(expected);
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

  test.each<[string, Partial<AccountEntry>, number, number | null]>([
    ['a week before the end', {}, 0, end - 7 * day],
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
