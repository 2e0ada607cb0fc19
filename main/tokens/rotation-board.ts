import type { Rotation } from '../../preload/contract.ts';
import { noteOf } from '../vault/index-file.ts';
import type { Workspace } from '../workspace.ts';
import { openRotations } from './rotate-steps.ts';

/**
 * Tells the views which rotations are open.
 *
 * @param isOverdue whether the moment of one passed unannounced.
 */
export function showRotations(
  workspace: Workspace,
  isOverdue: (rotationId: string) => boolean,
): void {
  const { index, state } = workspace;
  const rotations = openRotations(workspace).map((rotation): Rotation => {
    const { id, accountId, oldTokenId, newTokenId, startedAt, stage, finishAt } = rotation;
    // Where what was said stands now.
    const [old, made] = [oldTokenId, newTokenId ?? oldTokenId].map((of) =>
      noteOf(index.content, of),
    );
    return {
      ...{ id, accountId, oldTokenId, newTokenId, startedAt, stage, finishAt },
      label: made?.label || (old?.label ?? ''),
      usedIn: made?.usedIn || (old?.usedIn ?? ''),
      overdue: isOverdue(id),
      drift: rotation.drift ?? null,
    };
  });
  if (JSON.stringify(rotations) !== JSON.stringify(state.current.rotations))
    state.change({ rotations });
}
