import * as v from 'valibot';
import { longest, text } from './limits.ts';

/** What runs the app, and where things of it lie, for a person to read. */
export const aboutSchema = v.strictObject({
  electron: text(50),
  chromium: text(50),
  node: text(50),
  /** The operating system's kernel, its release and the processor. */
  system: text(300),
  /** Folder of settings, notes, lists and the log. */
  dataFolder: text(longest.path),
  /** The file with the licences of Chromium and of what is in it. */
  chromiumLicences: text(longest.path),
});

export type About = v.InferOutput<typeof aboutSchema>;
