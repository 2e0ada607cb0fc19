import * as v from 'valibot';
import { accountId, mostTokens, tokenId } from '../parts.ts';
import { exportFormats, noteEntries, reminders } from '../token.ts';
import { done, nothing, request, tokenValue, ttlSeconds } from './parts.ts';

/** The tokens on the server, and what a person says of them here. */
export const tokens = {
  refresh: request(nothing, done),
  /** Mints one token: exactly one request. `label` is local. Without an account: for the current one. */
  generate: request(
    v.strictObject({
      ttlSeconds,
      ...noteEntries,
      keep: v.boolean(),
      accountId: v.exactOptional(accountId),
    }),
    v.strictObject({ tokenId: v.nullable(tokenId), value: tokenValue }),
  ),
  /** Deletes on the server, then, on proof, what is stored of it here. */
  delete: request(v.strictObject({ tokenId }), done),
  copyId: request(v.strictObject({ tokenId }), done),
  /** Saves what the list shows of these tokens where the person says; never a value. */
  export: request(
    v.strictObject({
      format: v.picklist(exportFormats),
      tokenIds: v.pipe(v.array(tokenId), v.minLength(1), v.maxLength(mostTokens)),
    }),
    v.strictObject({ saved: v.boolean() }),
  ),
  /** How the person wants to be told that these tokens end; local only. */
  remind: request(
    v.strictObject({
      tokenIds: v.pipe(v.array(tokenId), v.minLength(1), v.maxLength(mostTokens)),
      how: v.picklist(reminders),
    }),
    done,
  ),
  /** Writes down what the person says of a token; local only. */
  describe: request(
    v.strictObject({ tokenId, ...v.partial(v.strictObject(noteEntries)).entries }),
    done,
  ),
} as const;
