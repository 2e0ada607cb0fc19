import * as v from 'valibot';
import { tokenId } from '../parts.ts';
import { noteEntries } from '../token.ts';
import { importSchema } from '../value.ts';
import { done, nothing, request, typed } from './parts.ts';

/** A value from elsewhere: read and shown first, kept when the person says so. */
export const imports = {
  paste: request(v.strictObject({ text: typed }), importSchema),
  /** The system's open dialog; null: cancelled. */
  openFile: request(nothing, v.nullable(importSchema)),
  /** A file that was dropped on the page: named by the preload alone, the page cannot say a path. */
  openDropped: request(
    v.strictObject({ path: v.pipe(v.string(), v.maxLength(4_096)) }),
    importSchema,
  ),
  environment: request(nothing, importSchema),
  /** What is given here is what is written down of the token then. */
  keep: request(
    v.strictObject(noteEntries),
    v.strictObject({ tokenId, kept: v.picklist(['keychain', 'session']) }),
  ),
  /** Deletes the file that the last import came from, while the keychain holds its value. */
  deleteFile: request(nothing, done),
  cancel: request(nothing, done),
} as const;
