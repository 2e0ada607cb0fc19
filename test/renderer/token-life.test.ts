import { expect, test } from 'vitest';
import { otherAccount } from '../../renderer/text/token-life.ts';
import { aToken, anAccount } from './build.ts';

const session = { accounts: [anAccount()] };

test.each([
  ['of the account shown', {}, null],
  ['on its list, whatever its value says', { listed: true, contractNumber: 40001 }, null],
  ['of a contract that nobody knows', { contractNumber: null }, null],
  ['of another contract', { contractNumber: 40001 }, 'kim@example.com'],
  ['of another server', { origin: 'https://iam.example.com' }, 'kim@example.com · iam.example.com'],
  ['of somebody not known here', { contractNumber: 40001, email: null }, 'Contract 40001'],
])('a saved token %s', (_, facts, said) => {
  expect(otherAccount(aToken({ listed: false, ...facts }), session)).toBe(said);
});

test('while nobody is signed in, every token is as good as any', () => {
  expect(
    otherAccount(aToken({ listed: false, contractNumber: 40001 }), { accounts: [] }),
  ).toBeNull();
});
