import { readToken } from '../auth-api/jwt.ts';
import { keepValue } from '../tokens/kept-value.ts';
import { signInItem } from '../vault/secret-store.ts';
import type { Workspace } from '../workspace.ts';
import { readSignInItem } from './connection.ts';

/**
 * Before a sign-in item is replaced or removed: a token in it that is still live moves into the
 * vault, since no stored value goes while its token is live. Looks only at an unlocked keychain.
 *
 * @param mayLive whether a token may still be live: false only for what is known to be gone.
 * @returns whether the item may go: false where what stands there cannot be read.
 * @throws AppError when the value could not be kept: the item must stay then.
 */
export async function keepOwnToken(
  workspace: Workspace,
  accountId: string,
  mayLive: (id: string) => boolean,
): Promise<boolean> {
  const { stores } = workspace;
  const text = await stores.get(signInItem(accountId));
  if (text === null) return true;
  const connection = readOrNull(text);
  if (connection === null) return false;
  const { origin, credential, id } = connection;
  if (!mayLive(id)) return true;
  await keepValue(workspace, await stores.current(), credential.token, {
    origin,
    said: { label: 'Token Vault' },
    madeBy: null,
  });
  return true;
}

function readOrNull(text: string) {
  try {
    const connection = readSignInItem(text);
    return { ...connection, id: readToken(connection.credential.token).id };
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
      if (await keepOwnToken(workspace, id, () => true)) await stores.delete(signInItem(id));
      await index.change((content) => ({
        ...content,
        leftBehind: content.leftBehind.filter((other) => other !== id),
      }));
    } catch (error) {
      log.warn('what a sign-out left could not be taken up', { error });
    }
  }
}
