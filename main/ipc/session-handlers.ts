import { AppError } from '../app-error.ts';
import type { Environment } from '../environment.ts';
import type { Profiles } from '../profiles.ts';
import type { Handlers } from './router.ts';

/** Signing in and out, and the trial. */
export function sessionHandlers(profiles: Profiles, environment: Environment): Handlers['session'] {
  return {
    signInWithPassword: (input) => profiles.current.signInWithPassword(input),
    signInWithToken: (input) => profiles.current.signInWithToken(input),
    signInWithEnvironmentToken: ({ endpoint, contractNumber }) => {
      const { token } = environment;
      if (token === null) throw new AppError('TOKEN_EMPTY');
      // The two belong together: a token must not go to another endpoint than the one set beside it.
      if (environment.endpointIgnored) throw new AppError('ENDPOINT_INVALID');
      return profiles.current.signInWithToken({
        endpoint: environment.endpoint ?? endpoint,
        token,
        contractNumber,
      });
    },
    startTrial: () => profiles.startTrial(),
    leaveTrial: () => profiles.leaveTrial(),
    signOut: (request) => profiles.current.signOut(request),
    replaceOwnToken: ({ accountId }) => profiles.current.replaceOwnToken(accountId),
    forgetCannotMint: ({ accountId }) =>
      profiles.current.accounts.update({ canMint: 'unknown' }, accountId),
    show: async ({ accountId }) => {
      const { accounts, lists } = profiles.current;
      await accounts.show(accountId);
      lists.publish();
    },
    describe: async ({ accountId, label, color }) => {
      const { accounts } = profiles.current;
      accounts.require(accountId);
      await accounts.update(
        {
          ...(label === undefined ? {} : { label: label.trim() }),
          ...(color === undefined ? {} : { color }),
        },
        accountId,
      );
    },
    arrange: async ({ accountIds }) => {
      const { accounts, lists } = profiles.current;
      await accounts.arrange(accountIds);
      lists.publish();
    },
  };
}
