import { randomUUID } from 'node:crypto';
import { readdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { signInWithPassword } from '../../main/accounts/sign-in.ts';
import { accounts } from '../../main/sandbox/accounts.ts';
import { deleteToken } from '../../main/tokens/delete-token.ts';
import { journaled } from '../../main/vault/journal.ts';
import { signInItem, tokenItem } from '../../main/vault/secret-store.ts';
import { anIntent } from '../support/core/an-intent.ts';
import { setupProfiles, type ProfilesCore } from '../support/core/setup-profiles.ts';
import { setupSandbox } from '../support/core/setup-sandbox.ts';
import { knownId } from '../support/known-id.ts';
import { operation } from '../support/sandbox-control.ts';

const own = 'Token Vault';
const trial = 'Token Vault (trial)';
const request = {
  ttlSeconds: 3600,
  label: 'tried',
  note: '',
  usedIn: '',
  color: 'none' as const,
  keep: true,
};

async function inTrial(): Promise<ProfilesCore> {
  const core = await setupProfiles();
  await core.profiles.startTrial();
  await core.untilListed();
  return core;
}

/** Signed in to a sandbox that stands for IONOS. */
async function signedIn(): Promise<ProfilesCore> {
  const core = await setupProfiles();
  const { origin } = await setupSandbox();
  const { email, password } = accounts.empty;
  const input = { endpoint: origin, email, password, contractNumber: null };
  await signInWithPassword(core.profiles.current, input);
  await core.untilListed();
  return core;
}

async function generate(core: ProfilesCore): Promise<string> {
  const { generation, generated } = core.profiles.current;
  const made = await generation.generate(request);
  await generated.close();
  await core.untilListed();
  return knownId(made);
}

const ids = (core: ProfilesCore): string[] => core.state.list.tokens.map(({ id }) => id);

describe('the trial', () => {
  test('signs in to a sandbox of its own, with tokens to look at', async () => {
    const core = await inTrial();
    expect(core.state.session).toMatchObject({
      status: 'signed-in',
      account: { origin: 'sandbox:', trial: true, email: accounts.trial.email, authorised: true },
    });
    expect(core.state.list.status).toBe('ready');
    expect(ids(core).length).toBeGreaterThan(10);
  });

  test('keeps its values under a service of its own, and its files in a folder of its own', async () => {
    const core = await inTrial();
    const id = await generate(core);
    expect(core.keytar.items(trial).has(tokenItem(id))).toBe(true);
    expect(core.keytar.items(own)).toEqual(new Map());
    expect(await readdir(core.folder)).toEqual(['trial']);
    const { mode } = await stat(join(core.folder, 'trial/sandbox.json'));
    expect(mode & 0o777).toBe(0o600);
  });

  test('goes on after a restart: the same account, tokens and values', async () => {
    const core = await inTrial();
    const id = await generate(core);
    const before = ids(core);
    const { account } = core.state.session;
    await core.restart();
    expect(core.state.session.account).toEqual(account);
    expect(core.state.list.status).toBe('ready');
    expect(new Set(ids(core))).toEqual(new Set(before));
    expect(core.state.list.tokens).toContainEqual(
      expect.objectContaining({ id, state: 'saved', label: 'tried' }),
    );
  });

  test('leaves nothing behind, neither in the keychain nor on disk', async () => {
    const core = await inTrial();
    await generate(core);
    await core.profiles.leaveTrial();
    expect(core.keytar.items(trial)).toEqual(new Map());
    expect(await readdir(core.folder)).toEqual([]);
    expect(core.state.session).toMatchObject({ status: 'signed-out', account: null });
    expect(core.state.list.tokens).toEqual([]);
    await core.restart();
    expect(core.state.session.status).toBe('signed-out');
  });

  test('begins anew after it was left', async () => {
    const core = await inTrial();
    const id = await generate(core);
    await core.profiles.leaveTrial();
    await core.profiles.startTrial();
    await core.untilListed();
    expect(core.state.session.account?.trial).toBe(true);
    expect(ids(core)).not.toContain(id);
  });

  describe('leaves nothing behind', () => {
    async function expectNothing(core: ProfilesCore): Promise<void> {
      await core.profiles.leaveTrial();
      expect([...core.keytar.items(trial).keys()]).toEqual([]);
      expect(await readdir(core.folder)).toEqual([]);
    }

    /** The trial's files of these names, as a person or a crash left them. */
    const lose = (core: ProfilesCore, ...names: readonly string[]) =>
      Promise.all(names.map((name) => rm(join(core.folder, 'trial', name), { force: true })));

    const index = ['index.json', 'index.json.old'];

    test('of an account that was signed out while the keychain was not there', async () => {
      const core = await inTrial();
      await core.restart();
      core.keytar.mode = 'no-service';
      await core.profiles.current.signOut({ revoke: false });
      const { index } = core.profiles.current.workspace;
      expect(index.content.leftBehind).toHaveLength(1);
      // One of an earlier version, whose id was not derived.
      const id = randomUUID();
      await index.change((content) => ({ ...content, leftBehind: [...content.leftBehind, id] }));
      core.keytar.mode = 'unlocked';
      core.keytar.put(signInItem(id), 'which cannot be read', trial);
      await expectNothing(core);
    });

    test('of what an operation that is open names alone', async () => {
      const core = await inTrial();
      const { journal } = core.profiles.current.workspace;
      const [tokenId, accountId] = [randomUUID(), randomUUID()];
      await journal.change(
        journaled({ kind: 'forget', id: randomUUID(), startedAt: 0, tokenId: tokenId }),
      );
      await journal.change(journaled(anIntent({ purpose: 'sign-in', accountId })));
      core.keytar.put(tokenItem(tokenId), 'value', trial);
      core.keytar.put(signInItem(accountId), 'value', trial);
      await expectNothing(core);
    });

    test.each([
      ['deleted', []],
      ['deleted with the cached lists', ['lists.json']],
    ] as const)('where the index was %s: the trial goes on until then', async (_, also) => {
      const core = await inTrial();
      const id = await generate(core);
      await core.end();
      await lose(core, ...index, ...also);
      await core.open();
      // Nobody is asked for an account of IONOS inside the trial.
      expect(core.state.session.status).toBe('starting');
      await core.profiles.start();
      await core.untilListed();
      expect(core.state.session).toMatchObject({
        status: 'signed-in',
        account: { trial: true, authorised: true },
      });
      expect(core.keytar.items(trial).has(tokenItem(id))).toBe(true);
      await expectNothing(core);
    });

    test.each(['', '{"version": 2, "accounts":'])('where the index is broken: %j', async (text) => {
      const core = await inTrial();
      await generate(core);
      await core.end();
      await Promise.all(index.map((name) => writeFile(join(core.folder, 'trial', name), text)));
      await core.open();
      await core.profiles.start();
      expect(core.state.session.account).toMatchObject({ trial: true, authorised: true });
      await expectNothing(core);
    });

    test('of what the cached list of an account of an earlier version names alone', async () => {
      const core = await inTrial();
      const { lists } = core.profiles.current.workspace;
      const [accountId, id] = [randomUUID(), randomUUID()];
      const token = { id, createdAt: null, expiresAt: null };
      const list = { accountId, fetchedAt: 0, clockOffsetMs: null, tokens: [token] };
      await lists.change((content) => ({ lists: [...content.lists, list] }));
      core.keytar.put(tokenItem(id), 'value', trial);
      core.keytar.put(signInItem(accountId), 'value', trial);
      await core.end();
      await lose(core, ...index);
      await core.restart();
      await expectNothing(core);
    });

    test('of a value whose token the sandbox alone remembers', async () => {
      const core = await inTrial();
      const id = await generate(core);
      await core.profiles.current.accounts.api().delete(id);
      await core.end();
      await lose(core, ...index, 'lists.json');
      await core.restart();
      expect(core.keytar.items(trial).has(tokenItem(id))).toBe(true);
      await expectNothing(core);
    });

    test('of a trial that was begun and never signed in to', async () => {
      const core = await inTrial();
      await core.end();
      await lose(core, ...index, 'lists.json', 'journal.json');
      for (const item of [...core.keytar.items(trial).keys()]) core.keytar.take(item, trial);
      await core.restart();
      expect(core.state.session.account).toMatchObject({ trial: true, authorised: true });
      await expectNothing(core);
    });

    test('of a value that lies in several items', async () => {
      const core = await setupProfiles({ itemLimit: 400 });
      await core.profiles.startTrial();
      const id = await generate(core);
      const parts = [...core.keytar.items(trial).keys()].filter((item) => item.includes('#'));
      expect(parts.some((item) => item.startsWith(tokenItem(id)))).toBe(true);
      await expectNothing(core);
    });

    test('where the manifest of such a value is gone', async () => {
      const core = await setupProfiles({ itemLimit: 400 });
      await core.profiles.startTrial();
      core.keytar.take(tokenItem(await generate(core)), trial);
      await expectNothing(core);
    });
  });

  test('that cannot be gone on with gives way to the own vault, and is tried again', async () => {
    const core = await inTrial();
    await core.end();
    await Promise.all(
      ['index.json', 'index.json.old'].map((name) => rm(join(core.folder, 'trial', name))),
    );
    await core.open();
    core.files.failWrites = (path) => path.includes('trial');
    await core.profiles.start();
    expect(core.state.session).toMatchObject({ status: 'signed-out', account: null });
    expect(core.profiles.current.workspace.trial).toBe(false);
    await core.restart();
    expect(core.state.session.account).toMatchObject({ trial: true, authorised: true });
  });

  describe('that is left while the keychain is locked', () => {
    /** In the trial, with one value in the keychain and one in memory. */
    async function withBoth() {
      const core = await inTrial();
      const id = await generate(core);
      const { stores } = core.profiles.current.workspace;
      await stores.session.set(tokenItem(ids(core)[0] ?? ''), 'of the time without a keychain');
      const all = async () => ({
        keychain: new Map(core.keytar.items(trial)),
        memory: [...stores.session.accounts],
        files: await readdir(join(core.folder, 'trial')),
        index: core.profiles.current.workspace.index.content,
        account: core.state.session.account,
      });
      return { core, id, all, before: await all() };
    }

    /** The trial is shown, works, and can be left. */
    async function expectLeavable(core: ProfilesCore, id: string): Promise<void> {
      await core.profiles.current.unlock();
      await core.untilListed();
      expect(core.state.list).toMatchObject({ status: 'ready', stale: false });
      expect(core.state.list.tokens).toContainEqual(
        expect.objectContaining({ id, state: 'saved' }),
      );
      await core.profiles.leaveTrial();
      expect(core.keytar.items(trial)).toEqual(new Map());
      expect(await readdir(core.folder)).toEqual([]);
      expect(core.state.session.status).toBe('signed-out');
    }

    test('says so, stays as it is, and is left once the keychain is unlocked', async () => {
      const { core, id, all, before } = await withBoth();
      core.keytar.mode = 'locked';
      core.keytar.calls.length = 0;
      await expect(core.profiles.leaveTrial()).rejects.toMatchObject({ code: 'STORE_LOCKED' });
      expect(await all()).toEqual(before);
      expect(core.keytar.calls.filter((call) => call.startsWith('delete'))).toEqual([]);
      core.keytar.mode = 'unlocked';
      await expectLeavable(core, id);
    });

    test('goes on when the prompt is answered', async () => {
      const { core } = await withBoth();
      core.keytar.mode = 'silent';
      const left = core.profiles.leaveTrial();
      await core.keytar.prompted();
      core.keytar.answer('unlocked');
      await left;
      expect(core.keytar.items(trial)).toEqual(new Map());
      expect(await readdir(core.folder)).toEqual([]);
    });

    test('removes nothing while the prompt stands open, which may be answered too late', async () => {
      const { core, id, all, before } = await withBoth();
      core.keytar.mode = 'silent';
      core.keytar.calls.length = 0;
      const left = core.profiles.leaveTrial();
      const refused = expect(left).rejects.toMatchObject({ code: 'STORE_LOCKED' });
      await core.keytar.prompted();
      expect(await all()).toEqual(before);
      expect(core.keytar.calls).toEqual(['get sentinel']);
      core.keytar.answer('locked');
      await refused;
      expect(await all()).toEqual(before);
      core.keytar.mode = 'unlocked';
      await expectLeavable(core, id);
    });
  });

  test('is left while nothing runs and no value is shown', async () => {
    const core = await inTrial();
    await core.profiles.current.generation.generate(request);
    await expect(core.profiles.leaveTrial()).rejects.toMatchObject({ code: 'BUSY' });
    await core.profiles.current.generated.close();
    await core.profiles.leaveTrial();
    expect(await readdir(core.folder)).toEqual([]);
  });

  test('begins once, however often it is asked for', async () => {
    const core = await setupProfiles();
    await Promise.all([core.profiles.startTrial(), core.profiles.startTrial()]);
    await core.untilListed();
    expect(core.profiles.current.workspace.index.content.accounts).toHaveLength(1);
    await core.profiles.startTrial();
    expect(core.keytar.items(trial).size).toBe(2);
  });

  test('that cannot begin leaves no trace', async () => {
    const core = await setupProfiles();
    core.files.failWrites = (path) => path.endsWith('index.json');
    await expect(core.profiles.startTrial()).rejects.toMatchObject({ code: 'FILE_NOT_WRITTEN' });
    expect(core.state.session).toMatchObject({ status: 'signed-out' });
    expect(await readdir(core.folder)).toEqual([]);
    expect([...core.keytar.items(trial).keys()]).toEqual([]);
  });
});

describe('the value of a token that is not of the trial', () => {
  const said = { label: 'prod', note: '', usedIn: '', color: 'none' } as const;

  /** A token of another server, which stands for IONOS. */
  const real = async () => (await setupSandbox()).control.consoleToken('empty');

  test('is not imported in it, and leaves no trace', async () => {
    const core = await inTrial();
    const { value } = await real();
    const { imports, workspace } = core.profiles.current;
    const before = { items: new Map(core.keytar.items(trial)), index: workspace.index.content };
    expect(() => imports.read(value)).toThrow(
      expect.objectContaining({ code: 'TOKEN_NOT_OF_TRIAL' }),
    );
    await expect(imports.keep(said)).rejects.toMatchObject({ code: 'NOTHING_PENDING' });
    expect({ items: core.keytar.items(trial), index: workspace.index.content }).toEqual(before);
  });

  test('is imported once the trial is left', async () => {
    const core = await signedIn();
    const { kid, value } = await real();
    await core.profiles.startTrial();
    await core.profiles.leaveTrial();
    core.profiles.current.imports.read(value);
    await core.profiles.current.imports.keep(said);
    expect(core.keytar.items(own).get(tokenItem(kid))).toBe(value);
  });

  test('stays in the keychain when the trial is left, where an earlier version took it', async () => {
    const core = await inTrial();
    const { kid, value } = await real();
    const { index } = core.profiles.current.workspace;
    core.keytar.put(tokenItem(kid), value, trial);
    const entry = { id: kid, origin: 'sandbox:', contractNumber: null, userId: null };
    const dates = { issuedAt: null, expiresAt: null, savedAt: 0, madeBy: null };
    await index.change((content) => ({ ...content, tokens: [{ ...entry, ...dates }] }));
    await generate(core);
    await core.profiles.leaveTrial();
    expect(core.keytar.items(trial)).toEqual(new Map([[tokenItem(kid), value]]));
  });
});

test('a token of the trial is imported in it, and goes with it', async () => {
  const core = await inTrial();
  const { generation, generated, imports } = core.profiles.current;
  const made = await generation.generate({ ...request, keep: false });
  await generated.close();
  imports.read(made.value);
  await imports.keep({ label: '', note: '', usedIn: '', color: 'none' });
  expect(core.keytar.items(trial).get(tokenItem(knownId(made)))).toBe(made.value);
  await core.profiles.leaveTrial();
  expect(core.keytar.items(trial)).toEqual(new Map());
});

test('a value of a sandbox that was lost goes with the trial: it names the user', async () => {
  const core = await inTrial();
  const id = await generate(core);
  await core.end();
  await rm(join(core.folder, 'trial', 'sandbox.json'));
  await core.restart();
  expect(core.keytar.items(trial).has(tokenItem(id))).toBe(true);
  await core.profiles.leaveTrial();
  expect(core.keytar.items(trial)).toEqual(new Map());
});

describe('the trial without a keychain', () => {
  test('works, can be gone on with after a restart, and can be left', async () => {
    const core = await setupProfiles();
    core.keytar.mode = 'no-service';
    await core.profiles.startTrial();
    await core.untilListed();
    expect(core.state.session.account).toMatchObject({ signIn: 'password', authorised: true });
    await generate(core);
    await core.restart();
    expect(core.state.session.account?.authorised).toBe(false);
    await core.profiles.startTrial();
    await core.untilListed();
    expect(core.state.session.account).toMatchObject({ trial: true, authorised: true });
    await core.profiles.leaveTrial();
    expect(await readdir(core.folder)).toEqual([]);
  });

  test('where its own token was deleted, is signed in to again', async () => {
    const core = await inTrial();
    const { workspace, accounts: who, lists } = core.profiles.current;
    await deleteToken(workspace, who, lists, who.current?.ownTokenId ?? '');
    expect(core.state.session.account?.authorised).toBe(false);
    await core.profiles.startTrial();
    await core.untilListed();
    expect(core.state.session.account).toMatchObject({ signIn: 'minted', authorised: true });
  });
});

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
