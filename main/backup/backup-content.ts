import * as v from 'valibot';
import { longest, text } from '../../preload/contract/limits.ts';
import { atMost, mostTokens, tokenId } from '../../preload/contract/parts.ts';
import { AppError } from '../app-error.ts';
import { idIn, longestToken } from '../auth-api/jwt.ts';
import { noteEntry } from '../vault/index-file.ts';

const format = 'token-vault-backup';
const version = 1;

/** A value with what it does not say itself. Whose it is and when it ends is read from the value. */
const tokenEntry = v.pipe(
  v.strictObject({
    id: v.pipe(tokenId, v.toLowerCase()),
    /** The server that it is of. */
    origin: text(longest.origin),
    value: v.pipe(v.string(), v.maxLength(longestToken)),
  }),
  v.check(({ id, value }) => idIn(value) === id),
);

const areDistinct = (entries: readonly { readonly id: string }[]): boolean =>
  new Set(entries.map(({ id }) => id)).size === entries.length;

const schema = v.strictObject({
  format: v.literal(format),
  version: v.literal(version),
  /** ISO 8601, UTC: whoever opens the file by another tool reads it. */
  madeAt: v.pipe(v.string(), v.isoTimestamp()),
  tokens: v.pipe(
    atMost(tokenEntry, mostTokens),
    v.check((entries) => areDistinct(entries)),
  ),
  /** What is written down of tokens, saved or not. */
  notes: v.pipe(
    atMost(noteEntry, mostTokens),
    v.check((entries) => areDistinct(entries)),
  ),
});

const anyVersion = v.looseObject({
  format: v.literal(format),
  version: v.pipe(v.number(), v.integer()),
});

/** What a backup holds. Never a sign-in, and no password. */
export type BackupContent = v.InferOutput<typeof schema>;
export type BackupToken = BackupContent['tokens'][number];

/** As it is written, before it is encrypted. @param now Unix time in ms. */
export function backupText(content: Pick<BackupContent, 'tokens' | 'notes'>, now: number): string {
  const madeAt = new Date(now).toISOString();
  return `${JSON.stringify({ format, version, madeAt, ...content }, null, 2)}\n`;
}

/**
 * Reads what an opened file holds: all of it fits, or nothing of it is taken.
 *
 * @throws AppError BACKUP_OTHER_CONTENT, BACKUP_FROM_NEWER_VERSION.
 */
export function readBackup(opened: string): BackupContent {
  const content = parsed(opened);
  const any = v.safeParse(anyVersion, content);
  if (any.success && any.output.version > version) throw new AppError('BACKUP_FROM_NEWER_VERSION');
  const whole = v.safeParse(schema, content);
  if (!whole.success) throw new AppError('BACKUP_OTHER_CONTENT');
  return whole.output;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
