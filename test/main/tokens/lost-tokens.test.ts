import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { GenerateIntent } from '../../../main/vault/journal.ts';
import { tokenItem } from '../../../main/vault/secret-store.ts';
import { interrupted } from '../../support/core/interrupted.ts';
import { lookAt, lostTokens } from '../../support/core/invariant.ts';
import { setupCore, type Core } from '../../support/core/setup-core.ts';
import { goneValues, keptIn, unsaidTokens } from '../../support/reliability/invariant.ts';

// The invariant that other tests rely on must see a loss where there is one.

const rewrite = (core: Core, operations: readonly GenerateIntent[]): Promise<void> =>
  writeFile(join(core.folder, 'journal.json'), JSON.stringify({ version: 1, operations }));

/** A token that is stored, filed, and in no journal. */
async function stored() {
  const core = await setupCore();
  await core.signIn('empty');
  const { tokenId } = await core.generate();
  await core.app.generated.close();
  return { core, tokenId, item: tokenItem(tokenId) };
}

describe('a stored value', () => {
  test('is not lost', async () => {
    const { core } = await stored();
    expect(await lostTokens(core)).toEqual([]);
  });

  test('is lost where nothing leads to it', async () => {
    const { core, tokenId } = await stored();
    await core.app.workspace.index.change((index) => ({ ...index, tokens: [] }));
    expect(await lostTokens(core)).toEqual([tokenId]);
  });

  test('is lost with the index', async () => {
    const { core, tokenId } = await stored();
    await rm(join(core.folder, 'index.json'));
    const own = core.app.accounts.current?.ownTokenId;
    expect(new Set(await lostTokens(core))).toEqual(new Set([tokenId, own]));
  });

  test('is lost where it was cut', async () => {
    const { core, tokenId, item } = await stored();
    core.keytar.put(item, (core.keytar.items().get(item) ?? '').slice(0, -1));
    expect(await lostTokens(core)).toEqual([tokenId]);
  });

  test('is lost where it stands under the name of another', async () => {
    const { core, tokenId, item } = await stored();
    core.keytar.put(tokenItem(core.folder), core.keytar.items().get(item) ?? '');
    core.keytar.take(item);
    expect(await lostTokens(core)).toEqual([tokenId]);
  });
});

describe('a token that nobody has', () => {
  test('is said by the entry of its own request', async () => {
    const { core } = await interrupted();
    expect(await lostTokens(core)).toEqual([]);
  });

  test.each<[string, (intent: GenerateIntent) => Partial<GenerateIntent>]>([
    ['another server', () => ({ origin: 'https://api.ionos.com' })],
    ['another user', () => ({ userId: '0b6f1c52-5d0e-4a63-9a37-6f1f5a1c0001' })],
    ['another address', () => ({ userId: null, email: 'plain@example.com' })],
    ['another contract', () => ({ contractNumber: 1 })],
    [
      'an hour before',
      ({ startedAt }) => ({ startedAt: startedAt - 3_600_000, endedAt: startedAt - 3_599_000 }),
    ],
    ['another length', () => ({ ttlSeconds: 7200 })],
    ['another token', () => ({ tokenId: '0b6f1c52-5d0e-4a63-9a37-6f1f5a1c0001' })],
  ])('is not said by an entry of %s', async (_, change) => {
    const { core, made } = await interrupted();
    const [intent] = await core.journal();
    await rewrite(core, intent ? [{ ...intent, ...change(intent) }] : []);
    expect(await lostTokens(core)).toEqual(await made());
  });

  test('is not said by an entry that knew it before', async () => {
    const { core, made } = await interrupted();
    const [intent] = await core.journal();
    await rewrite(core, intent ? [{ ...intent, idsBefore: await made() }] : []);
    expect(await lostTokens(core)).toEqual(await made());
  });
});

test('a token is not said by an entry that the running app does not show', async () => {
  const { core, made } = await interrupted();
  const { view, told } = await lookAt(core);
  expect(unsaidTokens(view, told)).toEqual([]);
  expect(unsaidTokens(view, { ...told, ghosts: [] })).toEqual(await made());
});

describe('a value that was kept is gone', () => {
  const goneAfter = async (change: (parts: Awaited<ReturnType<typeof stored>>) => unknown) => {
    const parts = await stored();
    const before = keptIn((await lookAt(parts.core)).view);
    await change(parts);
    return goneValues((await lookAt(parts.core)).view, before).map((id) => id === parts.tokenId);
  };

  test.each<[string, boolean[], (parts: Awaited<ReturnType<typeof stored>>) => unknown]>([
    [
      'where its item goes',
      [true],
      ({ core, item }) => {
        core.keytar.take(item);
      },
    ],
    [
      'where it is written over',
      [true],
      ({ core, item }) => {
        core.keytar.put(item, 'x');
      },
    ],
    [
      'where nothing leads to it any more',
      [true],
      ({ core }) => core.app.workspace.index.change((index) => ({ ...index, tokens: [] })),
    ],
    [
      'unless its token is dead',
      [],
      async ({ core, item, tokenId }) => {
        await core.control.deleteToken(tokenId);
        core.keytar.take(item);
      },
    ],
  ])('%s', async (_, gone, change) => {
    expect(await goneAfter(change)).toEqual(gone);
  });
});
