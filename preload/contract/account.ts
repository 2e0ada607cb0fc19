import * as v from 'valibot';
import { longest, text } from './limits.ts';
import { accountId, contractNumber, tokenId } from './parts.ts';
import { noteEntries } from './token.ts';

/** Ways in which a sign-in ends. */
export const signInEnds = ['refused', 'forgotten', 'out-of-reach', 'missing'] as const;

/** What is told of an account to the page, and written of it into the index. */
export const accountFacts = {
  /** Scheme, host and port; `sandbox:` for the trial. Shown, never used to send anything. */
  origin: text(longest.origin),
  contractNumber: v.nullable(contractNumber),
  userId: v.nullable(text(longest.name)),
  email: v.nullable(text(longest.email)),
  role: v.nullable(text(longest.name)),
  /** How requests are authorised; `password` lives in memory until the app ends. */
  signIn: v.picklist(['minted', 'pasted', 'password']),
  /** `no` after a 403 to generate, until cleared. */
  canMint: v.picklist(['unknown', 'no']),
} as const;

/** What a person gives an account, to tell it from others; local only. */
export const accountNotes = { label: noteEntries.label, color: noteEntries.color } as const;

export const accountSchema = v.strictObject({
  id: accountId,
  ...accountFacts,
  ...accountNotes,
  trial: v.boolean(),
  /** The token that authorises the app's own requests. */
  ownTokenId: v.nullable(tokenId),
  /** False when nothing signs in any more: the list stays, "Sign in again" shows. */
  authorised: v.boolean(),
  /**
   * Why: the server said no · it was in memory and the app was ended · the keychain that holds it is
   * not there · the keychain holds it no more. Null while authorised.
   */
  ended: v.nullable(v.picklist(signInEnds)),
});

export type Account = v.InferOutput<typeof accountSchema>;
export type SignInEnd = (typeof signInEnds)[number];
