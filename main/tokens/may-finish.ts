import type { Accounts } from '../accounts/accounts.ts';
import { AppError } from '../app-error.ts';
import type { RotationIntent } from '../vault/journal.ts';
import type { Workspace } from '../workspace.ts';
import type { TokenLists } from './token-lists.ts';

interface Parts {
  readonly workspace: Workspace;
  readonly accounts: Accounts;
  readonly lists: TokenLists;
}

/**
 * Whether the old token of a rotation may go: the server knows the new one, which has not ended, and
 * nobody signs in with the old one.
 *
 * @throws AppError ROTATION_NEW_GONE, VALUE_SIGNS_IN; as AuthApi.list.
 */
export async function mayFinish(
  { workspace, accounts, lists }: Parts,
  { accountId, oldTokenId, newTokenId }: RotationIntent,
): Promise<void> {
  if (accounts.all.some(({ ownTokenId }) => ownTokenId === oldTokenId))
    throw new AppError('VALUE_SIGNS_IN');
  const list = lists.at(accountId);
  const { tokens, serverDate } = await list.read();
  const listed = tokens.find(({ id }) => id === newTokenId);
  const now = serverDate ?? workspace.clock.now();
  const hasEnded = listed?.expiresAt != null && listed.expiresAt <= now;
  const { signal } = workspace.patience;
  // It may be listed late.
  const isKnown =
    listed !== undefined ||
    (newTokenId !== null && (await list.seat.api().knows(newTokenId, signal)));
  if (!isKnown || hasEnded) throw new AppError('ROTATION_NEW_GONE');
}
