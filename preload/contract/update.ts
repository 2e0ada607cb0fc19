import * as v from 'valibot';
import { text } from './limits.ts';

/** What is known of a newer version. */
export const updateSchema = v.strictObject({
  /** `off`: a build that is not updated, such as a trial build. `none`: nothing newer is known. */
  status: v.picklist(['off', 'none', 'available', 'downloading', 'ready']),
  /** The newer one; null: none is known. */
  version: v.nullable(text(50)),
  /** Whether the app puts it in its own place; else a person fetches it from the page of releases. */
  installs: v.boolean(),
  /** How much of it is here, in percent, while it is downloaded. */
  progress: v.nullable(v.pipe(v.number(), v.minValue(0), v.maxValue(100))),
});

export type Update = v.InferOutput<typeof updateSchema>;
