import { rm } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { accounts } from '../../../main/sandbox/accounts.ts';
import { signInItem, tokenItem } from '../../../main/vault/secret-store.ts';
import { lostTokens } from '../../support/core/invariant.ts';
import { diedSigningIn, interrupted, named, pass, start } from '../../support/core/interrupted.ts';
import { setupCore } from '../../support/core/setup-core.ts';
import { operation } from '../../support/sandbox-control.ts';

describe('what a crash left', () => {
  /** Killed before `step` of a generate; then started again. */
  async function killed(step: string) {
    const core = await setupCore();
    await core.signIn('empty');
    const own = core.app.accounts.current?.ownTokenId;
    const dead = core.dieAt('generate', step);
    void core.generate();
    await dead;
    const [id = ''] = (await core.control.tokens('empty'))
      .map(({ kid }) => kid)
      .filter((kid) => kid !== own);
    return { core, id };
  }

  test('is taken up from the keychain: the value was stored, and nothing is lost', async () => {
    const { core, id } = await killed('read-back');
    await start(core);
    expect(core.index.tokens).toMatchObject([{ id }]);
    expect(core.index.notes).toMatchObject([{ id, label: 'deploy' }]);
    expect(core.state.list.tokens).toContainEqual(expect.objectContaining({ id, state: 'saved' }));
    expect(await core.journal()).toEqual([]);
  });

  test('is taken up by the next sign-in even where the index was lost with it', async () => {
    const { core, id } = await killed('read-back');
    await Promise.all(['', '.old'].map((end) => rm(`${core.folder}/index.json${end}`)));
    await core.restart();
    expect(core.state.session.status).toBe('signed-out');
    await core.signIn('empty');
    await pass(core, 0);
    expect(core.index.tokens).toContainEqual(expect.objectContaining({ id }));
    expect(core.index.notes).toContainEqual(expect.objectContaining({ id, label: 'deploy' }));
  });

  test.each([
    ['was cut', (value: string) => value.slice(0, 200)],
    ['is no token', () => 'something'],
  ])('is in question where the stored value %s', async (_, spoil) => {
    const { core, id } = await killed('read-back');
    const item = tokenItem(id);
    core.keytar.put(item, spoil(core.keytar.items().get(item) ?? ''));
    await start(core);
    expect(named(core)).toEqual([id]);
    expect(core.index.tokens).toEqual([]);
    expect(core.keytar.items().has(item)).toBe(true);
  });

  test('is in question where another value stands in its place', async () => {
    const { core, id } = await killed('read-back');
    const { value } = await core.control.consoleToken('empty');
    core.keytar.put(tokenItem(id), value);
    await start(core);
    expect(named(core)).toEqual([id]);
    expect(core.index.tokens).toEqual([]);
  });

  test('raises no prompt while the keyring is locked, and is taken up once it is open', async () => {
    const { core, id } = await killed('read-back');
    core.keytar.mode = 'locked';
    core.keytar.calls.length = 0;
    await start(core);
    expect(core.keytar.calls).toEqual([]);
    expect(await core.journal()).toHaveLength(1);
    core.keytar.mode = 'unlocked';
    await core.app.unlock();
    await pass(core, 0);
    expect(core.index.tokens).toMatchObject([{ id }]);
  });

  test('raises no prompt either where the keyring was locked meanwhile', async () => {
    const { core, made } = await interrupted();
    core.keytar.mode = 'locked';
    core.keytar.calls.length = 0;
    await pass(core, 0);
    expect(named(core)).toEqual(await made());
    expect(core.keytar.calls).toEqual([]);
  });

  test('goes on for this run where the journal cannot be written', async () => {
    const { core, id } = await killed('store-value');
    await core.restart();
    await core.app.start();
    core.files.failWrites = (path) => path.endsWith('journal.json');
    await pass(core, 0);
    expect(named(core)).toEqual([id]);
    await pass(core, 5_000);
    expect(core.state.ghosts).toMatchObject([
      { status: 'found', nextCheckAt: core.clock.now() + 30_000 },
    ]);
  });

  test('is not offered when it was revoked elsewhere, and forgotten at a later start', async () => {
    const core = await setupCore();
    await core.signIn('empty');
    const { tokenId } = await core.generate({ keep: false });
    await core.control.deleteToken(tokenId);
    await start(core);
    expect(core.state.ghosts).toMatchObject([{ candidates: [] }]);
    for (const ms of [5_000, 30_000, 120_000]) await pass(core, ms);
    core.clock.advance(60_000);
    await start(core);
    expect(core.state.ghosts).toEqual([]);
    expect(await core.journal()).toEqual([]);
  });

  test('one list that lacks a known id proves nothing: it may be listed late', async () => {
    const core = await setupCore();
    await core.signIn('empty');
    const late = await core.control.fault({ ...operation.generate, late: { seconds: 45 } });
    expect(late).toBeGreaterThan(0);
    const { tokenId } = await core.generate({ keep: false });
    await start(core);
    expect(core.state.ghosts).toMatchObject([{ candidates: [] }]);
    for (const ms of [5_000, 30_000, 120_000]) await pass(core, ms);
    expect(core.state.ghosts).toMatchObject([{ status: 'found', candidates: [{ tokenId }] }]);
  });
});

test('a token of its own that a crash left is filed under the next sign-in', async () => {
  const { core, left } = await diedSigningIn('read-back');
  const [item = ''] = [...core.keytar.items().keys()].filter((name) => name.startsWith('sign-in:'));
  await core.signIn('empty');
  await pass(core, 0);
  expect(item).toBe(signInItem(core.app.accounts.current?.id ?? ''));
  expect(core.index.tokens).toMatchObject([{ id: left?.kid, userId: accounts.empty.userId }]);
  expect(named(core)).toEqual([]);
  expect(await lostTokens(core)).toEqual([]);
});

test('a token of its own that a crash left where its account signs in stays there', async () => {
  const core = await setupCore();
  await core.signIn('empty');
  const name = signInItem(core.app.accounts.require().id);
  const dead = core.dieAt('sign-in', 'write-index');
  void core.signIn('empty');
  await dead;
  const text = core.keytar.items().get(name);
  await start(core);
  expect(await core.journal()).toEqual([]);
  expect(core.keytar.items().get(name)).toBe(text);
  await start(core);
  expect(core.state.session.account?.authorised).toBe(true);
});
