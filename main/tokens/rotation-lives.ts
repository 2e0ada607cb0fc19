import { withNotesMoved } from '../vault/index-file.ts';
import type { RotationIntent } from '../vault/journal.ts';
import type { Workspace } from '../workspace.ts';
import type { AccountList } from './account-list.ts';

/** Its own list, read in this run, does not name it, and the server, asked for its id, does not know it. */
export async function isGone(
  { patience }: Workspace,
  list: AccountList,
  tokenId: string,
): Promise<boolean> {
  if (!list.fresh || list.listed(tokenId) || list.seat.entry === null) return false;
  return !(await list.seat.api().knows(tokenId, patience.signal));
}

/** Whether a token has ended by the last list and the clock of its server; where that is not known nothing has. */
export function hasEnded({ clock }: Workspace, { cached }: AccountList, tokenId: string): boolean {
  const expiresAt = cached?.tokens.find(({ id }) => id === tokenId)?.expiresAt ?? null;
  const offset = cached?.clockOffsetMs ?? null;
  return expiresAt !== null && offset !== null && expiresAt <= clock.now() + offset;
}

/** What is said of the old token is said of the new one from now on: that one lives. */
export async function moveToNew(
  { index }: Workspace,
  { oldTokenId, newTokenId }: RotationIntent,
): Promise<void> {
  if (newTokenId !== null)
    await index.change((content) => withNotesMoved(content, oldTokenId, newTokenId));
}

/** What is said of the new token is said of the old one again. */
export async function moveToOld(
  { index }: Workspace,
  { oldTokenId, newTokenId }: RotationIntent,
): Promise<void> {
  if (newTokenId !== null)
    await index.change((content) => withNotesMoved(content, newTokenId, oldTokenId));
}

/**
 * Where one of the two tokens of a rotation that ends is dead, what is said of it is said of the other
 * one; where both live, or nobody can tell, each keeps what is said of it.
 *
 * @throws AppError FILE_NOT_WRITTEN.
 */
export async function moveToLiving(
  workspace: Workspace,
  list: AccountList,
  rotation: RotationIntent,
): Promise<void> {
  const isDead = async (id: string): Promise<boolean> => {
    if (hasEnded(workspace, list, id)) return true;
    // Offline nothing is known to be gone, and a rotation can be left all the same.
    return isGone(workspace, list, id).catch(() => false);
  };
  const { oldTokenId, newTokenId } = rotation;
  if (newTokenId === null) return;
  const [oldDead, newDead] = [await isDead(oldTokenId), await isDead(newTokenId)];
  if (oldDead && !newDead) await moveToNew(workspace, rotation);
  if (newDead && !oldDead) await moveToOld(workspace, rotation);
}
