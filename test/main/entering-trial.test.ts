import { expect, test } from 'vitest';
import { accounts } from '../../main/sandbox/accounts.ts';
import { setupProfiles } from '../support/core/setup-profiles.ts';
import { setupSandbox } from '../support/core/setup-sandbox.ts';
import { operation } from '../support/sandbox-control.ts';
import { ids, request, signedIn } from './trial-setup.ts';

test('the trial is not entered while somebody signs in to the own vault', async () => {
  const core = await setupProfiles();
  const sandbox = await setupSandbox();
  const { email, password } = accounts.empty;
  const held = await sandbox.control.fault({ ...operation.generate, hold: 'after' });
  const endpoint = sandbox.origin;
  const signingIn = core.profiles.current.signInWithPassword({
    endpoint,
    email,
    password,
    contractNumber: null,
  });
  await sandbox.control.waitForLog((log) =>
    log.some(({ path }) => path.startsWith(operation.generate.path)),
  );
  await expect(core.profiles.startTrial()).rejects.toMatchObject({ code: 'BUSY' });
  await sandbox.control.release(held);
  await signingIn;
  expect(core.state.session.account).toMatchObject({ email, trial: false });
});

test.each([0, 1, 2, 3, 5, 8])(
  'a token is generated or the trial entered, not both at once: %i turns apart',
  async (apart) => {
    const core = await signedIn();
    const own = core.profiles.current;
    const entering = core.profiles.startTrial();
    for (let turn = 0; turn < apart; turn += 1) await Promise.resolve();
    const generating = own.generation.generate(request);
    const ends = await Promise.allSettled([entering, generating]);
    const failed = ends.flatMap((end) =>
      end.status === 'rejected' ? [end.reason as unknown] : [],
    );
    expect(failed).toMatchObject([{ code: 'BUSY' }]);
    expect(own.generated.open).toBe(ends[1].status === 'fulfilled');
    expect(core.profiles.current === own).toBe(own.generated.open);
  },
);

test('a list of the own vault that is under way is not shown over the trial’s', async () => {
  const core = await setupProfiles();
  const sandbox = await setupSandbox();
  const { email, password } = accounts.empty;
  const input = { endpoint: sandbox.origin, email, password, contractNumber: null };
  await core.profiles.current.signInWithPassword(input);
  await core.untilListed();
  const own = core.state.session.account?.ownTokenId;
  const held = await sandbox.control.fault({ ...operation.list, hold: 'after' });
  const refreshing = core.profiles.current.lists.refresh();
  await core.profiles.startTrial();
  await core.untilListed();
  await sandbox.control.release(held);
  await refreshing;
  expect(ids(core)).not.toContain(own);
});
