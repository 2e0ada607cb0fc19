import { describe, expect, test } from 'vitest';
import { tokenItem } from '../../../main/vault/secret-store.ts';
import { knownId } from '../../support/known-id.ts';
import { sent, setup } from './generating.ts';
import { unsaid } from '../../support/unsaid.ts';

describe('a keyring that does not answer', () => {
  test('is said to be waited for, and in the end nothing is asked for', async () => {
    const core = await setup();
    core.keytar.mode = 'silent';
    const failed = expect(core.generate()).rejects.toMatchObject({ code: 'STORE_WAITING' });
    await core.keytar.prompted();
    core.clock.advance(1_000);
    await core.until(({ store }) => store.state === 'waiting');
    core.clock.advance(90_000);
    await failed;
    expect(await sent(core)).toBe(0);
    core.keytar.answer('unlocked');
    await core.until(({ store }) => store.state === 'ready');
    await core.generate();
    expect(core.state.generated?.kept).toBe('keychain');
  });

  test('when the value is to be stored leaves it on screen, to be kept once it does', async () => {
    const core = await setup();
    core.before('generate', 'store-value', () => {
      core.keytar.mode = 'silent';
    });
    const generated = core.app.generation.generate({
      ttlSeconds: 60,
      ...unsaid,
      keep: true,
    });
    await core.keytar.prompted();
    core.clock.advance(90_000);
    const made = await generated;
    expect(core.state.generated).toMatchObject({
      kept: 'no',
      storeError: { code: 'STORE_WAITING' },
    });
    expect(core.app.workspace.stores.keychain.stuck).toBe(true);
    core.keytar.answer('unlocked');
    await core.until(({ store }) => store.state === 'ready');
    await core.app.generated.keep(true);
    expect(core.keytar.items().get(tokenItem(knownId(made)))).toBe(made.value);
    expect(await core.journal()).toEqual([]);
  });
});

describe('without a keychain', () => {
  test('a value is kept in memory and leaves no trace on disk', async () => {
    const core = await setup({ keyring: 'no-service' });
    const { tokenId, value } = await core.generate();
    expect(core.state.generated).toMatchObject({ kept: 'session' });
    expect(await core.app.workspace.stores.get(tokenItem(tokenId))).toBe(value);
    expect(core.state.list.tokens).toContainEqual(
      expect.objectContaining({ id: tokenId, state: 'saved' }),
    );
    expect(core.index.tokens).toEqual([]);
    expect(core.app.atRisk).toEqual({
      unsafe: [],
      running: [],
      session: [tokenItem(tokenId)],
    });
  });
});
