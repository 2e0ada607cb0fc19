import { randomUUID } from 'node:crypto';
import { AppError } from '../app-error.ts';
import { deleteToken } from '../tokens/delete-token.ts';
import { fileSaved } from '../tokens/kept-value.ts';
import { notKept } from '../tokens/not-kept.ts';
import type { Settler } from '../tokens/settle.ts';
import { runSteps } from '../tokens/steps.ts';
import type { TokenLists } from '../tokens/token-lists.ts';
import { endOperation, newIntent, type RenewalIntent } from '../vault/journal.ts';
import { signInItem, tokenItem } from '../vault/secret-store.ts';
import type { Workspace } from '../workspace.ts';
import type { Accounts } from './accounts.ts';
import { signInItemOf } from './earlier-token.ts';
import { ownItem } from './minted-item.ts';
import { ownTokenTtlSeconds } from './own-token.ts';
import {
  renewSteps,
  retireSteps,
  takeOverSteps,
  type RenewContext,
  type TakeOverContext,
} from './renewal-steps.ts';

export interface RenewalParts {
  readonly workspace: Workspace;
  readonly accounts: Accounts;
  readonly lists: TokenLists;
  readonly settler: Settler;
}

/**
 * Makes a token in place of the one that an account signs in with, and retires that. Nothing else mints,
 * signs in or out meanwhile.
 *
 * @throws AppError as the steps: until the new one signs in the old one does, and afterwards what is left
 *   to do is in the journal; OUTCOME_UNKNOWN, after which listing settles it.
 */
export async function renewOwnToken(parts: RenewalParts, accountId: string): Promise<void> {
  const { workspace, accounts, lists, settler } = parts;
  const { ownTokenId } = accounts.require(accountId);
  if (ownTokenId === null) throw new AppError('INVALID_REQUEST');
  const context = renewContext(parts, accountId, ownTokenId);
  const { intent, renewal } = context;
  settler.hold(intent.id);
  try {
    await runSteps('renew', renewSteps, context, workspace.observe);
  } catch (error) {
    // Made and filed, only that could not be written down: it is found by what made it.
    const filed = workspace.index.content.tokens.some(({ madeBy }) => madeBy === intent.id);
    if (!filed) throw await notKept(parts, context, renewal.id, error);
    settler.release(intent.id);
    throw error;
  } finally {
    context.release?.();
    lists.at(accountId).outdate();
  }
  settler.release(intent.id);
  await takeOver(parts, context.renewal);
}

/**
 * Puts the new token, which is made and kept, in place of the old one, and retires that.
 *
 * @throws AppError as renewOwnToken.
 */
export async function takeOver(parts: RenewalParts, renewal: RenewalIntent): Promise<void> {
  const { workspace, accounts, lists } = parts;
  const item = await ownItem(workspace, renewal.accountId);
  const before = accounts.connection(renewal.accountId);
  const context: TakeOverContext = { workspace, accounts, before, item, renewal };
  const { oldTokenId, newTokenId } = renewal;
  try {
    await workspace.locks.run([oldTokenId, newTokenId], () =>
      runSteps('take-over', takeOverSteps, context, workspace.observe),
    );
  } catch (error) {
    if (context.refused) await giveUp(parts, renewal);
    else if (context.renewal.stage === 'unused') await putBack(workspace, context);
    throw error;
  } finally {
    lists.publish();
  }
  await retire(parts, context.renewal);
}

/**
 * The new token signs in: the old one goes.
 *
 * @throws AppError as deleteToken, the store's codes, FILE_NOT_WRITTEN: it can be tried again.
 */
export async function retire(parts: RenewalParts, renewal: RenewalIntent): Promise<void> {
  const { workspace, accounts, lists } = parts;
  const context = {
    workspace,
    renewal,
    remove: (tokenId: string) => deleteToken(workspace, accounts, lists, tokenId),
  };
  try {
    await runSteps('retire', retireSteps, context, workspace.observe);
  } finally {
    lists.publish();
  }
  void lists.at(renewal.accountId).refresh();
}

/** The server does not take the new token: the old one stays, and the new one serves nobody. */
async function giveUp(parts: RenewalParts, { id, newTokenId }: RenewalIntent): Promise<void> {
  const { workspace, accounts, lists } = parts;
  try {
    if (newTokenId !== null) await deleteToken(workspace, accounts, lists, newTokenId);
    await endOperation(workspace.journal, id);
  } catch (error) {
    // It is filed as saved, and tried again.
    workspace.log.warn('a token that was refused could not be revoked', { error });
  }
}

/** What signed in before is written once more where what was to take its place cannot be read. */
async function putBack(
  workspace: Workspace,
  { item, renewal: { accountId } }: TakeOverContext,
): Promise<void> {
  const { stores, log } = workspace;
  try {
    if ((await stores.look()) !== 'ready') return;
    // What is whole is either of them, and signs in.
    if ((await signInItemOf(workspace, accountId)) !== 'unreadable') return;
    await stores.keychain.set(signInItem(accountId), item.text);
  } catch (error) {
    log.warn('what signs in could not be put back', { error });
  }
}

function renewContext(
  { workspace, accounts }: RenewalParts,
  accountId: string,
  oldTokenId: string,
): RenewContext {
  const { clock, journal, locks, patience, stores } = workspace;
  const account = accounts.require(accountId);
  const { origin, contractNumber } = accounts.connection(accountId);
  const intent = newIntent({
    purpose: 'sign-in',
    accountId,
    email: account.email,
    userId: account.userId,
    origin,
    contractNumber: contractNumber ?? account.contractNumber,
    ttlSeconds: ownTokenTtlSeconds,
    ...({ label: '', note: '', usedIn: '', color: 'none' } as const),
    startedAt: clock.now(),
  });
  const { id } = intent;
  return {
    workspace,
    api: accounts.api(accountId),
    ...{ clock, journal, locks, signal: patience.signal },
    store: stores.keychain,
    item: (claims) => tokenItem(claims.id),
    itemText: (value) => value,
    writeIndex: (claims) => fileSaved(workspace, stores.keychain, claims, { origin, madeBy: id }),
    intent,
    renewal: {
      kind: 'renewal',
      id: randomUUID(),
      startedAt: clock.now(),
      accountId,
      oldTokenId,
      generateId: id,
      newTokenId: null,
      stage: 'making',
    },
  };
}
