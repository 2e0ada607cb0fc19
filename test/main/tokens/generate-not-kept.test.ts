import { describe, expect, test } from 'vitest';
import { storedIds } from '../../support/core/invariant.ts';
import { setup } from './generating.ts';

describe('a value that is not to be kept', () => {
  test('is stored nowhere, and its journal stays open until its window closes', async () => {
    const core = await setup();
    const { tokenId } = await core.generate({ keep: false });
    expect(core.state.generated).toMatchObject({ kept: 'no', storeError: null });
    expect((await storedIds(core)).has(tokenId)).toBe(false);
    expect(core.index.tokens).toEqual([]);
    expect(await core.journal()).toMatchObject([{ tokenId }]);
    await core.app.generated.close();
    expect(await core.journal()).toEqual([]);
    expect(core.state.generated).toBeNull();
  });

  test('needs no keychain', async () => {
    const core = await setup();
    core.keytar.mode = 'locked';
    const before = core.keytar.calls.length;
    await core.generate({ keep: false });
    expect(core.keytar.calls).toHaveLength(before);
  });

  test('is named at the next start after a crash', async () => {
    const core = await setup();
    const { tokenId } = await core.generate({ keep: false });
    await core.restart();
    await core.app.start();
    core.clock.advance(0);
    const { ghosts } = await core.until((state) => state.ghosts[0]?.status === 'found');
    expect(ghosts).toMatchObject([{ candidates: [{ tokenId, sure: true }] }]);
  });

  test('is no ghost while its window is open', async () => {
    const core = await setup();
    await core.generate({ keep: false });
    await core.app.unlock();
    expect(core.state.ghosts).toEqual([]);
  });
});
