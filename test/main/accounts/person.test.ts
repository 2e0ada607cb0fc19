import { describe, expect, test } from 'vitest';
import { findOf, samePerson, type Whose } from '../../../main/accounts/person.ts';

const paula: Whose = {
  origin: 'https://api.ionos.com',
  userId: 'u-1',
  email: 'paula@example.com',
  contractNumber: 1,
};

describe('the same person and contract', () => {
  test.each<[string, Partial<Whose>]>([
    ['in every fact', {}],
    ['by the user id, whatever the address', { email: 'new@example.com' }],
    ['by the user id, without an address', { email: null }],
    ['by the address, where the user id is not known', { userId: null }],
    ['by the address in another case', { userId: null, email: 'Paula@Example.COM' }],
    ['without a contract', { contractNumber: null }],
  ])('%s', (_, change) => {
    expect(samePerson(paula, { ...paula, ...change })).toBe(true);
    expect(samePerson({ ...paula, ...change }, paula)).toBe(true);
  });
});

describe('not the same', () => {
  test.each<[string, Partial<Whose>]>([
    ['on another server', { origin: 'https://api.example.com' }],
    ['by the user id, for all that the address is the same', { userId: 'u-2' }],
    ['by the address', { userId: null, email: 'tom@example.com' }],
    ['of another contract', { contractNumber: 2 }],
    ['where nothing is known', { userId: null, email: null }],
  ])('%s', (_, change) => {
    expect(samePerson(paula, { ...paula, ...change })).toBe(false);
    expect(samePerson({ ...paula, ...change }, paula)).toBe(false);
  });
});

test('of several that fit, the one of the very contract is found', () => {
  const vague = { ...paula, contractNumber: null };
  expect(findOf([vague, paula], paula)).toBe(paula);
  expect(findOf([paula, vague], vague)).toBe(vague);
  expect(findOf([vague], paula)).toBe(vague);
  expect(findOf<Whose>([], paula)).toBe(undefined);
});
