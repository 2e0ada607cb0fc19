import * as v from 'valibot';
import { failureSchema } from './errors.ts';
import { longest, text } from './limits.ts';
import { accountId, atMost, contractNumber, instant, mostTokens, tokenId } from './parts.ts';
import { noteEntries } from './token.ts';

/** A token whose one-time value is still in main because the "Token generated" window is open. */
export const generatedSchema = v.strictObject({
  /** Null: the value cannot be read, so that it can be had but not kept. */
  tokenId: v.nullable(tokenId),
  /** The account that it was made for. */
  accountId,
  label: text(200),
  expiresAt: v.nullable(instant),
  /** Where the value is kept now. */
  kept: v.picklist(['keychain', 'session', 'no']),
  copied: v.boolean(),
  downloaded: v.boolean(),
  /** Why it could not be kept. */
  storeError: v.nullable(failureSchema),
  /** The server minted for another contract than asked. */
  contractMismatch: v.boolean(),
});

/** A generate whose outcome is unknown, and what listing has shown so far. */
export const ghostSchema = v.strictObject({
  operationId: v.pipe(v.string(), v.uuid()),
  startedAt: instant,
  /** The account that it was made for, signed in or not. */
  accountId,
  /** What it was to make: a token that the person asked for, or the one that signs this app in. */
  purpose: v.picklist(['vault', 'sign-in']),
  /** The label that was given with it; empty: none. */
  label: noteEntries.label,
  /**
   * `elsewhere`: it is of an account that is not signed in, so that nothing can be looked up; `answered`: what
   * was found is answered, and the list is read until nothing else can show up.
   */
  status: v.picklist(['checking', 'waiting', 'found', 'answered', 'none', 'elsewhere']),
  /** Whose it is, with the status `elsewhere` and where several accounts are signed in; else null. */
  account: v.nullable(
    v.strictObject({
      origin: text(longest.origin),
      contractNumber: v.nullable(contractNumber),
      email: v.nullable(text(longest.email)),
    }),
  ),
  /** Tokens that may come from it; `sure`: this one does, by the id in its answer. */
  candidates: atMost(
    v.strictObject({ tokenId, createdAt: v.nullable(instant), sure: v.boolean() }),
    mostTokens,
  ),
  /** When the list is read again; null: at the next start or never. */
  nextCheckAt: v.nullable(instant),
});

/** What a stored or pasted value says of itself: decoded, signature not checked. */
export const cardSchema = v.strictObject({
  id: tokenId,
  issuedAt: v.nullable(instant),
  expiresAt: v.nullable(instant),
  contractNumber: v.nullable(v.number()),
  userId: v.nullable(text(longest.name)),
  role: v.nullable(text(longest.name)),
  privileges: atMost(text(200), 500),
  /** Size of the value. */
  bytes: v.number(),
});

/** A value that was read for import and is not kept yet. */
export const importSchema = v.strictObject({
  ...cardSchema.entries,
  expired: v.boolean(),
  otherContract: v.boolean(),
  otherUser: v.boolean(),
  /** The account that is signed in and that it is of, by what it says of itself; null: none is. */
  accountId: v.nullable(accountId),
  alreadySaved: v.boolean(),
  /** What is written down of this token already. */
  notes: v.strictObject(noteEntries),
  /** Name of the file it came from; null: pasted. */
  fileName: v.nullable(text(300)),
  /** Beside the value something else stands in that file, so that it is not offered for deletion. */
  fileHasMore: v.boolean(),
});

export type Generated = v.InferOutput<typeof generatedSchema>;
export type Ghost = v.InferOutput<typeof ghostSchema>;
export type Card = v.InferOutput<typeof cardSchema>;
export type ImportPreview = v.InferOutput<typeof importSchema>;
export type TokenNotes = ImportPreview['notes'];
