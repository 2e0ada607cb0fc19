import { describe, expect, test } from 'vitest';
import { start } from '../../support/core/interrupted.ts';
import { turns } from '../../support/core/turns.ts';
import {
  finishingAlone as setup,
  isLive,
  newId,
  notesOf,
  pass,
  rotate,
  said,
  setup as rotating,
  shown,
} from '../../support/core/rotating.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

test('it is announced an hour before, once, and then the old token is deleted', async () => {
  const { core, old, finishAt } = await setup();
  core.clock.advance(DAY - HOUR - 1);
  expect(core.announced).toEqual([]);
  core.clock.advance(1);
  expect(core.announced).toEqual([{ label: 'deploy', finishAt }]);
  await turns();
  core.clock.advance(HOUR - 1);
  expect(core.announced).toHaveLength(1);
  expect(await isLive(core, old)).toBe(true);
  core.clock.advance(1);
  await core.until(({ rotations }) => rotations.length === 0);
  expect(await isLive(core, old)).toBe(false);
});

describe('a person is asked instead, and nothing is deleted', () => {
  test('where the new token has fewer rights, of which no deletion is announced', async () => {
    const { core, old } = await rotating({}, 30 * 86_400);
    await core.control.changeAccount('empty', { privileges: ['ACCESS_ACTIVITY_LOG'] });
    await rotate(core, old, 30 * 86_400);
    await core.app.rotations.schedule(shown(core).id, core.clock.now() + DAY);
    await pass(core, DAY - HOUR);
    await pass(core, HOUR);
    await core.until(({ rotations }) => rotations[0]?.overdue === true);
    expect(core.announced).toEqual([]);
    expect([await isLive(core, old), shown(core).stage]).toEqual([true, 'open']);
    // Who says so deletes it all the same.
    await core.app.rotations.finish(shown(core).id);
    expect(await isLive(core, old)).toBe(false);
  });

  test('where the journal called its rights the same, and the values say otherwise', async () => {
    const { core, old } = await rotating({}, 30 * 86_400);
    await core.control.changeAccount('empty', { privileges: ['ACCESS_ACTIVITY_LOG'] });
    await rotate(core, old, 30 * 86_400);
    await core.app.workspace.journal.change(({ operations }) => ({
      operations: operations.map((one) =>
        one.kind === 'rotation' ? { ...one, drift: 'same' } : one,
      ),
    }));
    await core.app.rotations.schedule(shown(core).id, core.clock.now() + DAY);
    await pass(core, DAY - HOUR);
    expect(core.announced).toHaveLength(1);
    await pass(core, HOUR);
    await core.until(({ rotations }) => rotations[0]?.overdue === true);
    expect(await isLive(core, old)).toBe(true);
  });

  test('after a start, before its time or after it', async () => {
    for (const ms of [HOUR, 7 * DAY]) {
      const { core, old } = await setup();
      core.end();
      core.clock.advance(ms);
      await start(core);
      expect(shown(core)).toMatchObject({ overdue: true, stage: 'open' });
      core.clock.advance(2 * DAY);
      await turns();
      expect(core.announced).toEqual([]);
      expect(await isLive(core, old)).toBe(true);
      expect(notesOf(core, newId(core))).toEqual(said);
    }
  });

  test('after the computer slept through its time, or through a part of the hour before', async () => {
    for (const ms of [2 * HOUR, HOUR / 2]) {
      const { core, old } = await setup();
      core.clock.advance(DAY - HOUR);
      expect(core.announced).toHaveLength(1);
      await turns();
      // Timers stand still while it sleeps, and run late after it.
      core.clock.set(core.clock.now() + ms);
      await pass(core, HOUR);
      expect(shown(core)).toMatchObject({ overdue: true });
      expect(await isLive(core, old)).toBe(true);
    }
  });

  test('where the keychain is locked: no prompt is raised', async () => {
    const { core, old } = await setup();
    await pass(core, DAY - HOUR);
    core.clock.advance(HOUR - 1);
    core.keytar.mode = 'locked';
    core.keytar.calls.length = 0;
    core.clock.advance(1);
    await turns();
    expect(core.keytar.calls).toEqual([]);
    expect(await isLive(core, old)).toBe(true);
    expect(shown(core)).toMatchObject({ overdue: true });
  });

  test('where the new token is gone by then', async () => {
    const { core, old } = await setup();
    await core.control.deleteToken(newId(core));
    await pass(core, DAY - HOUR);
    core.clock.advance(HOUR);
    await core.until(({ rotations }) => rotations[0]?.overdue === true);
    await turns();
    expect(await isLive(core, old)).toBe(true);
  });
});

test('what is chosen anew is announced anew', async () => {
  const { core, old } = await setup();
  await pass(core, DAY - HOUR);
  const later = core.clock.now() + 2 * DAY;
  await core.app.rotations.schedule(shown(core).id, later);
  core.clock.advance(HOUR);
  await turns();
  expect(await isLive(core, old)).toBe(true);
  core.clock.advance(2 * DAY - 2 * HOUR);
  expect(core.announced.map(({ finishAt }) => finishAt)).toContain(later);
});

test('it is given up', async () => {
  const { core, old } = await setup();
  await core.app.rotations.schedule(shown(core).id, null);
  core.clock.advance(2 * DAY);
  await turns();
  expect(core.announced).toEqual([]);
  expect(shown(core)).toMatchObject({ finishAt: null, overdue: false });
  expect(await isLive(core, old)).toBe(true);
});

test.each([
  ['too soon to be announced', HOUR],
  ['past', -1],
])('a moment that is %s is refused', async (_, away) => {
  const { core } = await setup();
  const { id, finishAt } = shown(core);
  await expect(core.app.rotations.schedule(id, core.clock.now() + away)).rejects.toMatchObject({
    code: 'INVALID_REQUEST',
  });
  expect(shown(core).finishAt).toBe(finishAt);
});

test('a moment that is chosen while the rotation is being finished does not open it again', async () => {
  const { core } = await setup();
  const { id } = shown(core);
  const finishing = core.app.rotations.finish(id);
  await expect(core.app.rotations.schedule(id, core.clock.now() + 2 * DAY)).rejects.toMatchObject({
    code: 'NOTHING_PENDING',
  });
  await finishing;
  expect(core.state.rotations).toEqual([]);
});
