import { createHash } from 'node:crypto';
import type { JournalContent } from './journal.ts';

/**
 * Says nothing of a value but whether another one is the same. Nobody can guess what it was made from:
 * a token is signed.
 */
export const digestOf = (value: string): string => createHash('sha256').update(value).digest('hex');

/**
 * Whether a value that was found in the keychain is the one that was to be stored there, and no piece
 * of it: what was cut in its signature still says which token it is. Unknown: it is taken for whole.
 */
export const isWhole = ({ digest }: { readonly digest: string | null }, value: string): boolean =>
  digest === null || digest === digestOf(value);

/** As isWhole, by whichever operation on the token is open. */
export const isWholeBy = (journal: JournalContent, tokenId: string, value: string): boolean =>
  journal.operations.every(
    (entry) => !('digest' in entry) || entry.tokenId !== tokenId || isWhole(entry, value),
  );
