import { expect, test } from 'vitest';
import { rebuildIndex } from '../../main/tokens/rebuild-index.ts';
import { tokenItem } from '../../main/vault/secret-store.ts';
import { start } from '../support/core/interrupted.ts';
import { remember } from '../support/core/kept.ts';
import { setupCore, type Core } from '../support/core/setup-core.ts';

// Another keyring is open for one start, as after a session of another desktop: it holds nothing of ours,
// which says nothing of what the right one holds.

const said = { label: 'deploy', note: '', usedIn: '', color: 'none' } as const;

async function visitAnother(
  core: Core,
  meanwhile: () => Promise<unknown> = () => Promise.resolve(),
) {
  const back = core.keytar.swap();
  await start(core);
  await meanwhile();
  back();
  await start(core);
}

const openKinds = (core: Core): readonly string[] =>
  core.app.workspace.journal.content.operations.map(({ kind }) => kind);

test('what a sign-out left behind is taken up in the right one', async () => {
  const core = await setupCore();
  await core.signIn('empty');
  const own = core.app.accounts.current?.ownTokenId ?? '';
  core.keytar.mode = 'no-service';
  await core.app.signOut({ revoke: false });
  core.keytar.mode = 'unlocked';
  const check = await remember(core);
  await visitAnother(core);
  await check();
  expect(core.index.leftBehind).toEqual([]);
  expect(core.keytar.items().has(tokenItem(own))).toBe(true);
});

test.each(['import', 'token-sign-in'])(
  'a value that an interrupted %s stored is filed in the right one',
  async (kind) => {
    const core = await setupCore();
    await core.signIn('empty');
    const { kid, value } = await core.control.consoleToken('empty');
    const dead = core.dieAt(kind, 'write-index');
    if (kind === 'import') {
      core.app.imports.read(value);
      void core.app.imports.keep(said);
    } else void core.signInWithToken(value);
    await dead;
    const check = await remember(core);
    await visitAnother(core, () => {
      expect(openKinds(core)).toEqual([kind]);
      return Promise.resolve();
    });
    await check();
    expect(core.index.tokens.map(({ id }) => id)).toContain(kid);
    expect(openKinds(core)).toEqual([]);
  },
);

test('a removal that was interrupted is ended in the right one: its value stays, and is found', async () => {
  const core = await setupCore();
  await core.signIn('empty');
  const { tokenId } = await core.generate();
  await core.app.generated.close();
  const dead = core.dieAt('forget', 'remove-value');
  void core.app.values.forget(tokenId);
  await dead;
  const check = await remember(core);
  await visitAnother(core);
  await check();
});

test('a value that is asked for there is not there, and is called saved all the same', async () => {
  const core = await setupCore();
  await core.signIn('empty');
  const { tokenId } = await core.generate();
  await core.app.generated.close();
  const check = await remember(core);
  await visitAnother(core, () =>
    expect(core.app.values.copy(tokenId)).rejects.toMatchObject({ code: 'VALUE_MISSING' }),
  );
  await check();
});

test('one that stays is taken for the right one at its second start', async () => {
  const core = await setupCore();
  await core.signIn('empty');
  const { tokenId } = await core.generate();
  await core.app.generated.close();
  core.keytar.swap();
  await start(core);
  // What is stored there marks it.
  await core.app.unlock();
  await start(core);
  await expect(core.app.values.copy(tokenId)).rejects.toMatchObject({ code: 'VALUE_MISSING' });
  expect(core.index.tokens.find(({ id }) => id === tokenId)).toMatchObject({ missing: true });
});

test.each(['keep-own', 'remove-item', 'write-index'])(
  'a sign-out that was interrupted before %s is ended in the right one, its token kept',
  async (step) => {
    const core = await setupCore();
    await core.signIn('empty');
    const dead = core.dieAt('sign-out', step);
    void core.app.signOut({ revoke: false });
    await dead;
    const check = await remember(core);
    await visitAnother(core);
    await check();
  },
);

test('who signs out there is signed out, and what lies in the right one is taken up', async () => {
  const core = await setupCore();
  await core.signIn('empty');
  const check = await remember(core);
  await visitAnother(core, () => core.app.signOut({ revoke: false }));
  await check();
  expect(core.state.session.status).toBe('signed-out');
});

test('one that is used for long makes nothing forgotten that a sign-out left behind', async () => {
  const core = await setupCore();
  await core.signIn('empty');
  const own = core.app.accounts.current?.ownTokenId ?? '';
  core.keytar.mode = 'no-service';
  await core.app.signOut({ revoke: false });
  core.keytar.mode = 'unlocked';
  const back = core.keytar.swap();
  await start(core);
  await core.signIn('plain');
  await start(core);
  await start(core);
  back();
  await start(core);
  expect(core.keytar.items().has(tokenItem(own))).toBe(true);
});

test('what Rebuild does not find there is found again by the next start in the right one', async () => {
  const core = await setupCore();
  await core.signIn('empty');
  const { tokenId } = await core.generate();
  await core.app.generated.close();
  await core.restart();
  await core.app.start();
  await core.untilListed();
  const check = await remember(core);
  const back = core.keytar.swap();
  const { workspace, accounts, lists } = core.app;
  expect(await rebuildIndex(workspace, accounts, lists)).toMatchObject({ missing: 1 });
  back();
  await start(core);
  await check();
  expect(core.state.list.tokens.find(({ id }) => id === tokenId)).toMatchObject({ state: 'saved' });
});

test('nobody is told there that a value was removed which lies in the right one', async () => {
  const core = await setupCore();
  await core.signIn('empty');
  const { tokenId } = await core.generate();
  await core.app.generated.close();
  const check = await remember(core);
  await visitAnother(core, () =>
    expect(core.app.values.forget(tokenId)).rejects.toMatchObject({ code: 'VALUE_MISSING' }),
  );
  await check();
});
