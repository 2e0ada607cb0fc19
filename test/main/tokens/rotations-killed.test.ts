import { describe, expect, test } from 'vitest';
import { finishSteps, rotateSteps, undoSteps } from '../../../main/tokens/rotate-steps.ts';
import { pass, start } from '../../support/core/interrupted.ts';
import { lostTokens } from '../../support/core/invariant.ts';
import {
  isLive,
  isStored,
  newId,
  notesOf,
  rotate,
  said,
  setup,
  shown,
} from '../../support/core/rotating.ts';
import { operation } from '../../support/sandbox-control.ts';

describe('killed', () => {
  test.each(rotateSteps.map(({ name }) => name))('before %s of a rotation', async (step) => {
    const { core, old } = await setup();
    const dead = core.dieAt('rotate', step);
    void core.app.rotations.begin([old], null);
    await dead;
    core.clock.advance(600_000);
    await start(core);
    for (const ms of [0, 5_000, 30_000, 120_000, 60_000]) await pass(core, ms);
    // What the settled request set going has ended then.
    await core.app.rotations.resume();
    // Of one that an earlier run made a person says that it goes on.
    for (const { id, stage } of core.state.rotations)
      if (stage === 'unused') await core.app.rotations.goOn(id);
    expect(await lostTokens(core)).toEqual([]);
    expect([await isLive(core, old), isStored(core, old)]).toEqual([true, true]);
    const { rotations, ghosts } = core.state;
    const made = rotations[0]?.newTokenId;
    // Either it stands where a person can go on, or what may have been made is named, or nothing was.
    if (made) expect([rotations[0]?.stage, notesOf(core, made)]).toEqual(['open', said]);
    else {
      expect(notesOf(core, old)).toEqual(said);
      const live = (await core.control.tokens('empty')).filter((token) => token.live);
      const named = ghosts.filter(({ candidates }) => candidates.length > 0);
      expect(live).toHaveLength(2 + named.length);
    }
  });

  test.each(finishSteps.map(({ name }) => name))('before %s of its end', async (step) => {
    const { core, old } = await setup();
    await rotate(core, old);
    const made = newId(core);
    const dead = core.dieAt('finish-rotation', step);
    void core.app.rotations.finish(shown(core).id);
    await dead;
    const gone = !(await isLive(core, old));
    core.clock.advance(600_000);
    await start(core);
    expect(core.state.rotations.map(({ stage }) => stage)).toEqual(gone ? [] : ['open']);
    expect([await isLive(core, made), isStored(core, made)]).toEqual([true, true]);
    expect(notesOf(core, made)).toEqual(said);
    expect(isStored(core, old)).toBe(!gone);
    expect(await lostTokens(core)).toEqual([]);
  });

  test.each(undoSteps.map(({ name }) => name))('before %s of the way back', async (step) => {
    const { core, old } = await setup();
    await rotate(core, old);
    const made = newId(core);
    const dead = core.dieAt('undo-rotation', step);
    void core.app.rotations.undo(shown(core).id);
    await dead;
    const begun = step !== 'check-old' && step !== 'write-undoing';
    const gone = !(await isLive(core, made));
    core.clock.advance(600_000);
    await start(core);
    expect(core.state.rotations.map(({ stage }) => stage)).toEqual(
      gone ? [] : [begun ? 'undoing' : 'open'],
    );
    expect(notesOf(core, begun ? old : made)).toEqual(said);
    expect([await isLive(core, old), isStored(core, old)]).toEqual([true, true]);
    expect(await lostTokens(core)).toEqual([]);
  });

  test.each([
    ['finish', 'delete-old', 'open'],
    ['undo', 'delete-new', 'undoing'],
  ] as const)(
    'in the middle of a %s it has no time of its own any more',
    { tags: 'long' },
    async (end, step, stage) => {
      const { core, old } = await setup({}, 30 * 86_400);
      await rotate(core, old);
      const { id } = shown(core);
      await core.app.rotations.schedule(id, core.clock.now() + 2 * 86_400_000);
      const dead = core.dieAt(`${end}-rotation`, step);
      void core.app.rotations[end](id);
      await dead;
      await start(core);
      expect(shown(core)).toMatchObject({ stage, finishAt: null, overdue: false });
      expect([await isLive(core, old), await isLive(core, newId(core))]).toEqual([true, true]);
    },
  );
});

test('a finish stays one while its deletion is open: whether the old token lives could not be asked', async () => {
  const { core, old } = await setup();
  await rotate(core, old);
  const dead = core.dieAt('delete', 'request');
  void core.app.rotations.finish(shown(core).id);
  await dead;
  const answer = { kind: 'status', status: 503 } as const;
  await core.control.fault({ ...operation.get, times: 'always', answer });
  await start(core);
  expect(shown(core).stage).toBe('finishing');
  await core.control.clearFaults();
  await start(core);
  expect(shown(core).stage).toBe('open');
  expect([await isLive(core, old), isStored(core, old)]).toEqual([true, true]);
});
