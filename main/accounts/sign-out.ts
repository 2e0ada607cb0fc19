import { randomUUID } from 'node:crypto';
import type { TokenLists } from '../tokens/token-lists.ts';
import { runSteps } from '../tokens/steps.ts';
import { endOperation } from '../vault/journal.ts';
import type { Workspace } from '../workspace.ts';
import type { Accounts } from './accounts.ts';
import { mintedTokenOf } from './minted-item.ts';
import { dropOwnTokenNotices } from './own-token.ts';
import { signOutSteps, type SignOutContext } from './sign-out-steps.ts';

/**
 * Signs an account out, by default the current one. Saved values stay. The app's own token is either revoked on the
 * server first, or, since it is live, its value moves into the vault.
 *
 * @throws AppError when revoking or keeping failed, or the keychain does not say that the token is the app's to
 *   revoke (as mintedTokenOf): the account stays signed in.
 */
export async function signOut(
  workspace: Workspace,
  accounts: Accounts,
  lists: TokenLists,
  {
    revoke,
    accountId: asked,
  }: { readonly revoke: boolean; readonly accountId?: string | undefined },
): Promise<void> {
  const { clock, locks, observe, journal, log, state } = workspace;
  const { id: accountId, signIn, ownTokenId } = accounts.require(asked);
  const revoked =
    revoke && signIn === 'minted' ? await revocable(workspace, accounts, accountId) : null;
  const context: SignOutContext = {
    workspace,
    revoke: async (id) => accounts.api(accountId).delete(id, workspace.patience.signal),
    hasEnded: ({ id }) => accounts.hasEnded(id) || (context.intent.revoked && id === revoked),
    // A password in memory is no reason to ask for the keyring's.
    mayPrompt: signIn !== 'password',
    intent: {
      kind: 'sign-out',
      id: randomUUID(),
      startedAt: clock.now(),
      accountId,
      revoke: revoked,
      revoked: false,
    },
    readable: false,
    asked: false,
  };
  try {
    await locks.run([ownTokenId], () => runSteps('sign-out', signOutSteps, context, observe));
  } catch (error) {
    // Whoever is told that they are still signed in must not be signed out at the next start.
    if (!context.intent.revoked)
      await endOperation(journal, context.intent.id).catch((failure: unknown) => {
        log.warn('the journal could not be written', { error: failure });
      });
    throw error;
  } finally {
    if (context.intent.revoked && revoked !== null) accounts.noteEnd(revoked);
  }
  accounts.disconnect(accountId);
  // What is open stays in the journal, for the next sign-in of the same person.
  state.change({ ghosts: [] });
  dropOwnTokenNotices(state, accountId);
  accounts.publish();
  lists.publish();
}

/** What is to be revoked. @throws AppError as mintedTokenOf. */
async function revocable(
  workspace: Workspace,
  accounts: Accounts,
  accountId: string,
): Promise<string | null> {
  // With nothing that signs in any more nothing is sent either.
  if (accounts.isRefused(accountId)) return accounts.require(accountId).ownTokenId;
  return mintedTokenOf(workspace, accounts, accountId);
}
