import {
  endOperation,
  journaled,
  openGenerates,
  openOf,
  type RotationIntent,
} from '../vault/journal.ts';
import type { Workspace } from '../workspace.ts';
import type { AccountList } from './account-list.ts';
import { hasEnded, isGone, moveToLiving, moveToNew, moveToOld } from './rotation-lives.ts';

/**
 * What becomes of a rotation that an earlier run, or a failure, left: each stage in one way that does no
 * harm a second time. Deletes nothing: what a deletion left is ended by its own entry.
 *
 * @returns it as it stands then; null: it has ended.
 * @throws AppError FILE_NOT_WRITTEN, as AuthApi.knows: it is as it was.
 */
export async function resumeRotation(
  workspace: Workspace,
  list: AccountList,
  rotation: RotationIntent,
): Promise<RotationIntent | null> {
  const { oldTokenId } = rotation;
  switch (rotation.stage) {
    case 'making':
      return made(workspace, rotation);
    case 'unused':
    case 'refused':
    case 'open':
      return (await isGone(workspace, list, oldTokenId))
        ? replaced(workspace, list, rotation)
        : rotation;
    case 'finishing':
      if (await isGone(workspace, list, oldTokenId)) return ended(workspace, rotation);
      // Nothing deletes it any more: it is open as before, whoever can be asked.
      return isBeingDeleted(workspace, oldTokenId)
        ? rotation
        : changed(workspace, { ...rotation, stage: 'open' });
    case 'undoing':
      return undoing(workspace, list, rotation);
  }
}

/** Whether its new token was made and kept, by what its generate left. */
async function made(
  workspace: Workspace,
  rotation: RotationIntent,
): Promise<RotationIntent | null> {
  const { index, journal } = workspace;
  const { generateId } = rotation;
  const filed = index.content.tokens.find(({ madeBy }) => madeBy === generateId);
  if (filed) return changed(workspace, { ...rotation, stage: 'unused', newTokenId: filed.id });
  // It is still being settled by listing.
  if (openGenerates(journal.content).some(({ id }) => id === generateId)) return rotation;
  return ended(workspace, rotation);
}

/** The old token is gone by other means: what is said of it belongs to the one that is left. */
async function replaced(
  workspace: Workspace,
  list: AccountList,
  rotation: RotationIntent,
): Promise<RotationIntent | null> {
  await moveToLiving(workspace, list, rotation);
  return ended(workspace, rotation);
}

/**
 * The new token could not be deleted, or nobody knows yet whether it was. What was said goes back once:
 * a person may say something of either since. Where the old one has died meanwhile nothing is left to go
 * back to, and the new one stays in its place.
 */
async function undoing(
  workspace: Workspace,
  list: AccountList,
  rotation: RotationIntent,
): Promise<RotationIntent | null> {
  const { oldTokenId, newTokenId, movedBack, ...rest } = rotation;
  if (newTokenId === null) return rotation;
  const isDone = await isGone(workspace, list, newTokenId);
  // That it is being deleted is ended first: till then nobody knows which of the two is left.
  if (!isDone && !isBeingDeleted(workspace, newTokenId)) {
    if (await isGone(workspace, list, oldTokenId)) return replaced(workspace, list, rotation);
    if (hasEnded(workspace, list, oldTokenId) && !hasEnded(workspace, list, newTokenId)) {
      await moveToNew(workspace, rotation);
      return changed(workspace, { ...rest, oldTokenId, newTokenId, stage: 'open' });
    }
  }
  if (movedBack !== true) await moveToOld(workspace, rotation);
  if (isDone) return ended(workspace, rotation);
  return movedBack === true ? rotation : changed(workspace, { ...rotation, movedBack: true });
}

const isBeingDeleted = ({ journal }: Workspace, id: string): boolean =>
  openOf(journal.content, 'delete').some(({ tokenId }) => tokenId === id);

async function ended({ journal }: Workspace, { id }: RotationIntent): Promise<null> {
  await endOperation(journal, id);
  return null;
}

async function changed({ journal }: Workspace, rotation: RotationIntent): Promise<RotationIntent> {
  await journal.change(journaled(rotation));
  return rotation;
}
