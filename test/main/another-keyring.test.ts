import { expect, test } from 'vitest';
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
