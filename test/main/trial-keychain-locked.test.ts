import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { tokenItem } from '../../main/vault/secret-store.ts';
import type { ProfilesCore } from '../support/core/setup-profiles.ts';
import { generate, ids, inTrial, trial } from './trial-setup.ts';

describe('the trial', () => {
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
});
