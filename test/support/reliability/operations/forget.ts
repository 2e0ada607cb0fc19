import { forgetSteps } from '../../../../main/tokens/forget-steps.ts';
import { names, type Operation } from './operation.ts';
import { oneSaved, savedIds } from './starting.ts';

/** Removing a value whose token lives. */
export const forgetting: readonly Operation[] = [
  {
    name: 'forget',
    way: 'saved and live',
    steps: names(forgetSteps),
    prepare: oneSaved,
    act: (core) => core.app.values.forget(savedIds(core)[0] ?? ''),
    unwanted: savedIds,
  },
];
