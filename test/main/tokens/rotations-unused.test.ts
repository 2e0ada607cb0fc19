import { describe, expect, test } from 'vitest';
import { tokenItem } from '../../../main/vault/secret-store.ts';
import {
  isLive,
  newId,
  nothing,
  notesOf,
  refuseNew,
  rotate,
  said,
  setup,
  shown,
} from '../../support/core/rotating.ts';
import { operation } from '../../support/sandbox-control.ts';

describe('a new value that the server does not take', () => {
  test('moves nothing: it is said, and can be tried again', async () => {
    const { core, old } = await setup();
    refuseNew(core);
    expect(await rotate(core, old)).toMatchObject({
      stage: 'refused',
      error: { code: 'SIGN_IN_ENDED' },
    });
    expect([notesOf(core, old), notesOf(core, newId(core))]).toEqual([said, nothing]);
    expect(core.state.session.account?.authorised).toBe(true);
    expect(await core.app.rotations.goOn(shown(core).id)).toEqual({ stage: 'open' });
    expect(notesOf(core, newId(core))).toEqual(said);
  });

  test('is taken back', async () => {
    const { core, old } = await setup();
    refuseNew(core);
    await rotate(core, old);
    const made = newId(core);
    await core.app.rotations.undo(shown(core).id);
    expect([await isLive(core, old), await isLive(core, made)]).toEqual([true, false]);
    expect(notesOf(core, old)).toEqual(said);
    expect(core.state.rotations).toEqual([]);
  });
});

test('a new value that could not be used, since there is no network, is used once there is', async () => {
  const { core, old } = await setup();
  const never = { kind: 'reset', when: 'before' } as const;
  core.before('rotate', 'use-new', async () => {
    await core.control.fault({ ...operation.list, times: 'always', answer: never });
  });
  expect(await rotate(core, old)).toMatchObject({ stage: 'unused' });
  expect(notesOf(core, old)).toEqual(said);
  await core.control.clearFaults();
  await core.app.lists.refreshAnew();
  await core.until(({ rotations }) => rotations[0]?.stage === 'open');
  expect(notesOf(core, newId(core))).toEqual(said);
});

test(
  'a new value that is another token’s is used for nothing, and moves nothing',
  { tags: 'long' },
  async () => {
    const { core, old } = await setup();
    const never = { kind: 'reset', when: 'before' } as const;
    core.before('rotate', 'use-new', async () => {
      await core.control.fault({ ...operation.list, times: 'always', answer: never });
    });
    await rotate(core, old);
    const made = newId(core);
    // It is of the same user, filed, and the server would take it.
    core.keytar.put(tokenItem(made), core.keytar.items().get(tokenItem(old)) ?? '');
    await core.control.clearFaults();
    await core.control.clearLog();
    await expect(core.app.rotations.goOn(shown(core).id)).rejects.toMatchObject({
      code: 'STORE_MISMATCH',
    });
    expect(await core.control.log()).toEqual([]);
    expect(shown(core)).toMatchObject({ stage: 'unused' });
    expect([notesOf(core, old), notesOf(core, made)]).toEqual([said, nothing]);
  },
);

test('a new value that could not be used is not read by itself from a locked keychain', async () => {
  const { core, old } = await setup();
  const never = { kind: 'reset', when: 'before' } as const;
  core.before('rotate', 'use-new', async () => {
    await core.control.fault({ ...operation.list, times: 'always', answer: never });
  });
  expect(await rotate(core, old)).toMatchObject({ stage: 'unused' });
  await core.control.clearFaults();
  core.keytar.mode = 'locked';
  core.keytar.calls.length = 0;
  await core.app.lists.refreshAnew();
  await core.app.rotations.resume();
  // No prompt was raised.
  expect(core.keytar.calls).toEqual([]);
  expect(shown(core).stage).toBe('unused');
  core.keytar.mode = 'unlocked';
  await core.app.unlock();
  expect(shown(core).stage).toBe('open');
});
