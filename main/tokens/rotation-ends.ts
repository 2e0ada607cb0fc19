import { AppError, isAppError } from '../app-error.ts';
import type { Accounts } from '../accounts/accounts.ts';
import type { ErrorCode, RotationStage } from '../../preload/contract.ts';
import { endOperation, journaled, type RotationIntent } from '../vault/journal.ts';
import type { Workspace } from '../workspace.ts';
import { deleteToken } from './delete-token.ts';
import { mayFinish, mayUndo } from './may-finish.ts';
import {
  finishSteps,
  openRotations,
  removeOldSteps,
  undoSteps,
  type EndContext,
} from './rotate-steps.ts';
import { moveToLiving } from './rotation-lives.ts';
import { runSteps, type Step } from './steps.ts';
import type { TokenLists } from './token-lists.ts';

export interface RotationEndParts {
  readonly workspace: Workspace;
  readonly accounts: Accounts;
  readonly lists: TokenLists;
  /** Runs an act on a rotation, one at a time, and shows what came of it. */
  readonly work: <T>(rotationId: string, act: () => Promise<T>) => Promise<T>;
  /** Whether a new token is being made in place of an old one. */
  readonly making: () => boolean;
}

/** @throws AppError NOTHING_PENDING where there is none, or none that is so far. */
export function requireRotation(
  workspace: Workspace,
  id: string,
  stages?: readonly RotationStage[],
): RotationIntent {
  const rotation = openRotations(workspace).find((one) => one.id === id);
  if (!rotation || (stages && !stages.includes(rotation.stage)))
    throw new AppError('NOTHING_PENDING');
  return rotation;
}

/** The ways in which a rotation ends: one of its two tokens goes, or both stay. */
export class RotationEnds {
  readonly #parts: RotationEndParts;

  constructor(parts: RotationEndParts) {
    this.#parts = parts;
  }

  /** @throws AppError NOTHING_PENDING; as mayFinish, deleteToken: the old token lives, and the rotation is open as before. */
  async finish(rotationId: string): Promise<void> {
    await this.#end('finish-rotation', finishSteps, rotationId, ['open']);
  }

  /** @throws AppError NOTHING_PENDING; as mayUndo, deleteToken: the new token lives, and it can be tried again. */
  async undo(rotationId: string): Promise<void> {
    const stages = ['unused', 'refused', 'open', 'undoing'] as const;
    await this.#end('undo-rotation', undoSteps, rotationId, stages);
  }

  /**
   * Deletes a token that is part of a rotation by ending that: the old one finishes it, the new one takes
   * it back, so that what was said of the token is not lost with it.
   *
   * @returns whether that deleted it; no, where the other one does not work any more, or where the value of
   *   the new one was shown as missing when the person asked: they delete it as any token.
   *   @throws AppError BUSY while the new one is made; as finish and undo.
   */
  async remove(tokenId: string): Promise<boolean> {
    const open = openRotations(this.#parts.workspace);
    const rotation = open.find(
      ({ oldTokenId, newTokenId }) => oldTokenId === tokenId || newTokenId === tokenId,
    );
    if (!rotation) return false;
    if (rotation.newTokenId === tokenId)
      return this.#endOr(rotation.id, () => this.undo(rotation.id), ['ROTATION_OLD_GONE']);
    if (rotation.stage === 'open') {
      // Of what nobody knew yet the dialog said nothing: it is refused once, and says so from then on.
      const wasSaid = this.#isShownMissing(rotation.newTokenId);
      const reasons: ErrorCode[] = wasSaid
        ? ['ROTATION_NEW_GONE', 'ROTATION_NEW_MISSING']
        : ['ROTATION_NEW_GONE'];
      return this.#endOr(rotation.id, () => this.finish(rotation.id), reasons);
    }
    if (rotation.newTokenId !== null) await this.#removeOld(rotation.id);
    // What was said of it is about to be said of the new one.
    else if (this.#parts.making()) throw new AppError('BUSY');
    else return false;
    return true;
  }

  /** Whether the page shows that the value of a token is not here. */
  #isShownMissing(tokenId: string | null): boolean {
    const { tokens } = this.#parts.workspace.state.current.list;
    return tokens.some(({ id, kept }) => id === tokenId && kept === 'no');
  }

  /** @returns whether `end` did it; no, and the rotation is over, where it cannot for one of these reasons. */
  async #endOr(
    rotationId: string,
    end: () => Promise<void>,
    reasons: readonly ErrorCode[],
  ): Promise<boolean> {
    try {
      await end();
      return true;
    } catch (error) {
      if (!isAppError(error, ...reasons)) throw error;
      await this.leave(rotationId);
      return false;
    }
  }

  async #removeOld(rotationId: string): Promise<void> {
    const stages = ['unused', 'refused', 'finishing', 'undoing'] as const;
    await this.#end('remove-rotated', removeOldSteps, rotationId, stages);
  }

  /**
   * Ends a rotation where it stands: both tokens stay as they are. Where one of them is dead, what was said
   * stands with the other one from then on.
   *
   * @throws AppError NOTHING_PENDING; FILE_NOT_WRITTEN.
   */
  async leave(rotationId: string): Promise<void> {
    const { workspace, lists, work } = this.#parts;
    await work(rotationId, async () => {
      const rotation = requireRotation(workspace, rotationId);
      await moveToLiving(workspace, lists.at(rotation.accountId), rotation);
      await endOperation(workspace.journal, rotationId);
    });
    lists.publish();
  }

  async #end(
    name: string,
    steps: readonly Step<EndContext>[],
    rotationId: string,
    stages: readonly RotationStage[],
  ): Promise<void> {
    const { workspace, accounts, lists, work } = this.#parts;
    await work(rotationId, async () => {
      const rotation = requireRotation(workspace, rotationId, stages);
      const { accountId } = rotation;
      accounts.require(accountId);
      const context: EndContext = {
        workspace,
        mayFinish: (one) => mayFinish(this.#parts, one),
        mayUndo: (one) => mayUndo(this.#parts, one),
        remove: (tokenId) => deleteToken(workspace, accounts, lists, tokenId, null, accountId),
        rotation,
      };
      try {
        await runSteps(name, steps, context, workspace.observe);
      } catch (error) {
        // What could not be deleted lives: a rotation that was to be finished is open as before.
        if (context.rotation.stage === 'finishing') await this.#restore(rotation);
        throw error;
      } finally {
        lists.publish();
      }
    });
  }

  /** As it was before something that did not go through; a journal that cannot be written says it at the next start. */
  async #restore(rotation: RotationIntent): Promise<void> {
    const { journal, log } = this.#parts.workspace;
    await journal.change(journaled(rotation)).catch((error: unknown) => {
      log.warn('the journal could not be written', { error });
    });
  }
}
