import { setTimeout as pause } from 'node:timers/promises';

/** Longer than anything takes on the slowest machine, ms. */
const patienceMs = 60_000;

/** What is waited for; where it does not come within a minute, rejects with what it was. */
export async function within<T>(what: string, waited: Promise<T>): Promise<T> {
  const over = new AbortController();
  const late = pause(patienceMs, null, { signal: over.signal }).then(() => {
    throw new Error(`waited ${patienceMs / 1000} s for nothing: ${what}`);
  });
  late.catch(() => undefined); // aborted: it came
  try {
    return await Promise.race([waited, late]);
  } finally {
    over.abort();
  }
}
