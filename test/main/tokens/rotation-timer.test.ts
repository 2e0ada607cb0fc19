import { describe, expect, test } from 'vitest';
import { start } from '../../support/core/interrupted.ts';
import { turns } from '../../support/core/turns.ts';
import { isLive, newId, rotate, said, notesOf, setup as rotated, shown } from './rotating.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** A rotation that finishes by itself in a day. */
async function setup() {
  const { core, old } = await rotated({}, 30 * 86_400);
  await rotate(core, old, 30 * 86_400);
  const finishAt = core.clock.now() + DAY;
  await core.app.rotations.schedule(shown(core).id, finishAt);
  return { core, old, finishAt };
}

test('it is announced an hour before, once, and then the old token is deleted', async () => {
  const { core, old, finishAt } = await setup();
  core.clock.advance(DAY - HOUR - 1);
  expect(core.announced).toEqual([]);
  core.clock.advance(1);
  expect(core.announced).toEqual([{ label: 'deploy', finishAt }]);
  core.clock.advance(HOUR - 1);
  expect(core.announced).toHaveLength(1);
  expect(await isLive(core, old)).toBe(true);
  core.clock.advance(1);
  await core.until(({ rotations }) => rotations.length === 0);
  expect(await isLive(core, old)).toBe(false);
});

describe('a person is asked instead, and nothing is deleted', () => {
  test('at a start after its time', async () => {
    const { core, old } = await setup();
    core.end();
    core.clock.advance(7 * DAY);
    await start(core);
    expect(shown(core)).toMatchObject({ overdue: true, stage: 'open' });
    expect(core.announced).toEqual([]);
    expect(await isLive(core, old)).toBe(true);
    expect(notesOf(core, newId(core))).toEqual(said);
  });

  test('at a start within the last hour, which is announced late', async () => {
    const { core, finishAt } = await setup();
    core.end();
    core.clock.advance(DAY - HOUR / 2);
    await start(core);
    expect(core.announced).toEqual([{ label: 'deploy', finishAt }]);
    core.clock.advance(HOUR / 2);
    await turns();
    expect(shown(core)).toMatchObject({ overdue: true });
  });

  test('after the computer slept through it', async () => {
    const { core } = await setup();
    core.clock.advance(DAY - HOUR);
    expect(core.announced).toHaveLength(1);
    // Timers stand still while it sleeps, and run late after it.
    core.clock.set(core.clock.now() + 2 * HOUR);
    core.clock.advance(HOUR);
    await turns();
    expect(shown(core)).toMatchObject({ overdue: true });
  });
});

test('what is chosen anew is announced anew', async () => {
  const { core, old } = await setup();
  core.clock.advance(DAY - HOUR);
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
