import { expect, test } from 'vitest';
import type { Account } from '../../../preload/contract.ts';
import { needsSomebody } from '../../../main/expiry/needs-somebody.ts';

const account = {
  id: '11111111-1111-4111-8111-111111111111',
  signIn: 'minted',
  canMint: 'unknown',
  renewalFailure: null,
} as const;
const failed = { code: 'LIMIT_REACHED', nextAt: null } as const;

test.each<[string, boolean, Partial<Account>, boolean]>([
  ['one that serves somebody else', false, {}, true],
  ['what the app made for itself, and renews', true, {}, false],
  ['what it could not renew', true, { renewalFailure: failed }, true],
  ['what IONOS refuses to renew', true, { canMint: 'no' }, true],
  ['one that somebody pasted', true, { signIn: 'pasted' }, true],
])('of %s a person is told or not', (_, own, changes, expected) => {
  const accounts = [{ ...account, ...changes }];
  expect(needsSomebody({ own, accountId: account.id }, accounts)).toBe(expected);
});

test('of one whose account is not known a person is told', () => {
  expect(needsSomebody({ own: true, accountId: null }, [account])).toBe(true);
});
