import { leavingSteps } from '../../../../main/accounts/sign-out-steps.ts';
import { removalSteps } from '../../../../main/tokens/delete-steps.ts';
import { names, type Operation } from './operation.ts';
import { deleteSaved, dieIn, leave, oneSaved, signedIn } from './starting.ts';

/** What a start ends of a deletion and of a sign-out. */
export const resuming: readonly Operation[] = [
  {
    name: 'resume-delete',
    way: 'at a start',
    steps: names(removalSteps),
    prepare: (core) =>
      oneSaved(core).then(() => dieIn(core, 'delete', 'remove-value', deleteSaved)),
    act: ({ app }) => app.start(),
  },
  {
    name: 'resume-sign-out',
    way: 'its own token kept',
    steps: names(leavingSteps),
    prepare: (core) => signedIn(core).then(() => dieIn(core, 'sign-out', 'keep-own', leave(false))),
    act: ({ app }) => app.start(),
  },
  {
    name: 'resume-sign-out',
    way: 'its own token revoked',
    steps: names(leavingSteps),
    prepare: (core) => signedIn(core).then(() => dieIn(core, 'sign-out', 'keep-own', leave(true))),
    act: ({ app }) => app.start(),
  },
];
