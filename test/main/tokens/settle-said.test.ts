import { describe, expect, test } from 'vitest';
import { tokenItem } from '../../../main/vault/secret-store.ts';
import { withNote } from '../../../main/vault/index-file.ts';
import { interrupted, named, pass, start } from '../../support/core/interrupted.ts';
import { setupCore } from '../../support/core/setup-core.ts';
import { resetAfter } from '../../support/sandbox-control.ts';

const said = {
  label: 'deploy-prod',
  note: 'ask Kim',
  usedIn: 'GitHub Actions',
  color: 'green' as const,
};

describe('what was said of a token whose request was interrupted', () => {
  test('is on disk before the request, and names the question', async () => {
    const { core } = await interrupted(resetAfter, said);
    expect(await core.journal()).toMatchObject([said]);
    expect(core.state.ghosts).toMatchObject([{ label: 'deploy-prod', purpose: 'vault' }]);
  });

  test('is put on the one that was found, when the person keeps it', async () => {
    const { core, operationId, made } = await interrupted(resetAfter, said);
    await pass(core, 0);
    const [id = ''] = await made();
    await core.app.settler.answers.keep(operationId, id);
    expect(core.index.notes).toEqual([{ id, ...said }]);
    expect(core.state.list.tokens).toContainEqual(expect.objectContaining({ id, ...said }));
    expect(named(core)).toEqual([]);
  });

  test('outlives a crash', async () => {
    const { core, operationId, made } = await interrupted(resetAfter, said);
    await start(core);
    const [id = ''] = await made();
    await core.app.settler.answers.keep(operationId, id);
    expect(core.index.notes).toEqual([{ id, ...said }]);
  });

  test('is put on the one of two that was chosen, and on no other', async () => {
    const two = { ...resetAfter, secondClient: { when: 'before' } } as const;
    const { core, operationId } = await interrupted(two, said);
    await pass(core, 0);
    const [, second = ''] = named(core);
    await core.app.settler.answers.keep(operationId, second);
    expect(core.index.notes).toEqual([{ id: second, ...said }]);
  });

  test('does not take the place of what was said since', async () => {
    const { core, operationId, made } = await interrupted(resetAfter, said);
    await pass(core, 0);
    const [id = ''] = await made();
    await core.app.workspace.index.change((index) =>
      withNote(index, id, { label: 'mine', color: 'red' }),
    );
    await core.app.settler.answers.keep(operationId, id);
    expect(core.index.notes).toEqual([{ id, ...said, label: 'mine', color: 'red' }]);
  });

  test('is put on nothing that is not in question', async () => {
    const { core, operationId } = await interrupted(resetAfter, said);
    await pass(core, 0);
    const own = core.app.accounts.current?.ownTokenId ?? '';
    await expect(core.app.settler.answers.keep(operationId, own)).rejects.toMatchObject({
      code: 'NOTHING_PENDING',
    });
    expect(core.index.notes).toEqual([]);
    expect(await core.journal()).toHaveLength(1);
  });

  test('stays in the journal while it cannot be written down', async () => {
    const { core, operationId, made } = await interrupted(resetAfter, said);
    await pass(core, 0);
    const [id = ''] = await made();
    core.files.failWrites = (path) => path.endsWith('index.json');
    await expect(core.app.settler.answers.keep(operationId, id)).rejects.toMatchObject({
      code: 'FILE_NOT_WRITTEN',
    });
    expect(await core.journal()).toMatchObject([said]);
    expect(named(core)).toEqual([id]);
  });
});

test.each(['read-back', 'write-index', 'clear-journal', 'done'])(
  'killed before %s, the token has all that was said of it at the next start',
  async (step) => {
    const core = await setupCore();
    await core.signIn('empty');
    const dead = core.dieAt('generate', step);
    void core.generate(said);
    await dead;
    await start(core);
    const [saved] = core.index.tokens;
    expect(core.keytar.items().has(tokenItem(saved?.id ?? ''))).toBe(true);
    expect(core.index.notes).toEqual([{ id: saved?.id, ...said }]);
  },
);

test('an own token that moves into the vault keeps the label that it has', async () => {
  const core = await setupCore();
  await core.signIn('empty');
  const own = core.app.accounts.current?.ownTokenId ?? '';
  await core.app.workspace.index.change((index) => withNote(index, own, { label: 'laptop' }));
  await core.signIn('empty');
  expect(core.index.tokens).toMatchObject([{ id: own }]);
  expect(core.index.notes).toMatchObject([{ id: own, label: 'laptop' }]);
});
