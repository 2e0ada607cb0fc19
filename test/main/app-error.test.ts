import { expect, test } from 'vitest';
import { AppError, isAppError, toFailure } from '../../main/app-error.ts';

test('an expected failure tells its code and its facts, and no text of anybody', () => {
  const error = new AppError(
    'RATE_LIMITED',
    { retryAfterSeconds: 7 },
    { cause: new Error('secret') },
  );
  expect(toFailure(error)).toEqual({ code: 'RATE_LIMITED', retryAfterSeconds: 7 });
  expect(error.message).toBe('RATE_LIMITED');
});

test('a failure that wraps one of its own code tells the facts of both', () => {
  const inner = new AppError('OUTCOME_UNKNOWN', { came: 'cut' });
  const outer = new AppError('OUTCOME_UNKNOWN', {}, { cause: inner });
  expect(toFailure(outer)).toEqual({ code: 'OUTCOME_UNKNOWN', came: 'cut' });
  const other = new AppError('INTERNAL', {}, { cause: inner });
  expect(toFailure(other)).toEqual({ code: 'INTERNAL' });
});

test.each([new Error('secret'), new TypeError('secret'), 'secret', { code: 'OFFLINE' }, null])(
  'anything else is INTERNAL: %s',
  (thrown) => {
    expect(toFailure(thrown)).toEqual({ code: 'INTERNAL' });
  },
);

test('a failure is known by its code, whichever or one of some', () => {
  const error = new AppError('OFFLINE');
  expect(isAppError(error)).toBe(true);
  expect(isAppError(error, 'TLS', 'OFFLINE')).toBe(true);
  expect(isAppError(error, 'TLS')).toBe(false);
  expect(isAppError(new Error('OFFLINE'), 'OFFLINE')).toBe(false);
});
