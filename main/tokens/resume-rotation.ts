import {
  endOperation,
  journaled,
  openGenerates,
  openOf,
  type RotationIntent,
} from '../vault/journal.ts';
import type { Workspace } from '../workspace.ts';
import type { AccountList } from './account-list.ts';
import { moveBack } from './rotate-steps.ts';

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
  const { oldTokenId, newTokenId } = rotation;
  switch (rotation.stage) {
    case 'making':
      return made(workspace, rotation);
    case 'unused':
    case 'refused':
    case 'open':
      return (await isGone(workspace, list, oldTokenId)) ? ended(workspace, rotation) : rotation;
    case 'finishing':
      if (await isGone(workspace, list, oldTokenId)) return ended(workspace, rotation);
      // Nothing deletes it any more: it is open as before, whoever can be asked.
      return isBeingDeleted(workspace, oldTokenId)
        ? rotation
        : changed(workspace, { ...rotation, stage: 'open' });
    case 'undoing':
      await moveBack({ workspace, rotation });
      return newTokenId !== null && (await isGone(workspace, list, newTokenId))
        ? ended(workspace, rotation)
        : rotation;
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

/** Its own list, read in this run, does not name it, and the server, asked for its id, does not know it. */
async function isGone(
  { patience }: Workspace,
  list: AccountList,
  tokenId: string,
): Promise<boolean> {
  if (!list.fresh || list.listed(tokenId) || list.seat.entry === null) return false;
  return !(await list.seat.api().knows(tokenId, patience.signal));
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
