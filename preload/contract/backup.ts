import * as v from 'valibot';
import { failureSchema } from './errors.ts';
import { longest, text } from './limits.ts';
import { atMost, contractNumber, instant, mostTokens, tokenId } from './parts.ts';
import { noteEntries } from './token.ts';

/** One whose value can go into a backup, or is in one. Never the value. */
const backupToken = {
  id: tokenId,
  label: noteEntries.label,
  origin: text(longest.origin),
  contractNumber: v.nullable(contractNumber),
  expiresAt: v.nullable(instant),
  expired: v.boolean(),
};

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const fileName = text(300);

/** What can go into a backup. */
export const backupOfferSchema = v.strictObject({
  tokens: atMost(v.strictObject(backupToken), mostTokens),
  /** Of how many tokens something is written down: all of it goes in. */
  notes: count,
});

/** What came of making one. */
export const backupMadeSchema = v.strictObject({
  /** Null: nothing was written, since values could not be read or the person cancelled. */
  fileName: v.nullable(fileName),
  /** Whose values could not be read. */
  unread: atMost(tokenId, mostTokens),
});

/** An encrypted file that was chosen and is not opened yet. */
export const backupFileSchema = v.strictObject({ fileName });

/**
 * `new`: can be restored · `here`: the same value is here · `differs`: another value of the same token is
 * here, and stays · `not-of-trial`: would go with the trial.
 */
export const standings = ['new', 'here', 'differs', 'not-of-trial'] as const;

/** What a backup holds, and what would come of it here. */
export const backupPreviewSchema = v.strictObject({
  madeAt: instant,
  tokens: atMost(v.strictObject({ ...backupToken, standing: v.picklist(standings) }), mostTokens),
  /** Of how many tokens it says something that is not written down here. */
  notes: count,
});

/** How it went with one value. */
export const restoredSchema = v.strictObject({
  tokenId,
  outcome: v.picklist(['restored', 'here', 'failed']),
  error: v.nullable(failureSchema),
});

export type BackupOffer = v.InferOutput<typeof backupOfferSchema>;
export type BackupMade = v.InferOutput<typeof backupMadeSchema>;
export type BackupPreview = v.InferOutput<typeof backupPreviewSchema>;
export type RestoredItem = v.InferOutput<typeof restoredSchema>;
