import { AppError } from '../app-error.ts';
import type { Workspace } from '../workspace.ts';
import type { Accounts } from './accounts.ts';
import { signInItemOf, type SignInItem } from './earlier-token.ts';

/**
 * What an account signs in with.
 *
 * @throws AppError STORE_MISMATCH where it is not there or cannot be read; the store's codes.
 */
export async function ownItem(workspace: Workspace, accountId: string): Promise<SignInItem> {
  const item = await signInItemOf(workspace, accountId);
  // Not looked at is not the same as not there.
  if (item === null && workspace.stores.state === 'absent') throw new AppError('STORE_ABSENT');
  if (item === null || item === 'unreadable') throw new AppError('STORE_MISMATCH');
  return item;
}

/**
 * The id of the token that an account signs in with and that is the app's to retire, since it minted it: by
 * what the keychain says, not by the index, which anybody can edit. May raise the keychain's prompt.
 *
 * @throws AppError TOKEN_NOT_MINTED; as ownItem.
 */
export async function mintedTokenOf(
  workspace: Workspace,
  accounts: Accounts,
  accountId: string,
): Promise<string> {
  const { claims, minted } = await ownItem(workspace, accountId);
  if (claims.id !== accounts.require(accountId).ownTokenId) throw new AppError('STORE_MISMATCH');
  if (!minted) throw new AppError('TOKEN_NOT_MINTED');
  return claims.id;
}
