import { AppError, isAppError } from '../app-error.ts';
import type { Accounts } from '../accounts/accounts.ts';
import { withoutToken } from '../vault/index-file.ts';
import { finished, journaled, type DeleteIntent } from '../vault/journal.ts';
import { tokenItem } from '../vault/secret-store.ts';
import type { Workspace } from '../workspace.ts';
import { claimsOf, proveGone } from './proven-gone.ts';
import type { Step } from './steps.ts';
import type { TokenLists } from './token-lists.ts';

/** What a deletion works on; the steps fill in what they learn. */
export interface DeleteContext {
  readonly workspace: Workspace;
  readonly accounts: Accounts;
  readonly lists: TokenLists;
  intent: DeleteIntent;
  /** What the server said. */
  outcome?: 'deleted' | 'unknown-there';
}

/** What is left to do once the token is surely gone from the server. */
export const removalSteps: readonly Step<DeleteContext>[] = [
  {
    name: 'remove-value',
    run: ({ workspace, intent }) => removeValue(workspace, intent.tokenId),
  },
  {
    name: 'write-index',
    async run({ workspace, intent }) {
      const { index } = workspace;
      const said = index.content.notes.some(({ id }) => id === intent.tokenId);
      if (said || isFiled(workspace, intent.tokenId))
        await index.change((content) => withoutToken(content, intent.tokenId));
    },
  },
  { name: 'clear-journal', run: clearJournal },
];

/**
 * Server first; what is stored goes only on proof that the token is gone, and stays whenever that
 * is in doubt (docs/reliability.md).
 */
export const deleteSteps: readonly Step<DeleteContext>[] = [
  {
    name: 'write-journal',
    run: async (context) => {
      await writeJournal(context);
    },
  },
  {
    name: 'request',
    async run(context) {
      const { accounts, intent } = context;
      context.outcome = await orClear(context, accounts.api().delete(intent.tokenId));
    },
  },
  {
    name: 'prove-gone',
    async run(context) {
      if (context.outcome === 'unknown-there') await orClear(context, prove(context));
    },
  },
  {
    name: 'note-proof',
    async run(context) {
      context.intent = { ...context.intent, proven: true };
      await writeJournal(context);
    },
  },
  ...removalSteps,
];

/** @throws AppError TOKEN_NOT_FOUND; as AuthApi.list. */
export const prove = ({ workspace, accounts, lists, intent }: DeleteContext): Promise<void> =>
  proveGone(workspace, accounts, lists, intent.tokenId);

const isFiled = ({ index }: Workspace, id: string): boolean =>
  index.content.tokens.some((token) => token.id === id);

/**
 * Only what is kept here can be left behind. A disk that is full must not keep a token alive: its
 * value would stay as "saved, gone from the server", which loses nothing.
 */
async function writeJournal({ workspace, intent }: DeleteContext): Promise<void> {
  const { journal, log } = workspace;
  if (!isFiled(workspace, intent.tokenId)) return;
  try {
    await journal.change(journaled(intent));
  } catch (error) {
    log.warn('the journal could not be written', { error });
  }
}

async function clearJournal({ workspace, intent }: DeleteContext): Promise<void> {
  const { journal } = workspace;
  if (journal.content.operations.some(({ id }) => id === intent.id))
    await journal.change(finished(intent.id));
}

/** Nothing was deleted, or nothing that is known: there is nothing to end. Only a lost answer may be. */
export async function orClear<T>(context: DeleteContext, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (!isAppError(error, 'CONNECTION_LOST', 'TIMEOUT', 'OFFLINE', 'SERVER_ERROR', 'RATE_LIMITED'))
      await clearJournal(context).catch((failure: unknown) => {
        context.workspace.log.warn('the journal could not be written', { error: failure });
      });
    throw error;
  }
}

async function removeValue(workspace: Workspace, id: string): Promise<void> {
  const { stores } = workspace;
  const filed = isFiled(workspace, id);
  if (!filed && !stores.session.has(tokenItem(id))) return;
  // What stands under this name may be another token's only copy.
  const value = await stores.get(tokenItem(id));
  if (value !== null && claimsOf(value)?.id !== id) throw new AppError('STORE_MISMATCH');
  await stores.delete(tokenItem(id), filed);
}
