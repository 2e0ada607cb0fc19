import { describe, expect, test } from 'vitest';
import { signInWithPassword } from '../../main/accounts/sign-in.ts';
import { accounts } from '../../main/sandbox/accounts.ts';
import { setupProfiles } from '../support/core/setup-profiles.ts';
import { setupSandbox } from '../support/core/setup-sandbox.ts';
import { operation } from '../support/sandbox-control.ts';
import { generate, ids, request, signedIn } from './trial-setup.ts';

describe("the person's own vault", () => {
  test('is as it was when the trial is left', async () => {
    const core = await signedIn();
    const id = await generate(core);
    const before = core.state.session.account;
    await core.profiles.startTrial();
    await core.untilListed();
    expect(ids(core)).not.toContain(id);
    await core.profiles.leaveTrial();
    expect(core.state.session.account).toEqual(before);
    expect(core.state.list).toMatchObject({ status: 'ready', stale: false });
    expect(core.state.list.tokens).toContainEqual(expect.objectContaining({ id, state: 'saved' }));
  });

  test('keeps through a trial what it holds in memory only', async () => {
    const core = await setupProfiles();
    core.keytar.mode = 'no-bus';
    const { origin } = await setupSandbox();
    const { email, password } = accounts.empty;
    const input = { endpoint: origin, email, password, contractNumber: null };
    await signInWithPassword(core.profiles.current, input);
    const id = await generate(core);
    await core.profiles.startTrial();
    await core.profiles.leaveTrial();
    expect(core.state.session.account).toMatchObject({ email, authorised: true });
    expect(core.state.list.tokens).toContainEqual(expect.objectContaining({ id, state: 'saved' }));
    expect(core.profiles.current.atRisk.session).toHaveLength(1);
  });

  test('does not give way to a trial while a value is shown', async () => {
    const core = await signedIn();
    const { value } = await core.profiles.current.generation.generate(request);
    await expect(core.profiles.startTrial()).rejects.toMatchObject({ code: 'BUSY' });
    expect(core.profiles.current.generated.reveal().value).toBe(value);
    expect(core.state.generated).not.toBeNull();
  });

  test('is shown again, and read, where a trial could not begin', async () => {
    const core = await signedIn();
    core.files.failWrites = (path) => path.includes('trial');
    await expect(core.profiles.startTrial()).rejects.toMatchObject({ code: 'FILE_NOT_WRITTEN' });
    expect(core.state.session.account).toMatchObject({ trial: false, authorised: true });
    expect(core.state.list).toMatchObject({ status: 'ready', stale: false });
  });

  test('has no trial to leave', async () => {
    const core = await signedIn();
    const before = core.profiles.current;
    await core.profiles.leaveTrial();
    expect(core.profiles.current).toBe(before);
  });
});

test('that its sign-in is refused is not told over the trial, and is once that is left', async () => {
  const core = await setupProfiles();
  const sandbox = await setupSandbox();
  const { email, password } = accounts.empty;
  const input = { endpoint: sandbox.origin, email, password, contractNumber: null };
  await signInWithPassword(core.profiles.current, input);
  await core.untilListed();
  const { lists } = core.profiles.current;
  await sandbox.control.clearLog();
  const answer = { kind: 'status', status: 401 } as const;
  const held = await sandbox.control.fault({ ...operation.list, hold: 'after', answer });
  const refreshed = lists.refresh();
  await sandbox.control.waitForLog((log) => log.length === 1);
  await core.profiles.startTrial();
  await core.untilListed();
  const { session } = core.state;
  await sandbox.control.release(held);
  await refreshed;
  expect(core.state.session).toEqual(session);
  await core.profiles.leaveTrial();
  expect(core.state.session.account).toMatchObject({ email, ended: 'refused' });
});

test('quitting from the trial counts what the own vault keeps in memory only', async () => {
  const core = await setupProfiles();
  core.keytar.mode = 'no-service';
  const { origin } = await setupSandbox();
  const { email, password } = accounts.empty;
  const input = { endpoint: origin, email, password, contractNumber: null };
  await signInWithPassword(core.profiles.current, input);
  await generate(core);
  expect(core.profiles.atRisk.session).toHaveLength(1);
  await core.profiles.startTrial();
  expect(core.profiles.atRisk.session).toHaveLength(1);
});

test('the trial says that a request of the own vault is not settled, at a later start too', async () => {
  const core = await setupProfiles();
  const sandbox = await setupSandbox();
  const { email, password } = accounts.empty;
  const endpoint = sandbox.origin;
  await core.profiles.current.signInWithPassword({
    endpoint,
    email,
    password,
    contractNumber: null,
  });
  await core.untilListed();
  const answer = { kind: 'reset', when: 'after' } as const;
  await sandbox.control.fault({ ...operation.generate, answer });
  await expect(core.profiles.current.generation.generate(request)).rejects.toThrow();
  await core.profiles.startTrial();
  expect(core.state.notices).toContain('OWN_VAULT_REQUEST_OPEN');
  await core.restart();
  expect(core.state.session.account?.trial).toBe(true);
  expect(core.state.notices).toContain('OWN_VAULT_REQUEST_OPEN');
  await core.profiles.leaveTrial();
  expect(core.state.notices).not.toContain('OWN_VAULT_REQUEST_OPEN');
  expect(core.state.ghosts).toHaveLength(1);
});
