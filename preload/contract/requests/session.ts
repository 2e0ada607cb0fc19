import * as v from 'valibot';
import { accountNotes } from '../account.ts';
import { accountId, atMost, mostAccounts } from '../parts.ts';
import { contractNumber, done, nothing, request, typed } from './parts.ts';

/** Signing in and out, accounts, and the trial. */
export const session = {
  signInWithPassword: request(
    v.strictObject({
      endpoint: typed,
      email: typed,
      password: typed,
      contractNumber,
    }),
    done,
  ),
  signInWithToken: request(v.strictObject({ endpoint: typed, token: typed, contractNumber }), done),
  /** Signs in with IONOS_TOKEN: the value is read in main and never enters the page. */
  signInWithEnvironmentToken: request(v.strictObject({ endpoint: typed, contractNumber }), done),
  startTrial: request(nothing, done),
  leaveTrial: request(nothing, done),
  /**
   * Signs an account out, by default the current one. Saved values stay. `revoke` deletes the app's own
   * token on the server first.
   */
  signOut: request(
    v.strictObject({ revoke: v.boolean(), accountId: v.exactOptional(accountId) }),
    done,
  ),
  /**
   * Makes a token in place of the app's own that an account signs in with, and retires that:
   * INVALID_REQUEST where the app did not mint it.
   */
  replaceOwnToken: request(v.strictObject({ accountId }), done),
  forgetCannotMint: request(v.strictObject({ accountId }), done),
  /** Shows the list of one account; null: those of all as one. */
  show: request(v.strictObject({ accountId: v.nullable(accountId) }), done),
  /** Gives an account a name and a colour of the person's; local only. */
  describe: request(
    v.strictObject({ accountId, ...v.partial(v.strictObject(accountNotes)).entries }),
    done,
  ),
  /** Puts the accounts into this order. */
  arrange: request(v.strictObject({ accountIds: atMost(accountId, mostAccounts) }), done),
} as const;
