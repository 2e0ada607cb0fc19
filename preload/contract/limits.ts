import * as v from 'valibot';

/**
 * Longest texts that come from outside and are kept in files and told to the page, in characters. One
 * number each, for where it comes in and for what is read back: a file that its own schema refuses is
 * put aside with all that is in it.
 */
export const longest = {
  /** Scheme, host and port: a host's name has 253 at most. */
  origin: 300,
  /** RFC 5321 allows 64 before the @ and 255 behind it. */
  email: 320,
  /** A user's id, a role, the name of a privilege. */
  name: 100,
  /** A path as it is shown; of a longer one the end. */
  path: 500,
} as const;

export const text = (max: number) => v.pipe(v.string(), v.maxLength(max));

/** Between two clocks, ms: more than three centuries is no clock's fault. */
export const furthestClock = 1e13;
