import { endOperation, journaled, openGenerates, type RotationIntent } from '../vault/journal.ts';
import type { Workspace } from '../workspace.ts';
import type { AccountList } from './account-list.ts';
import { moveBack } from './rotate-steps.ts';

/**
 * What becomes of a rotation that an earlier run, or a failure, left: each stage in one way that does no
 * harm a second time. Deletes nothing: what a deletion left is ended by its own entry.
 *
 * @returns it as it stands then; null: it has ended.
 * @throws AppError FILE_NOT_WRITTEN: it is as it was.
 */
export async function resumeRotation(
  workspace: Workspace,
  list: AccountList,
  rotation: RotationIntent,
): Promise<RotationIntent | null> {
  switch (rotation.stage) {
    case 'making':
      return made(workspace, rotation);
    case 'unused':
    case 'refused':
      return rotation;
    case 'open':
      return isGone(list, rotation.oldTokenId) ? ended(workspace, rotation) : rotation;
    case 'finishing':
      if (isGone(list, rotation.oldTokenId)) return ended(workspace, rotation);
      return list.fresh ? changed(workspace, { ...rotation, stage: 'open' }) : rotation;
    case 'undoing':
      await moveBack({ workspace, rotation });
      return rotation.newTokenId !== null && isGone(list, rotation.newTokenId)
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

/** Its own list, read in this run, does not name it. */
const isGone = (list: AccountList, tokenId: string): boolean => list.fresh && !list.listed(tokenId);

async function ended({ journal }: Workspace, { id }: RotationIntent): Promise<null> {
  await endOperation(journal, id);
  return null;
}

async function changed({ journal }: Workspace, rotation: RotationIntent): Promise<RotationIntent> {
  await journal.change(journaled(rotation));
  return rotation;
}
