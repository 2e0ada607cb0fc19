import { isAppError } from '../app-error.ts';
import type { AuthApi } from '../auth-api/client.ts';
import { withoutAccount } from '../vault/index-accounts.ts';
import { endOperation, journaled, type SignOutIntent } from '../vault/journal.ts';
import { signInItem } from '../vault/secret-store.ts';
import { runSteps, type Step } from '../tokens/steps.ts';
import { wholeItem } from '../tokens/whole-item.ts';
import type { Workspace } from '../workspace.ts';
import { keepOwnToken, type IsDead } from './earlier-token.ts';

/** What leaving works on. */
export interface LeavingContext {
  readonly workspace: Workspace;
  /** Whether the server confirmed the end of the own token. */
  readonly hasEnded: IsDead;
  /** Whether the keychain may be asked although it is locked: a person waits for it. */
  readonly mayPrompt: boolean;
  intent: SignOutIntent;
  /** Whether the keychain could be read: what could not is not ours to delete, and is left behind. */
  readable: boolean;
  /** Whether the keychain was asked: an item of an earlier sign-in may lie there beside one in memory. */
  asked: boolean;
}

/** What a sign-out works on. */
export interface SignOutContext extends LeavingContext {
  /** Deletes the app's own token on the server. */
  readonly revoke: AuthApi['delete'];
}

/** What is left to do once nothing is to be revoked any more. */
export const leavingSteps: readonly Step<LeavingContext>[] = [
  {
    name: 'keep-own',
    async run(context) {
      const { workspace, intent, hasEnded, mayPrompt } = context;
      const { stores } = workspace;
      // Whatever the index says of this account, an item of an earlier sign-in may stand there.
      const state = await stores.look();
      const item = signInItem(intent.accountId);
      context.asked = state === 'ready' || (mayPrompt && state !== 'absent');
      context.readable =
        (context.asked || stores.session.has(item)) &&
        (await keepOwnToken(workspace, intent.accountId, hasEnded, context.asked)) &&
        !(context.asked && (await isElsewhere(workspace, intent.accountId)));
    },
  },
  {
    name: 'remove-item',
    async run({ workspace, intent, readable }) {
      if (readable) await workspace.stores.delete(signInItem(intent.accountId));
    },
  },
  {
    name: 'write-index',
    async run({ workspace, intent, readable, asked }) {
      const { accountId } = intent;
      await workspace.index.change((content) => ({
        ...withoutAccount(content, accountId),
        leftBehind:
          readable && asked
            ? content.leftBehind
            : [...content.leftBehind.filter((id) => id !== accountId), accountId],
      }));
    },
  },
  {
    name: 'clear-journal',
    run: ({ workspace, intent }) => endOperation(workspace.journal, intent.id),
  },
];

/** Signs an account out; its own token is revoked first, or moves into the vault. */
export const signOutSteps: readonly Step<SignOutContext>[] = [
  {
    name: 'write-journal',
    async run({ workspace, intent }) {
      await workspace.journal.change(journaled(intent));
    },
  },
  {
    name: 'revoke',
    async run(context) {
      const { revoke, intent } = context;
      if (intent.revoke === null) return;
      try {
        const revoked = (await revoke(intent.revoke)) === 'deleted';
        context.intent = { ...intent, revoked };
      } catch (error) {
        // A token that no longer authorises is already dead.
        if (!isAppError(error, 'SIGN_IN_ENDED')) throw error;
      }
    },
  },
  {
    name: 'note-revoked',
    async run({ workspace, intent }) {
      // Not worth failing for: the value is then kept, though it is worth nothing.
      if (intent.revoked)
        await workspace.journal.change(journaled(intent)).catch((error: unknown) => {
          workspace.log.warn('the journal could not be written', { error });
        });
    },
  },
  ...leavingSteps,
];

/**
 * Ends a sign-out that was interrupted. Where the own token was to be revoked and it is not known
 * that it was, nobody signed out: the account stays, and the server's next answer says what is so.
 * Raises no prompt.
 *
 * @throws AppError the store's codes, FILE_NOT_WRITTEN: it stays open.
 */
export async function finishSignOut(workspace: Workspace, intent: SignOutIntent): Promise<void> {
  if (intent.revoke !== null && !intent.revoked) {
    await endOperation(workspace.journal, intent.id);
    return;
  }
  const context: LeavingContext = {
    workspace,
    // The journal may have been edited: what it calls revoked is kept all the same.
    hasEnded: () => false,
    mayPrompt: false,
    intent,
    readable: false,
    asked: false,
  };
  await runSteps('resume-sign-out', leavingSteps, context, workspace.observe);
}

/** Whether what signs in may lie in another keyring than the one that is open just now. */
async function isElsewhere({ index, stores }: Workspace, accountId: string): Promise<boolean> {
  const item = signInItem(accountId);
  const account = index.content.accounts.find(({ id }) => id === accountId);
  if (account?.signIn === 'password' || stores.session.has(item)) return false;
  return (
    !(await stores.keychain.wouldHold(item)) &&
    (await wholeItem(stores.keychain, item, '')) === null
  );
}
