import { AppError, isAppError } from '../app-error.ts';
import type { AuthApi } from '../auth-api/client.ts';
import { noteOf, withNote } from '../vault/index-file.ts';
import { endOperation, journaled, openOf, type RotationIntent } from '../vault/journal.ts';
import { tokenItem } from '../vault/secret-store.ts';
import type { Workspace } from '../workspace.ts';
import { generateSteps, type GenerateContext } from './generate.ts';
import { claimsOf } from './proven-gone.ts';
import { driftKind, driftOfRotation } from './drift.ts';
import { moveToNew, moveToOld } from './rotation-lives.ts';
import type { Step } from './steps.ts';

/** What a rotation works on once its new token is made; the steps fill in what they learn. */
export interface ReplacingContext {
  readonly workspace: Workspace;
  /**
   * Makes a client that the new value authorises, where it is of the account's own server, user and
   * contract. @throws AppError STORE_MISMATCH, CONTRACT_MISMATCH: nothing is sent.
   */
  readonly connect: (value: string) => AuthApi;
  rotation: RotationIntent;
}

/** What a rotation works on from its begin. */
export interface RotateContext extends GenerateContext, ReplacingContext {}

/** What ending a rotation works on. */
export interface EndContext {
  readonly workspace: Workspace;
  /**
   * Whether the old token may go: the new one works, and nobody signs in with the old one.
   *
   * @throws AppError as mayFinish.
   */
  readonly mayFinish: (rotation: RotationIntent) => Promise<void>;
  /** Whether the new token may go: the old one still works, and nobody signs in with the new one. @throws AppError as mayUndo. */
  readonly mayUndo: (rotation: RotationIntent) => Promise<void>;
  /** Deletes a token by the usual steps, through the rotation's own account. */
  readonly remove: (tokenId: string) => Promise<void>;
  rotation: RotationIntent;
}

/** Writes down how far it is. @throws AppError FILE_NOT_WRITTEN: it is as it was. */
async function note(
  context: Pick<ReplacingContext, 'workspace' | 'rotation'>,
  change: Partial<RotationIntent>,
): Promise<void> {
  const next = { ...context.rotation, ...change };
  await context.workspace.journal.change(journaled(next));
  context.rotation = next;
}

function newIdOf({ rotation }: Pick<ReplacingContext, 'rotation'>): string {
  if (rotation.newTokenId === null) throw new AppError('INTERNAL');
  return rotation.newTokenId;
}

/** Both values are at hand: what the new one may do is said from then on. Without the old one it is not known. */
async function compare(context: ReplacingContext): Promise<void> {
  const { workspace } = context;
  try {
    // Nobody is asked to open a keychain for it.
    if ((await workspace.stores.look()) !== 'ready') return;
    const drift = await driftOfRotation(workspace, context.rotation);
    // It is written down with the stage.
    if (drift) context.rotation = { ...context.rotation, drift: driftKind(drift) };
  } catch (error) {
    workspace.log.warn('two values could not be compared', { error });
  }
}

/** What is left to do once the new value is stored and filed. */
export const replacingSteps: readonly Step<ReplacingContext>[] = [
  {
    name: 'use-new',
    async run(context) {
      const id = newIdOf(context);
      const value = await context.workspace.stores.get(tokenItem(id), true);
      if (value === null) throw new AppError('VALUE_MISSING');
      // What the index names is not trusted: the value must say the same.
      if (claimsOf(value)?.id !== id) throw new AppError('STORE_MISMATCH');
      const api = context.connect(value);
      try {
        await api.list(context.workspace.patience.signal);
      } catch (error) {
        // It was asked, and is no way in: nothing is moved to it.
        if (isAppError(error, 'SIGN_IN_ENDED', 'TWO_FACTOR_OR_REFUSED'))
          await note(context, { stage: 'refused' });
        throw error;
      }
      await compare(context);
    },
  },
  {
    name: 'move-notes',
    run: ({ workspace, rotation }) => moveToNew(workspace, rotation),
  },
  { name: 'write-open', run: (context) => note(context, { stage: 'open' }) },
];

/** A new token by the protocol of generate, used once before anything else changes. */
export const rotateSteps: readonly Step<RotateContext>[] = [
  { name: 'write-rotation', run: (context) => note(context, {}) },
  ...generateSteps,
  {
    name: 'write-made',
    run: (context) => note(context, { stage: 'unused', newTokenId: context.claims?.id ?? null }),
  },
  ...replacingSteps,
];

const clear: Step<EndContext> = {
  name: 'clear-rotation',
  run: ({ workspace, rotation }) => endOperation(workspace.journal, rotation.id),
};

/** "Finish rotation": the old token goes, by the steps of a deletion. */
export const finishSteps: readonly Step<EndContext>[] = [
  { name: 'check-new', run: ({ mayFinish, rotation }) => mayFinish(rotation) },
  {
    name: 'write-finishing',
    run: (context) => note(context, { stage: 'finishing', finishAt: null }),
  },
  { name: 'delete-old', run: ({ remove, rotation }) => remove(rotation.oldTokenId) },
  clear,
];

/** "Undo": what was said goes back to the old token, and the new one is deleted. */
export const undoSteps: readonly Step<EndContext>[] = [
  { name: 'check-old', run: ({ mayUndo, rotation }) => mayUndo(rotation) },
  {
    name: 'write-undoing',
    run: (context) => note(context, { stage: 'undoing', finishAt: null, movedBack: false }),
  },
  {
    name: 'move-notes-back',
    async run(context) {
      await moveToOld(context.workspace, context.rotation);
      await note(context, { movedBack: true });
    },
  },
  { name: 'delete-new', run: ({ remove, rotation }) => remove(rotation.newTokenId ?? '') },
  clear,
];

/**
 * The old token is deleted before the new one was used: what was said of it is not to go with it. Where
 * it could not be deleted all is as it was.
 */
export const removeOldSteps: readonly Step<EndContext>[] = [
  {
    name: 'move-and-delete-old',
    async run({ workspace, remove, rotation }) {
      const { oldTokenId, newTokenId } = rotation;
      const { index, log } = workspace;
      const to = newTokenId ?? '';
      const before = [oldTokenId, to].map((id) => noteOf(index.content, id));
      await moveToNew(workspace, rotation);
      try {
        await remove(oldTokenId);
      } catch (error) {
        await index
          .change((content) =>
            before.reduce((next, { id, ...said }) => withNote(next, id, said), content),
          )
          .catch((cause: unknown) => {
            log.warn('what was said of a token stays with the one in place of it', {
              error: cause,
            });
          });
        throw error;
      }
    },
  },
  clear,
];

/** The rotations that are open. */
export const openRotations = ({ journal }: Pick<Workspace, 'journal'>): readonly RotationIntent[] =>
  openOf(journal.content, 'rotation');
