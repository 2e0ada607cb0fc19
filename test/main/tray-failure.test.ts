import { expect, test } from 'vitest';
import { AppError } from '../../main/app-error.ts';
import { trayFailure } from '../../main/tray-failure.ts';
import type { ErrorCode } from '../../preload/contract.ts';

test.each<[ErrorCode, RegExp]>([
  ['LOCKED', /Token Vault is locked/],
  ['STORE_LOCKED', /keychain is locked/],
  ['STORE_RESTARTED', /was restarted/],
  ['STORE_WAITING', /not answered yet.*password window/],
  ['STORE_ABSENT', /No keychain was found/],
  ['VALUE_MISSING', /does not hold this value/],
  ['STORE_MISMATCH', /not the value of this token/],
  ['CLIPBOARD_FAILED', /clipboard did not take it/],
])('%s is said as what it is', (code, sentence) => {
  expect(trayFailure(new AppError(code))).toMatch(sentence);
});

test('what nobody expected is said without its text', () => {
  expect(trayFailure(new Error('eyJ'))).toMatch(/went wrong.*copy it there/);
});
