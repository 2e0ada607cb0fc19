import type { Accounts } from '../accounts/accounts.ts';
import { AppError } from '../app-error.ts';
import type { RotationIntent } from '../vault/journal.ts';
import { tokenItem } from '../vault/secret-store.ts';
import type { Workspace } from '../workspace.ts';
import { noteMissing } from './find-missing.ts';
import { claimsOf } from './proven-gone.ts';
import type { TokenLists } from './token-lists.ts';

interface Parts {
  readonly workspace: Workspace;
  readonly accounts: Accounts;
  readonly lists: TokenLists;
}

/**
 * Whether the old token of a rotation may go: the server knows the new one, which has not ended, its value
 * is here, and nobody signs in with the old one.
 *
 * @throws AppError ROTATION_NEW_GONE, ROTATION_NEW_MISSING, VALUE_SIGNS_IN; as AuthApi.list, the store's codes.
 */
export async function mayFinish(parts: Parts, rotation: RotationIntent): Promise<void> {
  const { workspace } = parts;
  const { accountId, oldTokenId, newTokenId } = rotation;
  mustNotSignIn(parts, oldTokenId);
  if (!(await isAlive(parts, accountId, newTokenId))) throw new AppError('ROTATION_NEW_GONE');
  // It was kept when it was made, and may have been lost or removed since.
  const value = await workspace.stores.get(tokenItem(newTokenId ?? ''), true);
  if (value === null && newTokenId !== null) await noteMissing(workspace, newTokenId);
  if (value === null || claimsOf(value)?.id !== newTokenId)
    throw new AppError('ROTATION_NEW_MISSING');
}

/**
 * Whether the new token of a rotation may go: the old one, which is then in place again, still works, and
 * nobody signs in with the new one.
 *
 * @throws AppError ROTATION_OLD_GONE, VALUE_SIGNS_IN; as AuthApi.list.
 */
export async function mayUndo(
  parts: Parts,
  { accountId, oldTokenId, newTokenId, stage }: RotationIntent,
): Promise<void> {
  mustNotSignIn(parts, newTokenId);
  // IONOS does not take the new one: nothing is lost with it.
  if (stage === 'refused') return;
  if (!(await isAlive(parts, accountId, oldTokenId))) throw new AppError('ROTATION_OLD_GONE');
}

/** A person may have signed in since with either of the two. @throws AppError VALUE_SIGNS_IN. */
function mustNotSignIn({ accounts }: Parts, tokenId: string | null): void {
  if (tokenId !== null && accounts.all.some(({ ownTokenId }) => ownTokenId === tokenId))
    throw new AppError('VALUE_SIGNS_IN');
}

/** Whether the server of an account knows a token, which has not ended by its clock. @throws AppError as AuthApi.list. */
async function isAlive(
  { workspace, lists }: Parts,
  accountId: string,
  tokenId: string | null,
): Promise<boolean> {
  const list = lists.at(accountId);
  const { tokens, serverDate } = await list.read();
  const listed = tokens.find(({ id }) => id === tokenId);
  const now = serverDate ?? workspace.clock.now();
  if (listed?.expiresAt != null && listed.expiresAt <= now) return false;
  if (listed !== undefined) return true;
  // It may be listed late.
  return tokenId !== null && (await list.seat.api().knows(tokenId, workspace.patience.signal));
}
