import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { accounts } from '../../main/sandbox/accounts.ts';
import { deleteToken } from '../../main/tokens/delete-token.ts';
import { tokenItem } from '../../main/vault/secret-store.ts';
import { setupProfiles } from '../support/core/setup-profiles.ts';
import { generate, ids, inTrial, own, request, trial } from './trial-setup.ts';

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

  test('begins anew after it was left', async () => {
    const core = await inTrial();
    const id = await generate(core);
    await core.profiles.leaveTrial();
    await core.profiles.startTrial();
    await core.untilListed();
    expect(core.state.session.account?.trial).toBe(true);
    expect(ids(core)).not.toContain(id);
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
