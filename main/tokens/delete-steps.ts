import { AppError, isAppError } from '../app-error.ts';
import type { AuthApi } from '../auth-api/client.ts';
import type { TokenClaims } from '../auth-api/jwt.ts';
import { withMissing, withoutToken } from '../vault/index-file.ts';
import { endOperation, endRequestsOf, journaled, type DeleteIntent } from '../vault/journal.ts';
import { tokenItem } from '../vault/secret-store.ts';
import type { Workspace } from '../workspace.ts';
import { claimsOf, isProvenGone, proveGone } from './proven-gone.ts';
import type { Step } from './steps.ts';
import type { AccountList } from './account-list.ts';

/**
 * The API's own answers that leave a token as it was, and what it is not asked for. A 401 may follow a
 * try that deleted the own token.
 */
const refusals = [
  'TOKEN_OF_ANOTHER_SERVER',
  'TOKEN_NOT_FOUND',
  'TWO_FACTOR_OR_REFUSED',
  'CONTRACT_REQUIRED',
  'CONTRACT_UNKNOWN',
  'REQUEST_REFUSED',
] as const;

/** What a value on screen says of itself, the server that made it, and the account that asked for it. */
export interface InHand {
  readonly claims: TokenClaims;
  readonly origin: string;
  readonly accountId: string;
  /** Of that account, which may be signed out by then. */
  readonly api: AuthApi;
}

/** What the removal of a dead token works on. */
export interface RemovalContext {
  readonly workspace: Workspace;
  readonly intent: DeleteIntent;
  /** A value that is on screen, and so may be stored only in part, or nowhere. */
  readonly inHand: InHand | null;
}

/** What a proof that a token is gone works on. */
export interface ProofContext extends RemovalContext {
  /** Of the account that the token is reached through. */
  readonly list: AccountList;
}

/** What a deletion works on; the steps fill in what they learn. */
export interface DeleteContext extends ProofContext {
  /** Of the account that the deletion began with. */
  readonly api: AuthApi;
  /** What the server said. */
  outcome?: 'deleted' | 'unknown-there';
  /** Whether the token is surely gone. Not written down: a file proves nothing, and is asked again. */
  proven?: true;
}

/** What is left to do once the token is surely gone from the server. */
export const removalSteps: readonly Step<RemovalContext>[] = [
  { name: 'remove-value', run: removeValue },
  {
    name: 'write-index',
    async run({ workspace, intent }) {
      const { index } = workspace;
      const said = index.content.notes.some(({ id }) => id === intent.tokenId);
      if (said || isFiled(workspace, intent.tokenId))
        await index.change((content) => withoutToken(content, intent.tokenId));
    },
  },
  {
    name: 'clear-journal',
    async run({ workspace: { journal }, intent: { id, tokenId } }) {
      await endOperation(journal, id);
      await endRequestsOf(journal, tokenId);
    },
  },
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
      const { api, intent, workspace } = context;
      const deletion = api.delete(intent.tokenId, workspace.patience.signal);
      context.outcome = await orClear(context, deletion);
    },
  },
  {
    name: 'prove-gone',
    async run(context) {
      if (context.outcome === 'unknown-there') await orClear(context, prove(context));
      context.proven = true;
    },
  },
  ...removalSteps,
];

/** @throws AppError TOKEN_NOT_FOUND where the token may live; as AuthApi.list. */
export async function prove(context: ProofContext): Promise<void> {
  const { workspace, list, intent, inHand } = context;
  if (inHand === null) await proveGone(workspace, list, intent);
  else if (!(await isProvenGone(workspace, list, inHand.claims, inHand.origin)))
    throw new AppError('TOKEN_NOT_FOUND');
}

const isFiled = ({ index }: Workspace, id: string): boolean =>
  index.content.tokens.some((token) => token.id === id);

/**
 * Only what is kept here can be left behind. A disk that is full must not keep a token alive: its
 * value would stay as "saved, gone from the server", which loses nothing.
 */
async function writeJournal({ workspace, intent }: RemovalContext): Promise<void> {
  const { journal, log } = workspace;
  if (!isFiled(workspace, intent.tokenId)) return;
  try {
    await journal.change(journaled(intent));
  } catch (error) {
    log.warn('the journal could not be written', { error });
  }
}

/** Where the API itself said no, or was not asked, nothing was deleted, and there is nothing to end; else it may have been. */
export async function orClear<T>(
  { workspace, intent }: RemovalContext,
  work: Promise<T>,
): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (isAppError(error, ...refusals))
      await endOperation(workspace.journal, intent.id).catch((failure: unknown) => {
        workspace.log.warn('the journal could not be written', { error: failure });
      });
    throw error;
  }
}

async function removeValue({ workspace, intent, inHand }: RemovalContext): Promise<void> {
  const { stores } = workspace;
  const item = tokenItem(intent.tokenId);
  const filed = isFiled(workspace, intent.tokenId);
  if (!filed && inHand === null && !stores.session.has(item)) return;
  // What stands under this name may be another token's only copy; of one in hand, what a try to
  // store it left.
  const value = await stores.get(item, filed);
  const claims = value === null ? null : claimsOf(value);
  const ours = claims === null ? inHand !== null : claims.id === intent.tokenId;
  if (value !== null && !ours) throw new AppError('STORE_MISMATCH');
  // Said before: a crash, or a disk that is full, would leave it called saved.
  if (filed) await workspace.index.change((content) => withMissing(content, intent.tokenId));
  await stores.delete(item, filed);
}
