import { ownTokenSteps } from '../../../../main/accounts/own-token.ts';
import { names, type Operation } from './operation.ts';

/** Signing in by password. */
export const signingIn: readonly Operation[] = [
  {
    name: 'sign-in',
    way: 'by password',
    steps: names(ownTokenSteps),
    prepare: () => Promise.resolve(),
    act: (core) => core.signIn('empty'),
  },
];
