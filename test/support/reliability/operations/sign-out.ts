import { signOutSteps } from '../../../../main/accounts/sign-out-steps.ts';
import { names, type Operation } from './operation.ts';
import { signedIn } from './starting.ts';

/** Signing out. */
export const signingOut: readonly Operation[] = [
  {
    name: 'sign-out',
    way: 'its own token kept',
    steps: names(signOutSteps),
    prepare: signedIn,
    act: ({ app }) => app.signOut({ revoke: false }),
  },
  {
    name: 'sign-out',
    way: 'its own token revoked',
    steps: names(signOutSteps),
    prepare: signedIn,
    act: ({ app }) => app.signOut({ revoke: true }),
  },
];
