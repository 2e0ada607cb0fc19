import * as v from 'valibot';
import { done, nothing, request } from './parts.ts';

/** Newer versions of the app. */
export const updates = {
  /** Looks for a newer version now. */
  check: request(nothing, v.strictObject({ found: v.boolean() })),
  /** Fetches the newer version that is known of, and proves that it is what was published. */
  download: request(nothing, done),
  /** Ends the app after the usual questions, puts the fetched version in its place and starts it. */
  install: request(nothing, done),
} as const;
