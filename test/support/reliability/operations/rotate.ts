import {
  finishSteps,
  removeOldSteps,
  replacingSteps,
  rotateSteps,
  undoSteps,
} from '../../../../main/tokens/rotate-steps.ts';
import type { Core } from '../../core/setup-core.ts';
import { names, type Operation } from './operation.ts';
import { dieIn, oneSaved, savedIds } from './starting.ts';

/** Rotates what is saved, as the dialog does: what became of it is told, not thrown. */
const rotateSaved = async (core: Core): Promise<void> => {
  await core.app.rotations.begin([savedIds(core)[0] ?? ''], null);
};

/** A rotation that is open, with both its tokens live. */
async function oneRotated(core: Core): Promise<void> {
  await oneSaved(core);
  await rotateSaved(core);
  await core.untilListed();
}

const endRotation =
  (end: 'finish' | 'undo') =>
  ({ app, state }: Core): Promise<void> =>
    app.rotations[end](state.rotations[0]?.id ?? '');

/** A rotation whose new token is made and kept, and was not used. */
const oneUnused = (core: Core): Promise<void> =>
  oneSaved(core).then(() => dieIn(core, 'rotate', 'use-new', rotateSaved));

/** As that, and the app is there again. */
const oneUnusedShown = (core: Core): Promise<void> => oneUnused(core).then(() => core.app.start());

/** Deletes the old token of the one rotation that is shown. */
async function removeOld({ app, state }: Core): Promise<void> {
  await app.rotations.remove(state.rotations[0]?.oldTokenId ?? '');
}

/** A start, and the person goes on with what an earlier run left unused. */
async function startAndGoOn(core: Core): Promise<void> {
  await core.app.start();
  const [rotation] = core.state.rotations;
  if (rotation) await core.app.rotations.goOn(rotation.id);
}

/** Rotating a token, and each end of a rotation. */
export const rotating: readonly Operation[] = [
  {
    name: 'rotate',
    way: 'a saved one',
    steps: names(rotateSteps),
    prepare: oneSaved,
    act: rotateSaved,
  },
  {
    name: 'replace',
    way: 'by the person, after a start',
    steps: names(replacingSteps),
    prepare: oneUnused,
    act: startAndGoOn,
  },
  {
    name: 'finish-rotation',
    way: 'by the person',
    steps: names(finishSteps),
    prepare: oneRotated,
    act: endRotation('finish'),
  },
  {
    name: 'undo-rotation',
    way: 'by the person',
    steps: names(undoSteps),
    prepare: oneRotated,
    act: endRotation('undo'),
  },
  {
    name: 'remove-rotated',
    way: 'the old token, before the new one was used',
    steps: names(removeOldSteps),
    prepare: oneUnusedShown,
    act: removeOld,
  },
];
