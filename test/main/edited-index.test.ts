import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { rebuildIndex } from '../../main/tokens/rebuild-index.ts';
import type { Index } from '../../main/vault/index-file.ts';
import { stateSchema } from '../../preload/contract/state.ts';
import { setupCore, type Core } from '../support/core/setup-core.ts';

const elsewhere = 'https://elsewhere.example';
const unlisted = '11111111-1111-4111-8111-111111111111';

/** One saved token, then somebody edits the index, and the app starts. */
async function setup(edit: (index: Index) => void): Promise<{ core: Core; id: string }> {
  const core = await setupCore();
  await core.signIn('empty');
  const { tokenId: id } = await core.generate();
  await core.app.generated.close();
  const path = join(core.folder, 'index.json');
  const index = JSON.parse(await readFile(path, 'utf8')) as Index;
  edit(index);
  await writeFile(path, JSON.stringify(index));
  await core.restart();
  await core.app.start();
  return { core, id };
}

const rowsOf = (core: Core, id: string) =>
  core.state.list.tokens
    .filter((token) => token.id === id)
    .map(({ state, kept }) => ({ state, kept }));

describe('an index that was edited', () => {
  test.each<[string, (index: Index) => void]>([
    [
      'another server for a token',
      ({ tokens }) => {
        Object.assign(tokens[0] ?? {}, { origin: elsewhere });
      },
    ],
    [
      'another server for the account',
      ({ accounts }) => {
        Object.assign(accounts[0] ?? {}, { origin: elsewhere });
      },
    ],
  ])('%s hides no saved value', async (_, edit) => {
    const { core, id } = await setup(edit);
    expect(core.state.session.account?.origin).toBe(core.sandbox.origin);
    // What the keychain says is what the index says again.
    expect(core.index.accounts[0]?.origin).toBe(core.sandbox.origin);
    expect(rowsOf(core, id)).toEqual([{ state: 'saved', kept: 'keychain' }]);
  });

  test('Rebuild files a listed value under the server that lists it', async () => {
    const { core, id } = await setup(({ tokens }) => {
      Object.assign(tokens[0] ?? {}, { origin: elsewhere });
    });
    const { workspace, accounts, lists } = core.app;
    expect(await rebuildIndex(workspace, accounts, lists)).toMatchObject({ found: 1 });
    expect(core.index.tokens).toMatchObject([{ id, origin: core.sandbox.origin }]);
  });

  test('names each token once, however often and however it is written', async () => {
    const { core, id } = await setup(({ tokens }) => {
      const [saved] = tokens;
      if (!saved) throw new Error('nothing is saved');
      const other = { ...saved, id: unlisted };
      tokens.push(other, other, { ...saved, id: saved.id.toUpperCase() });
    });
    expect(rowsOf(core, id)).toEqual([{ state: 'saved', kept: 'keychain' }]);
    expect(rowsOf(core, unlisted)).toHaveLength(1);
    expect(core.state.list.tokens).toHaveLength(3);
  });
});

describe('a file that somebody else writes while the app runs', () => {
  const write = (core: Core, text: string): Promise<void> =>
    writeFile(join(core.folder, 'index.json'), text);
  const change = (core: Core): Promise<Index> =>
    core.app.workspace.index.change((index) => ({ ...index, leftBehind: [] }));

  test('is refused where a newer app did, and stays as it is', async () => {
    const { core } = await setup(() => undefined);
    const newer = JSON.stringify({ version: 99, precious: true });
    await write(core, newer);
    await expect(change(core)).rejects.toMatchObject({ code: 'FILE_FROM_NEWER_VERSION' });
    expect(await core.file('index.json')).toBe(newer);
  });

  test('is copied aside once, and said, where it cannot be read', async () => {
    const { core } = await setup(() => undefined);
    await write(core, 'no index');
    await change(core);
    await change(core);
    expect(core.state.notices).toContain('INDEX_SET_ASIDE');
    const disk = await core.disk();
    expect(disk.match(/^index\.json\.broken-.*\nno index$/gm)).toHaveLength(1);
  });
});

test('what is in memory only is forgotten whole, whatever the keychain that came since', async () => {
  const core = await setupCore({ keyring: 'no-service' });
  await core.signIn('empty');
  const { tokenId } = await core.generate();
  await core.app.generated.close();
  core.keytar.mode = 'locked';
  await core.app.values.forget(tokenId);
  expect(core.app.atRisk.session).toHaveLength(0);
});

describe('an index with what the page could not be told', () => {
  const inToken = (change: object) => (index: Index) => {
    Object.assign(index.tokens[0] ?? {}, change);
  };
  const inAccount = (change: object) => (index: Index) => {
    Object.assign(index.accounts[0] ?? {}, change);
  };

  test.each<[string, (index: Index) => void]>([
    ['contract 0', inToken({ contractNumber: 0 })],
    ['contract 1.5', inToken({ contractNumber: 1.5 })],
    ['an end after all time', inToken({ expiresAt: 1e300 })],
    ['a beginning before all time', inToken({ issuedAt: -1e300 })],
    ['saved after all time', inToken({ savedAt: 1e16 })],
    ['an account of contract 0', inAccount({ contractNumber: 0 })],
    ['an account of contract 1.5', inAccount({ contractNumber: 1.5 })],
    ['an own token that never ends', inAccount({ ownTokenExpiresAt: 1e300 })],
  ])('is set aside and said, and the app works: %s', async (_, edit) => {
    const { core } = await setup(edit);
    expect(core.state.notices).toContain('INDEX_SET_ASIDE');
    expect(v.safeParse(stateSchema, core.state).issues).toBeUndefined();
  });
});

test.each([
  ['a list that was read after all time', { fetchedAt: 1e300 }],
  ['a clock that is off by more than all time', { clockOffsetMs: 1e300 }],
])('an edited cache of lists is not taken up: %s', async (_, change) => {
  const core = await setupCore();
  await core.signIn('empty');
  await core.untilListed();
  const path = join(core.folder, 'lists.json');
  const cache = JSON.parse(await readFile(path, 'utf8')) as { lists: object[] };
  Object.assign(cache.lists[0] ?? {}, change);
  await writeFile(path, JSON.stringify(cache));
  await core.restart();
  await core.app.start();
  expect(v.safeParse(stateSchema, core.state).issues).toBeUndefined();
});

test('an index that was taken away is said, and the generation before is used', async () => {
  const { core, id } = await setup(() => undefined);
  await core.generate();
  await core.app.generated.close();
  await rm(join(core.folder, 'index.json'));
  await core.restart();
  await core.app.start();
  expect(core.state.notices).toContain('INDEX_SET_ASIDE');
  expect(rowsOf(core, id)).toEqual([{ state: 'saved', kept: 'keychain' }]);
});
