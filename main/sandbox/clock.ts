/**
 * The furthest that the clock may be moved either way, in seconds (31 years): beyond the year 9999 neither
 * ISO 8601 nor HTTP can say a date, and tokens live on after it.
 */
export const furthestSeconds = 1e9;

/**
 * The sandbox's time of day: the computer's, moved by an offset. The offset is seen in the `Date`
 * header, in created dates and in what has expired; delays of faults run on real time.
 */
export class SandboxClock {
  readonly #source: () => number;
  #offsetMs: number;

  /** @param source Unix time in ms. @param offsetSeconds seconds that the sandbox's clock is ahead. */
  constructor(source: () => number, offsetSeconds: number) {
    this.#source = source;
    this.#offsetMs = offsetSeconds * 1000;
  }

  /** Unix time in ms. */
  now(): number {
    return this.#source() + this.#offsetMs;
  }

  /** Unix time in whole seconds, as `iat` and `exp` count it. */
  seconds(): number {
    return Math.floor(this.now() / 1000);
  }

  /** Seconds that this clock is ahead of its source. */
  get offsetSeconds(): number {
    return this.#offsetMs / 1000;
  }

  set offsetSeconds(seconds: number) {
    this.#offsetMs = seconds * 1000;
  }
}

/** Writes a date as the API does: RFC 3339 in UTC, second precision [ISSUE ionosctl #603]. */
export function formatDate(epochSeconds: number): string {
  return new Date(epochSeconds * 1000).toISOString().replace(/\.\d{3}Z$/, 'Z');
}
