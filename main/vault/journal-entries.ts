import * as v from 'valibot';
import { longest, text } from '../../preload/contract/limits.ts';
import { clockOffset, contractNumber, instant } from '../../preload/contract/parts.ts';
import { driftKinds } from '../../preload/contract/rotation.ts';
import { noteEntries } from '../../preload/contract/token.ts';
import { accountEntry } from './index-file.ts';

const uuid = v.pipe(v.string(), v.uuid());

/** SHA-256 of the value that is to be stored, by which a piece of it is told from the whole; null: not known. */
const digest = v.optional(v.nullable(v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/))), null);

/** What every entry has: `id` is the operation's own, `startedAt` the local clock in ms. */
const begun = { id: uuid, startedAt: instant };

/** One generate, written before its request is sent. */
const generateIntent = v.object({
  kind: v.literal('generate'),
  ...begun,
  /** `vault`: the person asked; `sign-in`: the app's own token. */
  purpose: v.picklist(['vault', 'sign-in']),
  accountId: uuid,
  /** Whose, so that the next sign-in of the same person settles it; null: not known. */
  email: v.nullable(text(longest.email)),
  userId: v.optional(v.nullable(text(longest.name)), null),
  origin: text(longest.origin),
  contractNumber: v.nullable(contractNumber),
  ttlSeconds: v.number(),
  /** What the person said of the token, to be put on it once it is known which it is. */
  label: noteEntries.label,
  note: v.optional(noteEntries.note, ''),
  usedIn: v.optional(noteEntries.usedIn, ''),
  color: v.optional(noteEntries.color, 'none'),
  /** Ids on the server before the request. */
  idsBefore: v.array(v.string()),
  /** Server clock minus local clock, ms. */
  clockOffsetMs: v.nullable(clockOffset),
  /** The local clock when the request had no usable answer; null: not known, as after a crash. */
  endedAt: v.optional(v.nullable(instant), null),
  /** The local clock when a later run found it open; the request was over by then. Null: none did. */
  foundOpenAt: v.optional(v.nullable(instant), null),
  /** Ids of tokens of which the person has said whether they stay: they are no question any more. */
  answered: v.optional(v.array(uuid), () => []),
  /** Ids of tokens that were shown as the question: a list that lacks one later answers nothing. */
  named: v.optional(v.array(uuid), () => []),
  /** Set as soon as the value was received: the outcome is then known. */
  tokenId: v.nullable(uuid),
  digest,
  /** How often the list was read to settle it. */
  checks: v.pipe(v.number(), v.integer()),
});

/** The deletion of a token whose value is kept here. */
const deleteIntent = v.object({
  kind: v.literal('delete'),
  ...begun,
  accountId: uuid,
  tokenId: uuid,
});

/** A value from elsewhere that is about to be stored; nothing of the value itself. */
const importIntent = v.object({
  kind: v.literal('import'),
  ...begun,
  tokenId: uuid,
  digest,
  origin: text(longest.origin),
  /** What is to be said of the token. */
  ...noteEntries,
  /** Only where nothing is said of it by then, as with what comes out of a backup. */
  whereBlank: v.exactOptional(v.boolean()),
});

/** A sign-in with a pasted token, which is stored in the vault and as what signs in. */
const tokenSignInIntent = v.object({
  kind: v.literal('token-sign-in'),
  ...begun,
  tokenId: uuid,
  digest,
  /** As it is to stand in the index. */
  account: accountEntry,
});

/** A sign-out: its account is still in the index. */
const signOutIntent = v.object({
  kind: v.literal('sign-out'),
  ...begun,
  accountId: uuid,
  /** The token to be revoked before; null: none. */
  revoke: v.nullable(uuid),
  /** Whether the server has confirmed that. */
  revoked: v.boolean(),
});

/** A value that the person has removed while its token lives on. */
const forgetIntent = v.object({ kind: v.literal('forget'), ...begun, tokenId: uuid });

/**
 * A token that takes the place of another. Both live until a person finishes it: of all operations it is
 * the one that is open for long.
 */
const rotationIntent = v.object({
  kind: v.literal('rotation'),
  ...begun,
  accountId: uuid,
  oldTokenId: uuid,
  /** The generate that makes the new one. */
  generateId: uuid,
  /** Null: it is not known yet whether it was made. */
  newTokenId: v.nullable(uuid),
  /**
   * `making` · `unused`: made, and its value was not used yet · `refused`: the server did not take its
   * value · `open`: in place of the old one, both live · `finishing`: the old one is being deleted ·
   * `undoing`: the new one is.
   */
  stage: v.picklist(['making', 'unused', 'refused', 'open', 'finishing', 'undoing']),
  /** Of `undoing`: what was said stands with the old token again. It is moved once, and not over what is said later. */
  movedBack: v.exactOptional(v.boolean()),
  /** What the new token may do beside the old one, by both values when it took its place. Absent: not known. */
  drift: v.exactOptional(v.picklist(driftKinds)),
  /** When it is to be finished by itself, by the person's explicit choice; null: when they say so. */
  finishAt: v.nullable(instant),
});

/** A token of the app's own that takes the place of the one that an account signs in with. */
const renewalIntent = v.object({
  kind: v.literal('renewal'),
  ...begun,
  accountId: uuid,
  oldTokenId: uuid,
  /** The generate that makes the new one. */
  generateId: uuid,
  /** Null: it is not known yet whether it was made. */
  newTokenId: v.nullable(uuid),
  /** `making` · `unused`: made and kept, the old one may still sign in · `retiring`: the new one signs in, the old one goes. */
  stage: v.picklist(['making', 'unused', 'retiring']),
});

/** Every kind of operation that can be open. Each is known by its `id`. Holds no secret. */
export const operation = v.variant('kind', [
  generateIntent,
  deleteIntent,
  importIntent,
  tokenSignInIntent,
  signOutIntent,
  forgetIntent,
  rotationIntent,
  renewalIntent,
]);

export type GenerateIntent = v.InferOutput<typeof generateIntent>;
export type DeleteIntent = v.InferOutput<typeof deleteIntent>;
export type ImportIntent = v.InferOutput<typeof importIntent>;
export type TokenSignInIntent = v.InferOutput<typeof tokenSignInIntent>;
export type SignOutIntent = v.InferOutput<typeof signOutIntent>;
export type ForgetIntent = v.InferOutput<typeof forgetIntent>;
export type RotationIntent = v.InferOutput<typeof rotationIntent>;
export type RenewalIntent = v.InferOutput<typeof renewalIntent>;
export type Operation = v.InferOutput<typeof operation>;
