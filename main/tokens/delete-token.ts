import { randomUUID } from 'node:crypto';
import { AppError, isAppError } from '../app-error.ts';
import type { Accounts } from '../accounts/accounts.ts';
import type { DeleteIntent } from '../vault/journal.ts';
import type { Workspace } from '../workspace.ts';
import {
  deleteSteps,
  orClear,
  removalSteps,
  type DeleteContext,
  type InHand,
  type ProofContext,
} from './delete-steps.ts';
import { mustBeFiledUnder } from './filed-server.ts';
import { proveGone } from './proven-gone.ts';
import { runSteps } from './steps.ts';
import type { AccountList } from './account-list.ts';
import type { TokenLists } from './token-lists.ts';

/**
 * Deletes a token.
 *
 * @param inHand its value, where that is on screen and may be kept nowhere.
 * @param of the account through which it is reached; null: by what is known.
 * @throws AppError TOKEN_OF_ANOTHER_SERVER, nothing being sent; as AuthApi.delete; TOKEN_NOT_FOUND
 *   when the server does not know it while the stored value could not be shown to be worthless: it stays.
 */
export async function deleteToken(
  workspace: Workspace,
  accounts: Accounts,
  lists: TokenLists,
  tokenId: string,
  inHand: InHand | null = null,
  of: string | null = null,
): Promise<void> {
  const accountId = inHand?.accountId ?? of ?? lists.accountOf(tokenId) ?? accounts.require().id;
  const list = lists.at(accountId);
  const { seat } = list;
  const isLeft = inHand !== null && seat.entry === null;
  const origin = isLeft ? inHand.origin : seat.connection().origin;
  const context: DeleteContext = {
    workspace,
    list,
    inHand,
    api: isLeft ? inHand.api : seat.api(),
    intent: {
      kind: 'delete',
      id: randomUUID(),
      startedAt: workspace.clock.now(),
      accountId,
      tokenId,
    },
  };
  const { locks, observe, log } = workspace;
  try {
    await locks.run([tokenId], () => {
      // Not before: what holds the token may be filing it just now.
      if (isLeft || !lists.namesAlone(list, tokenId)) mustBeFiledUnder(workspace, origin, tokenId);
      return runSteps('delete', deleteSteps, context, observe).then(() => list.drop(tokenId));
    });
  } catch (error) {
    if (!context.proven) {
      if (isAppError(error, 'SIGN_IN_ENDED', 'BAD_CREDENTIALS')) accounts.refuse(accountId);
      if (isAppError(error, 'TOKEN_NOT_FOUND')) lists.publish();
      throw error;
    }
    // The token is dead: its value stays until the next start.
    log.warn('a deleted token is still stored', { error });
    await list.drop(tokenId);
  }
  accounts.noteEnd(tokenId);
  for (const account of accounts.all)
    if (account.ownTokenId === tokenId) accounts.refuse(account.id);
}

/**
 * That the server does not know it, by its own word, and that its list lacks it.
 *
 * @throws AppError TOKEN_OF_ANOTHER_SERVER; as `proveGone`.
 */
async function proveUnknown(context: ProofContext): Promise<void> {
  const { workspace, list, intent } = context;
  mustBeFiledUnder(workspace, list.seat.connection().origin, intent.tokenId);
  if (await list.seat.api().knows(intent.tokenId, workspace.patience.signal))
    throw new AppError('TOKEN_NOT_FOUND');
  // Of one that is too new for a list to prove anything a later start asks.
  await proveGone(workspace, list, intent, 'BUSY');
}

/**
 * Ends a deletion of an account that an earlier run left open: the value goes if the token
 * is surely gone by now, by the server's word and not by the journal's, else it was not deleted. The
 * list can be read and the keychain is open.
 *
 * @throws AppError as AuthApi.list, the store's codes, FILE_NOT_WRITTEN, BUSY: it stays open.
 */
export async function finishDelete(
  workspace: Workspace,
  list: AccountList,
  intent: DeleteIntent,
): Promise<void> {
  const context: ProofContext = { workspace, list, intent, inHand: null };
  await orClear(context, proveUnknown(context));
  await runSteps('resume-delete', removalSteps, context, workspace.observe);
}
