import { describe, expect, test } from 'vitest';
import { tokenItem } from '../../../main/vault/secret-store.ts';
import { lostTokens } from '../../support/core/invariant.ts';
import { setupCore } from '../../support/core/setup-core.ts';

describe('what the keychain does late', () => {
  test('a value that goes after its window closed is named, not called saved', async () => {
    const core = await setupCore();
    await core.signIn('empty');
    const { tokenId } = await core.generate();
    core.keytar.mode = 'silent';
    const declined = expect(core.app.generated.keep(false)).rejects.toMatchObject({
      code: 'STORE_WAITING',
    });
    await core.keytar.prompted();
    core.clock.advance(120_000);
    await declined;
    await core.app.generated.close();
    core.keytar.answer('unlocked');
    await core.until(({ store }) => store.state === 'ready');
    await core.restart();
    await core.app.start();
    await core.untilListed();
    core.clock.advance(0);
    await core.until(({ ghosts }) => ghosts.some(({ status }) => status === 'found'));
    expect(core.state.ghosts).toMatchObject([{ candidates: [{ tokenId }] }]);
    expect(await lostTokens(core)).toEqual([]);
  });

  test('a value that is stored, though the window could not say so, is filed when it closes', async () => {
    const core = await setupCore();
    await core.signIn('empty');
    core.files.failWrites = (path) => path.endsWith('index.json');
    const { tokenId, value } = await core.generate({ label: 'deploy' });
    expect(core.state.generated).toMatchObject({ kept: 'no' });
    core.files.failWrites = () => false;
    await core.app.generated.close();
    core.clock.advance(0);
    await core.until(({ ghosts }) => ghosts.length === 0);
    expect(core.state.list.tokens).toContainEqual(
      expect.objectContaining({ id: tokenId, state: 'saved', label: 'deploy' }),
    );
    expect(core.keytar.items().get(tokenItem(tokenId))).toBe(value);
    expect(await core.journal()).toEqual([]);
    expect(core.state.ghosts).toEqual([]);
  });

  test('a keychain that fails when it is asked once more puts nothing in question that is safe', async () => {
    const core = await setupCore();
    await core.signIn('empty');
    const { tokenId } = await core.generate();
    core.keytar.mode = 'locked';
    await expect(core.app.generated.keep(true)).rejects.toMatchObject({ code: 'STORE_LOCKED' });
    await core.app.generated.close();
    core.clock.advance(0);
    expect(core.state.ghosts).toEqual([]);
    core.keytar.mode = 'unlocked';
    expect(core.keytar.items().has(tokenItem(tokenId))).toBe(true);
  });

  test('declining writes down that it may be lost before it is taken out', async () => {
    const core = await setupCore();
    await core.signIn('empty');
    const { tokenId, value } = await core.generate();
    core.files.failWrites = (path) => path.endsWith('journal.json');
    await expect(core.app.generated.keep(false)).rejects.toMatchObject({
      code: 'FILE_NOT_WRITTEN',
    });
    expect(core.keytar.items().get(tokenItem(tokenId))).toBe(value);
  });
});
