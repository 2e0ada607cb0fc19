import { expect, test } from 'vitest';
import { tokenItem } from '../../../main/vault/secret-store.ts';
import { named, pass, start } from '../../support/core/interrupted.ts';
import { lostTokens } from '../../support/core/invariant.ts';
import { setupCore, type Core } from '../../support/core/setup-core.ts';

// A value that a keychain cuts in its signature still says which token it is, and works for nothing.

const said = { label: 'deploy', note: '', usedIn: '', color: 'none' } as const;

const stateOf = ({ state }: Core, id: string): string | undefined =>
  state.list.tokens.find((token) => token.id === id)?.state;

/** Signed in, with a keychain that cuts the end of what it is given. */
async function setup(): Promise<Core> {
  const core = await setupCore();
  await core.signIn('empty');
  const { value } = await core.generate();
  await core.app.generated.close();
  core.keytar.cutAt = value.length - 5;
  return core;
}

/** A generate whose value was cut; the keychain is whole again. */
async function generateCut(core: Core) {
  const made = await core.app.generation.generate({ ttlSeconds: 3_600, ...said, keep: true });
  expect(core.state.generated?.storeError).toEqual({ code: 'STORE_MISMATCH' });
  core.keytar.cutAt = Infinity;
  return { id: made.tokenId ?? '', value: made.value };
}

test.each(['killed', 'its window closed'])(
  'generated, and %s: it is named, and not called saved',
  async (how) => {
    const core = await setup();
    const { id } = await generateCut(core);
    if (how === 'killed') await start(core);
    else await core.app.generated.close();
    for (const ms of [0, 5_000, 30_000]) await pass(core, ms);
    expect(core.keytar.items().has(tokenItem(id))).toBe(true);
    expect(named(core)).toEqual([id]);
    expect(stateOf(core, id)).toBe('not-here');
    expect(await lostTokens(core)).toEqual([]);
  },
);

test('Rebuild does not call the piece saved', async () => {
  const core = await setup();
  const { id } = await generateCut(core);
  await start(core);
  expect(await core.app.rebuild()).toMatchObject({ found: 0, refused: 1 });
  expect(stateOf(core, id)).toBe('not-here');
  expect(named(core)).toEqual([id]);
});

test('the whole value is imported over its piece', async () => {
  const core = await setup();
  const { id, value } = await generateCut(core);
  await start(core);
  core.app.imports.read(value);
  await core.app.imports.keep(said);
  expect(core.keytar.items().get(tokenItem(id))).toBe(value);
  expect(stateOf(core, id)).toBe('saved');
});

test('what goes on after a whole value does not take its place', async () => {
  const core = await setup();
  core.keytar.cutAt = Infinity;
  const { kid, value } = await core.control.consoleToken('empty');
  core.keytar.put(tokenItem(kid), value);
  core.app.imports.read(`${value}abcde`);
  await expect(core.app.imports.keep(said)).rejects.toMatchObject({ code: 'VALUE_DIFFERS' });
  expect(core.keytar.items().get(tokenItem(kid))).toBe(value);
});

test('an import that was killed before its read-back kept nothing', async () => {
  const core = await setup();
  const { kid, value } = await core.control.consoleToken('empty');
  core.keytar.cutAt = value.length - 5;
  const dead = core.dieAt('import', 'read-back');
  core.app.imports.read(value);
  void core.app.imports.keep(said);
  await dead;
  core.keytar.cutAt = Infinity;
  await start(core);
  expect(core.keytar.items().get(tokenItem(kid))).toBe(value.slice(0, -5));
  expect(core.index.tokens.filter(({ id }) => id === kid)).toEqual([]);
  expect(stateOf(core, kid)).toBe('not-here');
  // It may only have been misread.
  core.keytar.put(tokenItem(kid), value);
  await start(core);
  expect(stateOf(core, kid)).toBe('saved');
  expect(core.app.workspace.journal.content.operations).toEqual([]);
});

test('a sign-in that was killed before its read-back kept nothing', async () => {
  const core = await setupCore();
  const { kid, value } = await core.control.consoleToken('empty');
  core.keytar.cutAt = value.length - 5;
  const dead = core.dieAt('token-sign-in', 'read-back');
  void core.signInWithToken(value).catch(() => undefined);
  await dead;
  core.keytar.cutAt = Infinity;
  await core.restart();
  await core.app.start();
  expect(core.keytar.items().get(tokenItem(kid))).toBe(value.slice(0, -5));
  expect(core.index).toMatchObject({ tokens: [], accounts: [] });
  await core.signInWithToken(value);
  expect(core.keytar.items().get(tokenItem(kid))).toBe(value);
  expect(core.app.workspace.journal.content.operations).toEqual([]);
});
