import { deleteSteps } from '../../../../main/tokens/delete-steps.ts';
import { names, type Operation } from './operation.ts';
import { deleteSaved, oneSaved } from './starting.ts';

/** Deleting one token. */
export const deleting: readonly Operation[] = [
  {
    name: 'delete',
    way: 'saved and live',
    steps: names(deleteSteps),
    prepare: oneSaved,
    act: deleteSaved,
  },
  {
    name: 'delete',
    way: 'deleted elsewhere',
    steps: names(deleteSteps),
    async prepare(core) {
      await oneSaved(core);
      await core.control.deleteToken(core.index.tokens[0]?.id ?? '');
    },
    act: deleteSaved,
  },
];
