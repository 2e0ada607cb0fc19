import type { TokenListing } from '../auth-api/client.ts';
import { readToken, type TokenClaims } from '../auth-api/jwt.ts';
import { mayBeListedLate } from '../tokens/ghosts.ts';
import { keepValue } from '../tokens/kept-value.ts';
import { wholeItem } from '../tokens/whole-item.ts';
import { signInItem, type SecretStore } from '../vault/secret-store.ts';
import type { Workspace } from '../workspace.ts';
import { readOrigins, readSignInItem, type Origins } from './connection.ts';

/** What a token of the app's own is called once it is a saved one. */
export const ownLabel = 'Token Vault';

/** Whether a token is surely of no use any more. */
export type IsDead = (claims: TokenClaims) => boolean | Promise<boolean>;

/**
 * Before a sign-in item is replaced or removed: a token in it that is still live moves into the
 * vault, since no stored value goes while its token is live. In memory and in the keychain there may
 * be one each, under the same name.
 *
 * @param isDead in doubt it moves.
 * @param asked whether the keychain is read; it is unlocked, or a person waits for its prompt. That it
 *   is away just now is no reason to believe that there is nothing.
 * @returns whether the item may go: false where what stands there cannot be read.
 * @throws AppError when the value could not be kept: the item must stay then.
 */
export async function keepOwnToken(
  workspace: Workspace,
  accountId: string,
  isDead: IsDead,
  asked = true,
): Promise<boolean> {
  const { stores } = workspace;
  const { session, keychain } = stores;
  for (const store of asked ? [session, keychain] : [session]) {
    const item = await readSignIn(store, accountId);
    if (item === null) continue;
    if (item === 'unreadable') return false;
    const { origin, credential, claims } = item;
    if (await isDead(claims)) continue;
    // What lasts must not end in memory.
    const target = store === keychain ? keychain : await stores.current();
    await keepValue(workspace, target, credential.token, {
      origin,
      said: { label: ownLabel },
      madeBy: null,
    });
  }
  return true;
}

/** The token that an account signed in with, by the index: what is not known is not waited for. */
export const earlierTokenOf = ({ index }: Workspace, accountId: string): string | null =>
  index.content.accounts.find(({ id }) => id === accountId)?.ownTokenId ?? null;

/**
 * Whether a token has ended: by both clocks, since either may be wrong.
 *
 * @param serverNow the server's clock, ms; null: not known, and nothing has.
 * @param now the clock here, ms.
 */
export const isExpired = (
  { expiresAt }: TokenClaims,
  serverNow: number | null,
  now: number,
): boolean => serverNow !== null && expiresAt !== null && expiresAt <= Math.min(serverNow, now);

/** A list, and whose it is by the token that it was read with. */
interface ListRead {
  readonly claims: TokenClaims;
  readonly contractNumber: number | null;
  readonly listing: TokenListing;
  /** Local clock, ms. */
  readonly now: number;
}

/**
 * Whether a token is missing on a list of its own user and contract, old enough to be on it. By itself
 * that proves nothing: the server must not know its id, either.
 */
export function isMissing(earlier: TokenClaims, read: ListRead): boolean {
  const { claims, contractNumber, listing, now } = read;
  const isItsList =
    earlier.userId !== null &&
    earlier.contractNumber !== null &&
    earlier.userId === claims.userId &&
    earlier.contractNumber === contractNumber;
  return (
    isItsList &&
    !mayBeListedLate(earlier.issuedAt, listing.serverDate, now) &&
    listing.tokens.every(({ id }) => id !== earlier.id)
  );
}

/** What stands where an account signs in, and what its token says of itself. */
export type SignInItem = ReturnType<typeof readSignInItem> &
  Origins & { readonly text: string; readonly claims: TokenClaims };

/**
 * The sign-in item under this id; null where there is none.
 *
 * @throws AppError the store's codes.
 */
export const signInItemOf = (
  { stores }: Workspace,
  accountId: string,
): Promise<SignInItem | 'unreadable' | null> => readSignIn(stores, accountId);

async function readSignIn(
  store: Pick<SecretStore, 'get'>,
  accountId: string,
): Promise<SignInItem | 'unreadable' | null> {
  const text = await wholeItem(store, signInItem(accountId), 'broken');
  if (text === null) return null;
  try {
    const connection = readSignInItem(text);
    const claims = readToken(connection.credential.token);
    return { ...connection, ...readOrigins(text), text, claims };
  } catch {
    return 'unreadable';
  }
}
