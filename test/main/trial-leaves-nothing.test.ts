import { randomUUID } from 'node:crypto';
import { readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { journaled } from '../../main/vault/journal.ts';
import { signInItem, tokenItem } from '../../main/vault/secret-store.ts';
import { anIntent } from '../support/core/an-intent.ts';
import { setupProfiles, type ProfilesCore } from '../support/core/setup-profiles.ts';
import { generate, inTrial, trial } from './trial-setup.ts';

describe('the trial', () => {
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
