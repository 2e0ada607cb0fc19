import { randomUUID } from 'node:crypto';
import { isAppError } from '../app-error.ts';
import type { Accounts } from '../accounts/accounts.ts';
import { openDeletes } from '../vault/journal.ts';
import type { Workspace } from '../workspace.ts';
import { deleteSteps, orClear, prove, removalSteps, type DeleteContext } from './delete-steps.ts';
import { runSteps } from './steps.ts';
import type { TokenLists } from './token-lists.ts';

/**
 * Deletes a token.
 *
 * @throws AppError as AuthApi.delete; TOKEN_NOT_FOUND when the server does not know it while the
 *   stored value could not be shown to be worthless: it stays.
 */
export async function deleteToken(
  workspace: Workspace,
  accounts: Accounts,
  lists: TokenLists,
  tokenId: string,
): Promise<void> {
  const account = accounts.require();
  const startedAt = workspace.clock.now();
  const context: DeleteContext = {
    workspace,
    accounts,
    lists,
    intent: {
      kind: 'delete',
      id: randomUUID(),
      accountId: account.id,
      tokenId,
      startedAt,
      proven: false,
    },
  };
  try {
    await runSteps('delete', deleteSteps, context, workspace.observe);
  } catch (error) {
    if (!context.intent.proven) {
      if (isAppError(error, 'SIGN_IN_ENDED', 'BAD_CREDENTIALS')) accounts.refuse(account.id);
      if (isAppError(error, 'TOKEN_NOT_FOUND')) lists.publish();
      throw error;
    }
    // The token is dead: its value stays as "saved, gone from the server" until the next start.
    workspace.log.warn('a deleted token is still stored', { error });
  }
  await lists.drop(tokenId);
  accounts.noteEnd(tokenId);
  if (tokenId === account.ownTokenId) accounts.refuse(account.id);
}

/**
 * Ends the deletions of the account shown that an earlier run left open: the value goes if the token
 * is surely gone by now, else it was not deleted. What cannot be told yet stays open. Asks the
 * keychain only when it is unlocked.
 */
export async function resumeDeletes(
  workspace: Workspace,
  accounts: Accounts,
  lists: TokenLists,
): Promise<void> {
  const { journal, stores, log } = workspace;
  for (const intent of openDeletes(journal.content)) {
    if (intent.accountId !== accounts.current?.id || (await stores.look()) !== 'ready') continue;
    const context: DeleteContext = { workspace, accounts, lists, intent };
    try {
      if (!intent.proven) await orClear(context, prove(context));
      await runSteps('resume-delete', removalSteps, context, workspace.observe);
    } catch (error) {
      log.warn('an interrupted deletion could not be ended', { error });
    }
  }
  lists.retell();
}
