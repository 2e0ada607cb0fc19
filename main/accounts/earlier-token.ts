import type { TokenListing } from '../auth-api/client.ts';
import { readToken, type TokenClaims } from '../auth-api/jwt.ts';
import { mayBeListedLate } from '../tokens/ghosts.ts';
import { keepValue } from '../tokens/kept-value.ts';
import { wholeItem } from '../tokens/whole-item.ts';
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
  const item = await signInItemOf(workspace, accountId);
  if (item === null) return true;
  if (item === 'unreadable') return false;
  const { origin, credential, claims } = item;
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

/** What stands where an account signs in, and what its token says of itself. */
type SignInItem = ReturnType<typeof readSignInItem> & { readonly claims: TokenClaims };

/**
 * The sign-in item under this id; null where there is none.
 *
 * @throws AppError the store's codes.
 */
export async function signInItemOf(
  { stores }: Workspace,
  accountId: string,
): Promise<SignInItem | 'unreadable' | null> {
  const text = await wholeItem(stores, signInItem(accountId), 'broken');
  if (text === null) return null;
  try {
    const connection = readSignInItem(text);
    return { ...connection, claims: readToken(connection.credential.token) };
  } catch {
    return 'unreadable';
  }
}
