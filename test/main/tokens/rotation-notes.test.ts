import { describe, expect, test } from 'vitest';
import { pass, start } from '../../support/core/interrupted.ts';
import type { Core } from '../../support/core/setup-core.ts';
import { operation } from '../../support/sandbox-control.ts';
import {
  describeToken,
  isLive,
  isStored,
  journaled,
  newId,
  nothing,
  notesOf,
  refuseNew,
  rotate,
  said,
  setup,
  shown,
} from '../../support/core/rotating.ts';

/** A rotation whose new value could not be used yet: what was said of the old token is said of it still. */
async function refused(): Promise<{ core: Core; old: string; made: string }> {
  const { core, old } = await setup();
  refuseNew(core);
  await rotate(core, old);
  return { core, old, made: newId(core) };
}

describe('the old token of one whose new value was not used', () => {
  test('is deleted without losing what was said', async () => {
    const { core, old, made } = await refused();
    expect(await core.app.rotations.remove(old)).toBe(true);
    expect([notesOf(core, made), notesOf(core, old)]).toEqual([said, nothing]);
    expect([await isLive(core, old), isStored(core, old)]).toEqual([false, false]);
    expect([await isLive(core, made), isStored(core, made)]).toEqual([true, true]);
    expect(core.state.rotations).toEqual([]);
  });

  test('is as it was where it could not be deleted, and so is the rotation', async () => {
    const { core, old, made } = await refused();
    await describeToken(core, made, 'mine');
    await core.control.fault({ ...operation.delete, answer: { kind: 'status', status: 403 } });
    await expect(core.app.rotations.remove(old)).rejects.toMatchObject({
      code: 'TWO_FACTOR_OR_REFUSED',
    });
    expect(notesOf(core, old)).toEqual(said);
    expect(notesOf(core, made)).toEqual({ ...nothing, label: 'mine' });
    expect(shown(core)).toMatchObject({ stage: 'refused', oldTokenId: old });
    expect([await isLive(core, old), isStored(core, old)]).toEqual([true, true]);
  });

  test('is gone after a crash, and what was said of it is not', async () => {
    const { core, old, made } = await refused();
    const dead = core.dieAt('remove-rotated', 'clear-rotation');
    void core.app.rotations.remove(old);
    await dead;
    await start(core);
    expect([notesOf(core, made), journaled(core)]).toEqual([said, []]);
    expect(isStored(core, made)).toBe(true);
  });
});

test('no token is deleted while another one is made in its place', async () => {
  const { core, old } = await setup();
  await core.control.clearLog();
  const held = await core.control.fault({ ...operation.generate, hold: 'after' });
  const rotating = core.app.rotations.begin([old], null);
  await core.control.waitForLog((log) => log.some(({ path }) => path.includes('/generate')));
  await expect(core.app.rotations.remove(old)).rejects.toMatchObject({ code: 'BUSY' });
  await core.control.release(held);
  await rotating;
  expect([await isLive(core, old), notesOf(core, newId(core))]).toEqual([true, said]);
});

test('what was said of the old one after a crash is what moves to the new one', async () => {
  const { core, old } = await setup();
  const dead = core.dieAt('rotate', 'write-index');
  void core.app.rotations.begin([old], null);
  await dead;
  core.clock.advance(600_000);
  await start(core);
  await pass(core, 0);
  await core.app.rotations.resume();
  await describeToken(core, old, 'said later');
  await core.app.rotations.goOn(shown(core).id);
  expect(notesOf(core, newId(core))).toEqual({ ...said, label: 'said later' });
  expect(notesOf(core, old)).toEqual(nothing);
});
