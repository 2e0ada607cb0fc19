import * as v from 'valibot';
import { longest, text } from './limits.ts';
import { atMost, mostTokens, tokenId } from './parts.ts';
import { noteEntries } from './token.ts';

/** What this app keeps on this computer, for a person who wants it to be gone. */
export const inventorySchema = v.strictObject({
  /** Saved token values, in the keychain or in memory. */
  values: atMost(v.strictObject({ id: tokenId, label: noteEntries.label }), mostTokens),
  /** Other tokens that the app knows by their ids: what the keychain may still hold of them goes as well. */
  others: v.number(),
  /** Who is signed in: each by the e-mail address or, where that is not known, the server. */
  accounts: atMost(text(longest.email), 1_000),
  /** Tokens of which something is written down. */
  notes: v.number(),
  /** Requests for a token of which it is not known what came. */
  requests: v.number(),
  /** Folder of the app's files. */
  folder: text(longest.path),
});

export type Inventory = v.InferOutput<typeof inventorySchema>;
