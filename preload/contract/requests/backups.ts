import * as v from 'valibot';
import {
  backupFileSchema,
  backupMadeSchema,
  backupOfferSchema,
  backupPreviewSchema,
  restoredSchema,
} from '../backup.ts';
import { atMost, mostTokens, tokenId } from '../parts.ts';
import { done, nothing, passphrase, request } from './parts.ts';

/** Encrypted backups: no value crosses, in neither direction. */
export const backups = {
  /** What can go into one. */
  offer: request(nothing, backupOfferSchema),
  /** A new passphrase that nobody guesses. */
  suggest: request(nothing, v.strictObject({ passphrase: v.pipe(v.string(), v.maxLength(100)) })),
  /** Copies the one that was suggested last. */
  copySuggested: request(nothing, v.strictObject({ clearsAt: v.nullable(v.number()) })),
  /** Writes these values and all labels where the person says. */
  make: request(
    v.strictObject({ tokenIds: atMost(tokenId, mostTokens), passphrase }),
    backupMadeSchema,
  ),
  /** The system's open dialog; null: cancelled. */
  open: request(nothing, v.nullable(backupFileSchema)),
  /** Opens what was chosen and says what would come of it; changes nothing. */
  unlock: request(v.strictObject({ passphrase }), backupPreviewSchema),
  /** Writes labels down where there are none, and chooses which values `next` brings back. */
  restore: request(v.strictObject({ tokenIds: atMost(tokenId, mostTokens) }), done),
  /** Brings back the next of these; null: none is left. */
  next: request(nothing, v.nullable(restoredSchema)),
  /** Forgets what was suggested and what was opened. */
  close: request(nothing, done),
} as const;
