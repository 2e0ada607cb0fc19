import { isAppError } from '../app-error.ts';
import type { Clock } from '../ports.ts';

/** Waits between tries of a read or a delete, in ms. */
const pauses = [250, 1000] as const;
/** A server that asks for more patience than this is answered by the person, not by a wait. Seconds. */
const longestRetryAfter = 5;

/**
 * Repeats an idempotent call on passing faults: up to three tries, honouring `Retry-After`.
 * Never used for generate, which is a GET that mints.
 */
export async function withRetries<T>(
  clock: Clock,
  call: () => Promise<T>,
  signal?: AbortSignal,
): Promise<T> {
  for (const pause of pauses) {
    try {
      return await call();
    } catch (error) {
      const passing = isAppError(
        error,
        'RATE_LIMITED',
        'SERVER_ERROR',
        'CONNECTION_LOST',
        'TIMEOUT',
      );
      const seconds = passing ? (error.facts.retryAfterSeconds ?? 0) : 0;
      if (!passing || seconds > longestRetryAfter || signal?.aborted) throw error;
      await wait(clock, Math.max(pause, seconds * 1000), signal);
    }
  }
  return call();
}

/** Resolves after `ms`, or at once when `signal` is aborted. */
function wait(clock: Clock, ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const cancel = clock.after(ms, resolve);
    signal?.addEventListener(
      'abort',
      () => {
        cancel();
        resolve();
      },
      { once: true },
    );
  });
}
