import * as v from 'valibot';
import { healthSchema, selfTestSchema } from '../store.ts';
import { done, nothing, request } from './parts.ts';

/** The secret store: whether it works, and what it holds. */
export const store = {
  /** Looks at the secret store again; may raise the system's prompt, since a person asked. */
  unlock: request(nothing, done),
  health: request(nothing, healthSchema),
  selfTest: request(nothing, selfTestSchema),
  /** Copies a report without secrets, ids or names. */
  copyReport: request(nothing, done),
  /** Looks for the value of every listed token; how many were found that were not known, and refused. */
  rebuild: request(
    nothing,
    v.strictObject({ found: v.number(), refused: v.number(), missing: v.number() }),
  ),
} as const;
