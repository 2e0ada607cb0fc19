import { renewSteps, retireSteps, takeOverSteps } from '../../../../main/accounts/renewal-steps.ts';
import type { Core } from '../../core/setup-core.ts';
import { names, type Operation } from './operation.ts';
import { dieIn, signedIn } from './starting.ts';

const renew = ({ app, index }: Core): Promise<void> =>
  app.replaceOwnToken(index.accounts[0]?.id ?? '');

/** A start, after which what renews by itself has ended. */
async function startAndRenew({ app }: Core): Promise<void> {
  await app.start();
  await app.renewals.look();
}

/** Renewing the app's own token. */
export const renewing: readonly Operation[] = [
  {
    name: 'renew',
    way: 'its own token',
    steps: names(renewSteps),
    prepare: signedIn,
    act: renew,
  },
  {
    name: 'take-over',
    way: 'its own token',
    late: true,
    steps: names(takeOverSteps),
    prepare: signedIn,
    act: renew,
  },
  {
    name: 'retire',
    way: 'its own token',
    late: true,
    steps: names(retireSteps),
    prepare: signedIn,
    act: renew,
  },
  {
    name: 'take-over',
    way: 'at a start',
    steps: names(takeOverSteps),
    prepare: (core) => signedIn(core).then(() => dieIn(core, 'take-over', 'use-new', renew)),
    act: startAndRenew,
  },
  {
    name: 'retire',
    way: 'at a start',
    steps: names(retireSteps),
    prepare: (core) => signedIn(core).then(() => dieIn(core, 'retire', 'delete-old', renew)),
    act: startAndRenew,
  },
];
