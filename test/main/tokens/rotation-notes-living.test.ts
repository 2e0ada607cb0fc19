import { describe, expect, test } from 'vitest';
import { deleteToken } from '../../../main/tokens/delete-token.ts';
import { withNote } from '../../../main/vault/index-file.ts';
import { pass, start } from '../../support/core/interrupted.ts';
import {
  describeToken,
  isLive,
  isStored,
  journaled,
  newId,
  nothing,
  notesOf,
  rotate,
  said,
  setup,
  shown,
} from '../../support/core/rotating.ts';
import { setupCore, type Core } from '../../support/core/setup-core.ts';
import { operation } from '../../support/sandbox-control.ts';

const never = { kind: 'reset', when: 'before' } as const;
const hour = 3_600_000;

/** Rotated, and an Undo that could not reach the server: what was said is back with the old token. */
async function undoing(core: Core, old: string, ttlSeconds: number | null = null): Promise<string> {
  await rotate(core, old, ttlSeconds);
  const made = newId(core);
  await core.control.fault({ ...operation.delete, times: 'always', answer: never });
  await expect(core.app.rotations.undo(shown(core).id)).rejects.toThrow();
  await core.control.clearFaults();
  expect(shown(core).stage).toBe('undoing');
  expect(notesOf(core, old)).toEqual(said);
  return made;
}

/** A new run, some time later, that has read the list. */
async function later(core: Core, ms: number): Promise<void> {
  core.clock.advance(ms);
  await start(core);
  await core.app.lists.refreshAnew();
  await core.app.rotations.resume();
}

const labelOf = (core: Core, id: string): string | undefined =>
  core.state.list.tokens.find((token) => token.id === id)?.label;

describe('an Undo that did not go through', () => {
  test('goes on beside what is said of the new token since, and takes nothing of it', async () => {
    const { core, old } = await setup();
    const made = await undoing(core, old);
    const typed = { label: 'CI-7 has it', note: 'call Otto' };
    await core.app.workspace.index.change((index) => withNote(index, made, typed));
    for (const ms of [0, hour]) await later(core, ms);
    expect(notesOf(core, made)).toEqual({ ...nothing, ...typed });
    expect(notesOf(core, old)).toEqual(said);
    // Once it goes through, what can stand beside the other does.
    await core.app.rotations.undo(shown(core).id);
    expect(notesOf(core, old)).toEqual({ ...said, note: 'ask Paula\ncall Otto' });
  });

  test('and was cut short goes back once, at the next start', async () => {
    const { core, old } = await setup();
    await rotate(core, old);
    const made = newId(core);
    const dead = core.dieAt('undo-rotation', 'move-notes-back');
    void core.app.rotations.undo(shown(core).id);
    await dead;
    await later(core, 600_000);
    expect([notesOf(core, old), notesOf(core, made)]).toEqual([said, nothing]);
    await describeToken(core, made, 'typed later');
    await later(core, 600_000);
    expect(notesOf(core, made).label).toBe('typed later');
  });

  test.each([true, false])(
    'is over once the old token was deleted elsewhere (kept here: %s), and the new one is called as it was',
    async (keep) => {
      const core = await setupCore();
      await core.signIn('empty');
      const { tokenId: old } = await core.generate({ ttlSeconds: 86_400, ...said, keep });
      await core.app.generated.close();
      await core.untilListed();
      const made = await undoing(core, old);
      await core.control.deleteToken(old);
      await later(core, 600_000);
      expect([notesOf(core, made), journaled(core)]).toEqual([said, []]);
      expect([await isLive(core, made), isStored(core, made)]).toEqual([true, true]);
      await core.until(() => labelOf(core, made) === said.label);
    },
  );

  test('is taken for what it is once the old token has ended: the new one is in its place', async () => {
    const { core, old } = await setup({}, 7_200);
    const made = await undoing(core, old, 5 * 86_400);
    await later(core, 24 * hour);
    expect(shown(core)).toMatchObject({ stage: 'open', label: said.label });
    expect([notesOf(core, made), notesOf(core, old)]).toEqual([said, nothing]);
    await core.app.rotations.leave(shown(core).id);
    const { workspace, accounts, lists } = core.app;
    await deleteToken(workspace, accounts, lists, old);
    expect([notesOf(core, made), await isLive(core, made)]).toEqual([said, true]);
  });
});

describe('a rotation whose new token was not used yet', () => {
  test('takes what was said with it when the old one was deleted elsewhere', async () => {
    const { core, old } = await setup();
    core.before('rotate', 'use-new', async () => {
      await core.control.fault({ ...operation.list, times: 'always', answer: never });
    });
    await rotate(core, old);
    const made = newId(core);
    await core.control.clearFaults();
    await core.control.deleteToken(old);
    await later(core, 600_000);
    expect([notesOf(core, made), journaled(core)]).toEqual([said, []]);
  });
});

describe('Keep both', () => {
  test('leaves what was said with the old token where the new one was deleted elsewhere', async () => {
    const { core, old } = await setup();
    await rotate(core, old);
    const made = newId(core);
    await core.control.deleteToken(made);
    await core.app.lists.refreshAnew();
    await core.app.rotations.leave(shown(core).id);
    expect([notesOf(core, old), notesOf(core, made)]).toEqual([said, nothing]);
  });

  test('moves nothing where both live, nor where nobody can tell', async () => {
    const { core, old } = await setup();
    await rotate(core, old);
    const made = newId(core);
    await core.control.deleteToken(made);
    await core.control.fault({ ...operation.get, times: 'always', answer: never });
    await core.app.lists.refreshAnew();
    await pass(core, 0);
    await core.app.rotations.leave(shown(core).id);
    expect([notesOf(core, made), core.state.rotations]).toEqual([said, []]);
  });
});
