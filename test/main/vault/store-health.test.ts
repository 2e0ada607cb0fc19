import { describe, expect, test } from 'vitest';
import {
  healthReport,
  reportOf,
  SelfTests,
  versionsOf,
} from '../../../main/vault/health-report.ts';
import { selfTest, storeHealth } from '../../../main/vault/store-health.ts';
import { setupCore } from '../../support/core/setup-core.ts';

describe('the health of the store', () => {
  test('with a keychain, without a prompt', async () => {
    const core = await setupCore();
    await core.signIn('empty');
    await core.generate();
    core.keytar.calls.length = 0;
    expect(await storeHealth(core.app.workspace)).toEqual({
      kind: 'keychain',
      state: 'ready',
      name: 'Secret Service',
      itemLimit: null,
      saved: 2,
      ownTokens: 1,
      inSession: 0,
      readers: 'same-user',
      survivesReboot: true,
      platform: 'linux',
    });
    expect(core.keytar.calls).toEqual([]);
  });

  test('locked is locked, with what the index knows', async () => {
    const core = await setupCore({ keyring: 'locked' });
    expect(await storeHealth(core.app.workspace)).toMatchObject({
      kind: 'keychain',
      state: 'locked',
    });
    expect(core.keytar.calls).toEqual([]);
  });

  test('without one: in memory, gone with the app', async () => {
    const core = await setupCore({ keyring: 'no-bus' });
    await core.signIn('empty');
    await core.generate();
    expect(await storeHealth(core.app.workspace)).toMatchObject({
      kind: 'session',
      state: 'absent',
      inSession: 1,
      readers: 'this-process',
      survivesReboot: false,
    });
  });

  test('counts as the list does: a pasted token that signs in and is saved is one value', async () => {
    const core = await setupCore();
    await core.signIn('empty');
    await core.generate();
    const kept = core.app.workspace.state.current.list.tokens.filter(
      (token) => token.kept !== 'no',
    );
    const { saved, ownTokens } = await storeHealth(core.app.workspace);
    expect(saved).toBe(kept.length);
    const { index } = core.app.workspace;
    const [token] = index.content.tokens;
    await index.change((content) => ({
      ...content,
      accounts: content.accounts.map((entry) => ({ ...entry, ownTokenId: token?.id ?? null })),
    }));
    expect(await storeHealth(core.app.workspace)).toMatchObject({
      saved: saved - ownTokens,
      ownTokens: 0,
    });
  });
});

describe('the report', () => {
  const versions = { app: '1.2.3', electron: '45.4.1', system: 'Linux 6.1.0 x64' };

  test('says the versions of app, Electron and system', async () => {
    const core = await setupCore();
    const report = await reportOf(core.app.workspace, new SelfTests(), versions);
    for (const line of ['Token Vault: 1.2.3', 'Electron: 45.4.1', 'System: Linux 6.1.0 x64'])
      expect(report.split('\n')).toContain(line);
    expect(versionsOf('1.2.3')).toMatchObject({
      app: '1.2.3',
      system: expect.stringContaining(process.arch) as string,
    });
  });

  test('runs the self-test where there was none, and says how each step went', async () => {
    const core = await setupCore();
    const report = await reportOf(core.app.workspace, new SelfTests(), versions);
    for (const step of ['look', 'write', 'read', 'delete'])
      expect(report).toMatch(new RegExp(`^  ${step}: works, \\d+ ms$`, 'm'));
  });

  test('holds the result that was seen, though the store would do better now', async () => {
    const core = await setupCore();
    const tests = new SelfTests();
    core.keytar.cutAt = 10;
    await tests.run(core.app.workspace);
    core.keytar.cutAt = Infinity;
    const report = await reportOf(core.app.workspace, tests, versions);
    expect(report).toMatch(/^ {2}read: STORE_MISMATCH, \d+ ms$/m);
    expect(report).toMatch(/^ {2}delete: not reached$/m);
  });

  test('asks for no password: of a locked store it says that no test was run', async () => {
    const core = await setupCore({ keyring: 'locked' });
    const report = await reportOf(core.app.workspace, new SelfTests(), versions);
    expect(report).toContain('not run: the store is locked');
    expect(core.keytar.calls).toEqual([]);
  });

  test('names no token, account or value', async () => {
    const core = await setupCore();
    await core.signIn('plain');
    const { tokenId, value } = await core.generate({ label: 'deploy-prod' });
    const health = await storeHealth(core.app.workspace);
    const report = healthReport(health, await selfTest(core.app.workspace), versions);
    const { email, contractNumber } = core.app.accounts.require();
    for (const word of [tokenId, value, 'deploy-prod', email, contractNumber, core.folder])
      expect(report).not.toContain(String(word));
  });
});

describe('the self-test', () => {
  const run = async (core: Awaited<ReturnType<typeof setupCore>>) =>
    (await selfTest(core.app.workspace)).steps.map(({ name, ok, error }) => [
      name,
      ok,
      error?.code ?? null,
    ]);

  test('writes, reads and deletes, and leaves no item of its own', async () => {
    const core = await setupCore();
    expect(await run(core)).toEqual([
      ['look', true, null],
      ['write', true, null],
      ['read', true, null],
      ['delete', true, null],
    ]);
    expect([...core.keytar.items().keys()]).toEqual(['sentinel']);
  });

  test('removes what a self-test left that was killed', async () => {
    const core = await setupCore();
    await core.app.workspace.stores.keychain.set('self-test', 'of a run that was killed');
    await run(core);
    expect([...core.keytar.items().keys()]).toEqual(['sentinel']);
  });

  test('says how long each step took by a clock that only goes forward', async () => {
    const core = await setupCore();
    let now = 0;
    const { steps } = await selfTest(core.app.workspace, { now: () => (now += 7) });
    expect(steps.map(({ ms }) => ms)).toEqual([7, 7, 7, 7]);
    // Somebody sets the time of day back while it runs.
    core.keytar.misread = (value) => {
      core.clock.set(0);
      return value;
    };
    const set = await selfTest(core.app.workspace);
    expect(set.steps.map(({ name }) => name)).toEqual(['look', 'write', 'read', 'delete']);
    expect(Math.min(...set.steps.map(({ ms }) => ms))).toBeGreaterThanOrEqual(0);
  });

  test('says where it stopped: nothing there', async () => {
    const core = await setupCore({ keyring: 'no-service' });
    expect(await run(core)).toEqual([
      ['look', false, 'STORE_ABSENT'],
      ['write', null, null],
      ['read', null, null],
      ['delete', null, null],
    ]);
  });

  test('says where it stopped: locked, and asks once', async () => {
    const core = await setupCore({ keyring: 'locked' });
    expect((await run(core))[1]).toEqual(['write', false, 'STORE_LOCKED']);
    expect(core.keytar.calls).toHaveLength(1);
  });

  test('says that a value comes back changed, and does not leave it there', async () => {
    const core = await setupCore();
    core.keytar.cutAt = 10;
    expect((await run(core))[2]).toEqual(['read', false, 'STORE_MISMATCH']);
    expect([...core.keytar.items().keys()]).toEqual(['sentinel']);
  });
});
