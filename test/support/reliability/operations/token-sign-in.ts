import { tokenSignInSteps } from '../../../../main/accounts/token-sign-in-steps.ts';
import type { Core } from '../../core/setup-core.ts';
import { names, type Operation } from './operation.ts';
import { oneSaved, savedValue, signedIn } from './starting.ts';

async function signInWithConsoleToken(core: Core): Promise<void> {
  const { value } = await core.control.consoleToken('empty');
  await core.signInWithToken(value);
}

/** Signing in with a token. */
export const signingInWithToken: readonly Operation[] = [
  {
    name: 'token-sign-in',
    way: 'for the first time',
    steps: names(tokenSignInSteps),
    prepare: () => Promise.resolve(),
    act: signInWithConsoleToken,
  },
  {
    name: 'token-sign-in',
    way: 'in place of its own token',
    steps: names(tokenSignInSteps),
    prepare: signedIn,
    act: signInWithConsoleToken,
  },
  {
    name: 'token-sign-in',
    way: 'with what is saved already',
    steps: names(tokenSignInSteps),
    prepare: oneSaved,
    act: (core) => core.signInWithToken(savedValue(core)),
  },
];
