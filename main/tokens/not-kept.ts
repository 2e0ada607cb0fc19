import type { Accounts } from '../accounts/accounts.ts';
import { AppError, isAppError } from '../app-error.ts';
import { withMissing, withoutSaved } from '../vault/index-file.ts';
import { endOperation, finished, journaled } from '../vault/journal.ts';
import { tokenItem } from '../vault/secret-store.ts';
import type { Workspace } from '../workspace.ts';
import type { GenerateContext } from './generate.ts';
import type { Settler } from './settle.ts';

interface Parts {
  readonly workspace: Workspace;
  readonly accounts: Accounts;
  readonly settler: Settler;
}

/**
 * A token was to take the place of another, and nothing that is kept came of it: what it means, and what
 * is remembered of it. The old one lives, and what is new is revoked where that is possible.
 *
 * @param operationId what the generate was a part of.
 * @returns the error to be told: OUTCOME_UNKNOWN where listing is to settle it.
 */
export async function notKept(
  { workspace, accounts, settler }: Parts,
  context: GenerateContext,
  operationId: string,
  error: unknown,
): Promise<unknown> {
  const { intent, claims } = context;
  const { journal, log } = workspace;
  const minted = context.value !== undefined;
  const revoked = claims !== undefined && (await revoke(workspace, context, claims.id));
  const inDoubt = !revoked && (minted || isAppError(error, 'OUTCOME_UNKNOWN'));
  try {
    // Of one in doubt the journal knows: what it turns out to be is taken up from there.
    if (!inDoubt) {
      await journal.change(finished(intent.id));
      await endOperation(journal, operationId);
    }
  } catch (failure) {
    log.warn('the journal could not be written', { error: failure });
  }
  if (inDoubt) {
    // It may have been cleared already, and is a question again.
    await journal.change(journaled(context.intent)).catch((failure: unknown) => {
      log.warn('the journal could not be written', { error: failure });
    });
    settler.watch(context.intent);
  } else settler.release(intent.id);
  if (minted) return inDoubt ? new AppError('OUTCOME_UNKNOWN', {}, { cause: error }) : error;
  if (isAppError(error, 'TWO_FACTOR_OR_REFUSED'))
    await accounts.update({ canMint: 'no' }, intent.accountId);
  if (isAppError(error, 'SIGN_IN_ENDED', 'BAD_CREDENTIALS')) accounts.refuse(intent.accountId);
  return inDoubt ? new AppError('OUTCOME_UNKNOWN', {}, { cause: error }) : error;
}

/** A new token whose value could not be kept serves nobody: the old one lives, so it goes at once. */
async function revoke(
  { stores, index, log, patience }: Workspace,
  { api }: GenerateContext,
  tokenId: string,
): Promise<boolean> {
  try {
    if ((await api.delete(tokenId, patience.signal)) !== 'deleted') return false;
  } catch (error) {
    log.warn('a token that could not be kept could not be revoked', { error });
    return false;
  }
  try {
    const filed = index.content.tokens.some(({ id }) => id === tokenId);
    // Said before: a crash, or a disk that is full, would leave it called saved.
    if (filed) await index.change((content) => withMissing(content, tokenId));
    if ((await stores.look()) === 'ready') await stores.keychain.delete(tokenItem(tokenId));
    if (filed) await index.change((content) => withoutSaved(content, tokenId));
  } catch (error) {
    log.warn('what is left of a token could not be removed', { error });
  }
  return true;
}
