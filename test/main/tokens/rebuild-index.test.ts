import { rm } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { rebuildIndex } from '../../../main/tokens/rebuild-index.ts';
import { tokenItem } from '../../../main/vault/secret-store.ts';
import { setupCore, type Core } from '../../support/core/setup-core.ts';

/** Signed in, with the values of `count` tokens in the keychain and nothing of them in the index. */
async function setup(count: number) {
  const core = await setupCore();
  const seeded = await core.control.seed({ account: 'plain', count, values: true });
  for (const { kid, value } of seeded) core.keytar.put(tokenItem(kid), value ?? '');
  const { value } = await core.control.consoleToken('plain');
  await core.signInWithToken(value);
  return {
    core,
    ids: seeded.map(({ kid }) => kid),
    values: seeded.map((token) => token.value ?? ''),
  };
}

const rebuild = ({ app }: Core) => rebuildIndex(app.workspace, app.accounts, app.lists);

const saved = (core: Core, ids: readonly string[]): readonly string[] =>
  core.state.list.tokens
    .filter(({ id, state }) => ids.includes(id) && state === 'saved')
    .map(({ id }) => id);

test('500 values are found again without the index', async () => {
  const { core, ids } = await setup(500);
  expect(await rebuild(core)).toEqual({ found: 500, refused: 0, missing: 0 });
  expect(saved(core, ids)).toHaveLength(500);
  expect(await rebuild(core)).toEqual({ found: 0, refused: 0, missing: 0 });
  const earlier = core.app.accounts.current?.ownTokenId ?? '';
  await Promise.all(['', '.old'].map((end) => rm(`${core.folder}/index.json${end}`)));
  await core.restart();
  expect(core.state.session.status).toBe('signed-out');
  const { value } = await core.control.consoleToken('plain');
  await core.signInWithToken(value);
  expect(saved(core, ids)).toEqual([]);
  // The token that signed in before was taken up by the sign-in already.
  expect(saved(core, [earlier])).toEqual([earlier]);
  expect(await rebuild(core)).toEqual({ found: 500, refused: 0, missing: 0 });
  expect(saved(core, ids)).toHaveLength(500);
}, 30_000);

test('what the index claims and the keychain does not hold is said, and shown as not here', async () => {
  const { core, ids } = await setup(3);
  await rebuild(core);
  for (const id of ids.slice(1)) core.keytar.take(tokenItem(id));
  expect(await rebuild(core)).toEqual({ found: 0, refused: 0, missing: 2 });
  expect(saved(core, ids)).toEqual(ids.slice(0, 1));
  expect(await rebuild(core)).toEqual({ found: 0, refused: 0, missing: 0 });
});

test('what is stored under a wrong name, or is no value, is left alone and said; the others are found', async () => {
  const { core, ids, values } = await setup(4);
  const [first = '', second = ''] = ids;
  core.keytar.put(tokenItem(first), values[1] ?? '');
  core.keytar.put(tokenItem(second), 'text of another program');
  expect(await rebuild(core)).toEqual({ found: 2, refused: 2, missing: 0 });
  expect(saved(core, ids)).toEqual(expect.arrayContaining(ids.slice(2)));
  expect(saved(core, ids)).toHaveLength(2);
});

test('a locked keychain is said to be locked, and nothing is taken for missing', async () => {
  const { core, ids } = await setup(3);
  core.keytar.mode = 'locked';
  await expect(rebuild(core)).rejects.toMatchObject({ code: 'STORE_LOCKED' });
  core.keytar.mode = 'unlocked';
  expect(await rebuild(core)).toEqual({ found: 3, refused: 0, missing: 0 });
  expect(saved(core, ids)).toHaveLength(3);
});

test('what was found before the keychain went away stays found', async () => {
  const { core, ids } = await setup(3);
  const read = core.keytar.getPassword.bind(core.keytar);
  let reads = 0;
  core.keytar.getPassword = (service, account) => {
    if (ids.some((id) => account === tokenItem(id))) reads += 1;
    if (reads > 2) core.keytar.mode = 'no-service';
    return read(service, account);
  };
  await expect(rebuild(core)).rejects.toMatchObject({ code: 'STORE_ABSENT' });
  expect(core.index.tokens.filter(({ id }) => ids.includes(id))).toHaveLength(2);
});

test('waits for whoever works on a listed token, and writes what it found then', async () => {
  const { core, ids } = await setup(2);
  const [id = ''] = ids;
  const release = await core.app.workspace.locks.acquire(id);
  const rebuilt = rebuild(core);
  // Forgotten meanwhile by the operation that holds it.
  core.keytar.take(tokenItem(id));
  release();
  expect(await rebuilt).toEqual({ found: 1, refused: 0, missing: 0 });
  expect(saved(core, ids)).toEqual(ids.slice(1));
});
