import { describe, expect, test } from 'vitest';
import { AppError } from '../../../main/app-error.ts';
import { withRetries } from '../../../main/auth-api/retry.ts';
import type { ErrorCode } from '../../../preload/contract.ts';
import { ManualClock } from '../../support/core/manual-clock.ts';
import { turns } from '../../support/core/turns.ts';

/** A call that fails in these ways, one after another, and then works. */
function setup(...failures: AppError[]) {
  const clock = new ManualClock();
  const calls: number[] = [];
  const call = (): Promise<string> => {
    calls.push(clock.now());
    const failure = failures[calls.length - 1];
    return failure ? Promise.reject(failure) : Promise.resolve('done');
  };
  /** When each call was made, ms after the first. */
  const times = () => calls.map((at) => at - (calls[0] ?? 0));
  return { clock, call, times };
}

const passing = (retryAfterSeconds?: number): AppError =>
  new AppError('RATE_LIMITED', retryAfterSeconds === undefined ? {} : { retryAfterSeconds });

/** Lets every wait pass as it comes. */
async function passWaits(clock: ManualClock): Promise<void> {
  await turns();
  const [next] = clock.waits;
  if (next === undefined) return;
  clock.advance(next);
  await passWaits(clock);
}

describe('a call that fails in passing', () => {
  test.each<[ErrorCode]>([['RATE_LIMITED'], ['SERVER_ERROR'], ['CONNECTION_LOST'], ['TIMEOUT']])(
    'is made again after a pause: %s',
    async (code) => {
      const { clock, call, times } = setup(new AppError(code), new AppError(code));
      const done = withRetries(clock, call);
      await passWaits(clock);
      await expect(done).resolves.toBe('done');
      expect(times()).toEqual([0, 250, 1250]);
    },
  );

  test('is given up after three times', async () => {
    const { clock, call, times } = setup(passing(), passing(), passing(), passing());
    const failed = expect(withRetries(clock, call)).rejects.toMatchObject({ code: 'RATE_LIMITED' });
    await passWaits(clock);
    await failed;
    expect(times()).toHaveLength(3);
  });

  test('waits as long as the server asks', async () => {
    const { clock, call, times } = setup(passing(3), passing(0));
    const done = withRetries(clock, call);
    await passWaits(clock);
    await done;
    expect(times()).toEqual([0, 3000, 4000]);
  });

  test('is left to the person where the server asks for more than 5 s', async () => {
    const { clock, call, times } = setup(passing(6));
    await expect(withRetries(clock, call)).rejects.toMatchObject({
      code: 'RATE_LIMITED',
      facts: { retryAfterSeconds: 6 },
    });
    expect(times()).toHaveLength(1);
  });

  test('is not made again once it is cancelled', async () => {
    const { clock, call, times } = setup(passing(), passing());
    const cancel = new AbortController();
    const stopping = (): Promise<string> => {
      if (cancel.signal.aborted) return Promise.reject(new AppError('CANCELLED'));
      return call();
    };
    const ended = withRetries(clock, stopping, cancel.signal);
    const failed = expect(ended).rejects.toMatchObject({ code: 'CANCELLED' });
    await turns();
    cancel.abort();
    await failed;
    expect(times()).toHaveLength(1);
    expect(clock.waits).toEqual([]);
  });
});

test.each<[ErrorCode]>([
  ['SIGN_IN_ENDED'],
  ['TWO_FACTOR_OR_REFUSED'],
  ['OFFLINE'],
  ['TLS'],
  ['REDIRECTED'],
  ['NOT_THE_API'],
  ['ANSWER_TOO_LARGE'],
  ['CANCELLED'],
])('a failure that would only come again ends it: %s', async (code) => {
  const { clock, call, times } = setup(new AppError(code));
  await expect(withRetries(clock, call)).rejects.toMatchObject({ code });
  expect(times()).toHaveLength(1);
});
