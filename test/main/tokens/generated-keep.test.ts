import { describe, expect, test } from 'vitest';
import { tokenItem } from '../../../main/vault/secret-store.ts';
import { lostTokens } from '../../support/core/invariant.ts';
import { setupCore } from '../../support/core/setup-core.ts';
import { setup } from './generated-setup.ts';

describe('keeping', () => {
  test('can be declined after all: the value goes, and a crash before it closes is named', async () => {
    const { core, generated, item, tokenId } = await setup();
    await generated.keep(false);
    expect(core.keytar.items().has(item)).toBe(false);
    expect(core.index.tokens).toEqual([]);
    expect(core.state.generated?.kept).toBe('no');
    expect(core.state.list.tokens).toContainEqual(
      expect.objectContaining({ id: tokenId, state: 'not-here' }),
    );
    expect(await core.journal()).toMatchObject([{ tokenId }]);
    expect(await lostTokens(core)).toEqual([]);
    await generated.close();
    expect(await core.journal()).toEqual([]);
  });

  test('can be wanted after all', async () => {
    const { core, generated, item, value, tokenId } = await setup({ keep: false });
    await generated.keep(true);
    expect(core.keytar.items().get(item)).toBe(value);
    expect(core.state.generated?.kept).toBe('keychain');
    expect(core.state.list.tokens).toContainEqual(
      expect.objectContaining({ id: tokenId, state: 'saved', label: 'deploy' }),
    );
    expect(await core.journal()).toEqual([]);
  });

  test('that fails leaves the value on screen, with the reason', async () => {
    const { core, generated, value } = await setup({ keep: false });
    core.keytar.mode = 'locked';
    await expect(generated.keep(true)).rejects.toMatchObject({ code: 'STORE_LOCKED' });
    expect(core.state.generated).toMatchObject({
      kept: 'no',
      storeError: { code: 'STORE_LOCKED' },
    });
    expect(generated.reveal().value).toBe(value);
    expect(await core.journal()).toHaveLength(1);
  });

  test('cannot be declined where the keychain cannot be asked: the value is said to be there', async () => {
    const { core, generated, item } = await setup();
    core.keytar.mode = 'locked';
    await expect(generated.keep(false)).rejects.toMatchObject({ code: 'STORE_LOCKED' });
    expect(core.keytar.items().has(item)).toBe(true);
    expect(core.state.generated?.kept).toBe('keychain');
    expect(core.index.tokens).toHaveLength(1);
  });

  test('cannot be declined where the keychain went away with the value in it', async () => {
    const { core, generated } = await setup();
    core.keytar.mode = 'no-service';
    await expect(generated.keep(false)).rejects.toMatchObject({ code: 'STORE_ABSENT' });
    expect(core.state.generated?.kept).toBe('keychain');
    expect(core.index.tokens).toHaveLength(1);
  });

  test('is done one wish after another', async () => {
    const { core, generated, item } = await setup();
    await Promise.all([generated.keep(false), generated.keep(true), generated.close()]);
    expect(core.keytar.items().has(item)).toBe(true);
    expect(core.index.tokens).toHaveLength(1);
    expect(core.state.generated).toBeNull();
    expect(await core.journal()).toEqual([]);
  });
});

test('a value that is gone is not called kept, even where the index cannot be written', async () => {
  const core = await setupCore();
  await core.signIn('empty');
  const { tokenId } = await core.generate();
  core.files.failWrites = (path) => path.includes('index.json');
  await expect(core.app.generated.keep(false)).rejects.toMatchObject({ code: 'FILE_NOT_WRITTEN' });
  expect(core.keytar.items().has(tokenItem(tokenId))).toBe(false);
  expect(core.state.generated?.kept).toBe('no');
  expect(core.app.generated.unsafe).toBe(true);

  // Killed there, the next start names it although the index still lists it as saved.
  core.files.failWrites = () => false;
  await core.restart();
  await core.app.start();
  core.clock.advance(0);
  await core.until(({ ghosts }) => ghosts.some(({ status }) => status === 'found'));
  expect(core.state.ghosts[0]?.candidates).toMatchObject([{ tokenId }]);
});
