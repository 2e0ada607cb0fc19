import type { RotationOutcome } from '../../preload/contract.ts';
import type { Accounts } from '../accounts/accounts.ts';
import { AppError, isAppError, toFailure } from '../app-error.ts';
import { withoutSaved } from '../vault/index-file.ts';
import { endOperation, finished, type RotationIntent } from '../vault/journal.ts';
import { tokenItem } from '../vault/secret-store.ts';
import type { Workspace } from '../workspace.ts';
import { checkTtl } from './generate.ts';
import { lifeOf, rotateContext } from './rotation-context.ts';
import { openRotations, rotateSteps, type RotateContext } from './rotate-steps.ts';
import type { Settler } from './settle.ts';
import { runSteps } from './steps.ts';
import type { TokenLists } from './token-lists.ts';
import type { TokenLocks } from './token-locks.ts';

export interface BeginParts {
  readonly workspace: Workspace;
  readonly accounts: Accounts;
  readonly lists: TokenLists;
  readonly settler: Settler;
  /** One act on a rotation at a time, by its id. */
  readonly acts: TokenLocks;
}

/**
 * Makes a token in place of another.
 *
 * @param ttlSeconds null: as long a life as the old one had.
 * @returns how far it is, and why not further. Errors: TOKEN_NOT_FOUND; ROTATION_OPEN where it is being
 *   rotated already; VALUE_SIGNS_IN for a token that an account signs in with; the store's codes: without
 *   a keychain nothing is made; LIMIT_REACHED; OUTCOME_UNKNOWN, after which listing settles it.
 */
export async function beginRotation(
  parts: BeginParts,
  tokenId: string,
  ttlSeconds: number | null,
): Promise<RotationOutcome> {
  const { workspace, accounts, lists } = parts;
  try {
    mustBeFree(parts, tokenId);
    const accountId = lists.accountOf(tokenId) ?? accounts.require().id;
    const ttl = ttlSeconds ?? lifeOf(workspace, tokenId);
    checkTtl(ttl);
    // In memory alone a new value could be lost while the old one is given up.
    if ((await workspace.stores.look()) === 'absent') throw new AppError('STORE_ABSENT');
    const context = rotateContext(workspace, accounts, { accountId, tokenId, ttlSeconds: ttl });
    const late = await workspace.locks.run([tokenId], () => make(parts, context));
    const error = late === null ? null : toFailure(late);
    return { tokenId, stage: context.rotation.stage, error };
  } catch (error) {
    return { tokenId, stage: null, error: toFailure(error) };
  }
}

/** @throws AppError TOKEN_NOT_FOUND, ROTATION_OPEN, VALUE_SIGNS_IN. */
function mustBeFree({ workspace, accounts }: BeginParts, tokenId: string): void {
  const row = workspace.state.current.list.tokens.find(({ id }) => id === tokenId);
  if (!row?.listed) throw new AppError('TOKEN_NOT_FOUND');
  const isPart = ({ oldTokenId, newTokenId }: RotationIntent): boolean =>
    oldTokenId === tokenId || newTokenId === tokenId;
  if (openRotations(workspace).some(isPart)) throw new AppError('ROTATION_OPEN');
  if (accounts.all.some(({ ownTokenId }) => ownTokenId === tokenId))
    throw new AppError('VALUE_SIGNS_IN');
}

/** @returns what kept it from going on once the new token was made and kept; null: nothing did. */
async function make(parts: BeginParts, context: RotateContext): Promise<unknown> {
  const { workspace, lists, settler, acts } = parts;
  const { intent, rotation } = context;
  const release = await acts.acquire(rotation.id);
  settler.hold(intent.id);
  let late: unknown = null;
  try {
    await runSteps('rotate', rotateSteps, context, workspace.observe);
  } catch (error) {
    workspace.log.warn('a rotation was interrupted', { error });
    // Made and kept: what is left can be done later, and is shown until it is.
    if (context.rotation.newTokenId === null) throw await failed(parts, context, error);
    late = error;
  } finally {
    context.release?.();
    release();
    if (context.rotation.newTokenId !== null) settler.release(intent.id);
  }
  const list = lists.at(rotation.accountId);
  list.outdate();
  void list.refresh();
  return late;
}

/** Nothing that is kept came of it: what it means, and what is remembered of it. */
async function failed(
  { workspace, accounts, settler }: BeginParts,
  context: RotateContext,
  error: unknown,
): Promise<unknown> {
  const { intent, rotation, claims } = context;
  const { journal, log } = workspace;
  const minted = context.value !== undefined;
  const revoked = claims !== undefined && (await revoke(context, claims.id));
  const inDoubt = !revoked && (minted || isAppError(error, 'OUTCOME_UNKNOWN'));
  try {
    // Of one in doubt the journal knows: what it turns out to be is taken up from there.
    if (!inDoubt) {
      await journal.change(finished(intent.id));
      await endOperation(journal, rotation.id);
    }
  } catch (failure) {
    log.warn('the journal could not be written', { error: failure });
  }
  if (inDoubt) settler.watch(context.intent);
  else settler.release(intent.id);
  if (minted) return error;
  if (isAppError(error, 'TWO_FACTOR_OR_REFUSED'))
    await accounts.update({ canMint: 'no' }, intent.accountId);
  if (isAppError(error, 'SIGN_IN_ENDED', 'BAD_CREDENTIALS')) accounts.refuse(intent.accountId);
  return inDoubt ? new AppError('OUTCOME_UNKNOWN', {}, { cause: error }) : error;
}

/** A new token whose value could not be kept serves nobody: the old one lives, so it goes at once. */
async function revoke({ api, workspace }: RotateContext, tokenId: string): Promise<boolean> {
  const { stores, index, log, patience } = workspace;
  try {
    if ((await api.delete(tokenId, patience.signal)) !== 'deleted') return false;
  } catch (error) {
    log.warn('a token that could not be kept could not be revoked', { error });
    return false;
  }
  try {
    if ((await stores.look()) === 'ready') await stores.keychain.delete(tokenItem(tokenId));
    if (index.content.tokens.some(({ id }) => id === tokenId))
      await index.change((content) => withoutSaved(content, tokenId));
  } catch (error) {
    log.warn('what is left of a token could not be removed', { error });
  }
  return true;
}
