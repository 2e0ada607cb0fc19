import { readSignInItem } from '../accounts/connection.ts';
import { readToken } from '../auth-api/jwt.ts';
import { openOf, type GenerateIntent } from '../vault/journal.ts';
import { signInItem, tokenItem } from '../vault/secret-store.ts';
import { isWhole } from '../vault/value-digest.ts';
import type { Workspace } from '../workspace.ts';
import { fileSaved, filing, keepValue } from './kept-value.ts';

/**
 * A crash after the value was stored, and before the index or the journal was written: the value
 * is in the keychain. It is filed, and nothing was lost. Raises no prompt.
 *
 * @returns whether the value of the token `id` is here, and filed now.
 */
export async function recoverStored(
  workspace: Workspace,
  intent: GenerateIntent,
  id: string,
): Promise<boolean> {
  const { stores, log } = workspace;
  if ((await stores.look()) !== 'ready') return false;
  try {
    return (
      (await fileStored(workspace, intent, id)) ||
      (intent.purpose === 'sign-in' && (await moveOwn(workspace, intent, id)))
    );
  } catch (error) {
    log.warn('a stored value could not be taken up', { error });
    return false;
  }
}

async function fileStored(
  workspace: Workspace,
  intent: GenerateIntent,
  id: string,
): Promise<boolean> {
  const { stores } = workspace;
  const value = await stores.get(tokenItem(id));
  const claims = value === null ? null : readToken(value);
  if (value === null || claims?.id !== id || !isWhole(intent, value)) return false;
  const under = filing(intent);
  await fileSaved(
    workspace,
    stores.keychain,
    claims,
    isSaidOfOld(workspace, intent) ? { ...under, said: {} } : under,
  );
  return true;
}

/** An own token whose account was never written down becomes a saved one. */
async function moveOwn(workspace: Workspace, intent: GenerateIntent, id: string): Promise<boolean> {
  const { stores, index } = workspace;
  const item = signInItem(intent.accountId);
  const text = await stores.get(item);
  const token = text === null ? null : readSignInItem(text).credential.token;
  if (token === null || readToken(token).id !== id) return false;
  await keepValue(workspace, stores.keychain, token, filing(intent));
  const hasAccount = index.content.accounts.some((account) => account.id === intent.accountId);
  if (!hasAccount) await stores.delete(item);
  return true;
}

/** Whether it was made in place of a token that has words of its own: those of today move, once it was used. */
function isSaidOfOld({ index, journal }: Workspace, { id }: GenerateIntent): boolean {
  const rotation = openOf(journal.content, 'rotation').find(({ generateId }) => generateId === id);
  return index.content.notes.some((note) => note.id === rotation?.oldTokenId);
}
