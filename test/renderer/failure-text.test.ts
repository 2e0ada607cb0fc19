import { describe, expect, test } from 'vitest';
import { errorCodes } from '../../preload/contract/errors.ts';
import {
  deleteFailureText,
  failureText,
  signInFailureText,
} from '../../renderer/text/failure-text.ts';

describe('every code has a sentence of its own that says what to do', () => {
  test.each(errorCodes)('%s', (code) => {
    const text = failureText({ code });
    expect(text).toMatch(/^[A-Z].{15,}[.…]$/);
    expect(text).not.toMatch(/!|[A-Z]+_[A-Z]+/);
  });

  test('no two are alike, but for a locked keychain, which is always the same', () => {
    const texts = errorCodes.map((code) => failureText({ code }));
    expect(new Set(texts).size).toBe(texts.length);
  });
});

test.each([
  [45, 'Try again in 45 seconds.'],
  [90, 'Try again in 90 seconds.'],
  [121, 'Try again in 3 minutes.'],
])('a limit of %i seconds is said', (retryAfterSeconds, sentence) => {
  expect(failureText({ code: 'RATE_LIMITED', retryAfterSeconds })).toContain(sentence);
});

test('an expired token says when', () => {
  const at = new Date(2026, 4, 1, 12, 30).getTime();
  expect(failureText({ code: 'TOKEN_EXPIRED', at })).toMatch(/expired on May 1, 2026.*12:30/);
});

test('contracts to choose from change what the sign-in asks for', () => {
  for (const code of ['CONTRACT_REQUIRED', 'CONTRACT_UNKNOWN'] as const) {
    expect(signInFailureText({ code, contracts: [1, 2] })).toContain('Choose');
    expect(signInFailureText({ code, contracts: [] })).not.toContain('Choose');
  }
  expect(signInFailureText({ code: 'CONTRACT_REQUIRED' })).toContain('Enter the number');
  expect(failureText({ code: 'CONTRACT_REQUIRED' })).toContain('Sign in again');
});

test('an address that does not answer is named, unless it is IONOS', () => {
  const endpoint = 'https://proxy.example.com';
  expect(failureText({ code: 'OFFLINE', endpoint })).toBe(
    `Nothing answers at ${endpoint}. Check the endpoint and your network.`,
  );
  expect(failureText({ code: 'CONNECTION_LOST', endpoint })).toBe(
    `The connection to ${endpoint} was lost. Try again.`,
  );
  expect(failureText({ code: 'CONNECTION_LOST' })).toBe(
    'The connection to IONOS was lost. Try again.',
  );
});

test('a refused delete does not ask for a new token', () => {
  expect(deleteFailureText({ code: 'TWO_FACTOR_OR_REFUSED' })).toContain('delete the token in');
  expect(deleteFailureText({ code: 'OFFLINE' })).toBe(failureText({ code: 'OFFLINE' }));
});

test('a delete that lost its connection may have been carried out', () => {
  expect(deleteFailureText({ code: 'CONNECTION_LOST' })).toBe(
    'The connection to IONOS was lost before the answer came. Refresh the list to see what was done.',
  );
});

test('what signs in is not removed by a deletion, and not told to lose its value alone', () => {
  expect(deleteFailureText({ code: 'VALUE_SIGNS_IN' })).toContain(
    'Sign in with another token first',
  );
  expect(failureText({ code: 'VALUE_SIGNS_IN' })).toContain('its value stays');
});
