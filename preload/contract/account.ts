import * as v from 'valibot';
import { errorCodes } from './errors.ts';
import { longest, text } from './limits.ts';
import { accountId, contractNumber, instant, tokenId } from './parts.ts';
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

/** That the app could not make a token in place of the one that it made for its sign-in. */
const renewalFailure = v.strictObject({
  /** Why, the last time. */
  code: v.picklist(errorCodes),
  /** When it tries again by itself at the earliest, Unix time in ms by the clock here; null: not before a person says so. */
  nextAt: v.nullable(instant),
});

export const accountSchema = v.strictObject({
  id: accountId,
  ...accountFacts,
  ...accountNotes,
  trial: v.boolean(),
  /** The token that authorises the app's own requests. */
  ownTokenId: v.nullable(tokenId),
  /** That it could not be renewed; null: it was not tried, or there is another one since. */
  renewalFailure: v.nullable(renewalFailure),
  /** False when nothing signs in any more: the list stays, "Sign in again" shows. */
  authorised: v.boolean(),
  /**
   * Why: the server said no · it was in memory and the app was ended · the keychain that holds it is
   * not there · the keychain holds it no more. Null while authorised.
   */
  ended: v.nullable(v.picklist(signInEnds)),
});

export type Account = v.InferOutput<typeof accountSchema>;
export type RenewalFailure = v.InferOutput<typeof renewalFailure>;
export type SignInEnd = (typeof signInEnds)[number];
