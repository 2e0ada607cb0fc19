import type { TokenListing } from '../auth-api/client.ts';
import { readToken, type TokenClaims } from '../auth-api/jwt.ts';
import { mayBeListedLate } from '../tokens/ghosts.ts';
import { keepValue } from '../tokens/kept-value.ts';
import { signInItem } from '../vault/secret-store.ts';
import type { Workspace } from '../workspace.ts';
import { readSignInItem } from './connection.ts';

/**
 * Before a sign-in item is replaced or removed: a token in it that is still live moves into the
 * vault, since no stored value goes while its token is live. Looks only at an unlocked keychain.
 *
 * @param isDead whether a token is surely of no use any more; in doubt it moves.
 * @returns whether the item may go: false where what stands there cannot be read.
 * @throws AppError when the value could not be kept: the item must stay then.
 */
export async function keepOwnToken(
  workspace: Workspace,
  accountId: string,
  isDead: (claims: TokenClaims) => boolean,
): Promise<boolean> {
  const { stores } = workspace;
  const text = await stores.get(signInItem(accountId));
  if (text === null) return true;
  const connection = readOrNull(text);
  if (connection === null) return false;
  const { origin, credential, claims } = connection;
  if (isDead(claims)) return true;
  await keepValue(workspace, await stores.current(), credential.token, {
    origin,
    said: { label: 'Token Vault' },
    madeBy: null,
  });
  return true;
}

/** The token that an account signed in with, by the index: what is not known is not waited for. */
export const earlierTokenOf = ({ index }: Workspace, accountId: string): string | null =>
  index.content.accounts.find(({ id }) => id === accountId)?.ownTokenId ?? null;

/** Whether a token has ended, by a clock in ms. */
export const isExpired = ({ expiresAt }: TokenClaims, now: number): boolean =>
  expiresAt !== null && expiresAt <= now;

/** A list, and whose it is by the token that it was read with. */
interface ListRead {
  readonly claims: TokenClaims;
  readonly contractNumber: number | null;
  readonly listing: TokenListing;
  /** Local clock, ms. */
  readonly now: number;
}

/** Whether a token is gone: missing on a list of its own user and contract, old enough to be on it. */
export function isMissing(earlier: TokenClaims, read: ListRead): boolean {
  const { claims, contractNumber, listing, now } = read;
  const isItsList =
    earlier.userId !== null &&
    earlier.contractNumber !== null &&
    earlier.userId === claims.userId &&
    earlier.contractNumber === contractNumber;
  return (
    isItsList &&
    !mayBeListedLate(earlier.issuedAt, listing.serverDate ?? now) &&
    listing.tokens.every(({ id }) => id !== earlier.id)
  );
}

function readOrNull(text: string) {
  try {
    const connection = readSignInItem(text);
    return { ...connection, claims: readToken(connection.credential.token) };
  } catch {
    return null;
  }
}

/**
 * Takes up the sign-in items of accounts that were signed out while the keychain could not be
 * read: their tokens become saved ones. Looks only at an unlocked keychain.
 */
export async function takeUpLeftBehind(workspace: Workspace): Promise<void> {
  const { index, stores, log } = workspace;
  for (const id of index.content.leftBehind) {
    try {
      // What is not understood now may be later: an item that was misread is a token's only copy.
      if (!(await keepOwnToken(workspace, id, () => false))) continue;
      await stores.delete(signInItem(id));
      await index.change((content) => ({
        ...content,
        leftBehind: content.leftBehind.filter((other) => other !== id),
      }));
    } catch (error) {
      log.warn('what a sign-out left could not be taken up', { error });
    }
  }
}
