import type { RotationOutcome } from '../../preload/contract.ts';
import type { Accounts } from '../accounts/accounts.ts';
import { AppError, toFailure } from '../app-error.ts';
import type { RotationIntent } from '../vault/journal.ts';
import type { Workspace } from '../workspace.ts';
import { checkTtl } from './generate.ts';
import { notKept } from './not-kept.ts';
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
  /** Told of each rotation by its id. */
  readonly onBegun: (rotationId: string) => void;
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
    const late = await workspace.locks.run([tokenId], () => {
      // It may have been deleted, or be part of another rotation, by whoever held it before.
      mustBeFree(parts, tokenId);
      return make(parts, context);
    });
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
  parts.onBegun(rotation.id);
  const release = await acts.acquire(rotation.id);
  settler.hold(intent.id);
  let late: unknown = null;
  try {
    await runSteps('rotate', rotateSteps, context, workspace.observe);
  } catch (error) {
    workspace.log.warn('a rotation was interrupted', { error });
    // Made and kept: what is left can be done later, and is shown until it is.
    if (context.rotation.newTokenId === null)
      throw await notKept(parts, context, rotation.id, error);
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
