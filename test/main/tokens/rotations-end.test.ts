import { describe, expect, test } from 'vitest';
import { deleteToken } from '../../../main/tokens/delete-token.ts';
import { start } from '../../support/core/interrupted.ts';
import {
  describeToken,
  isLive,
  isStored,
  journaled,
  newId,
  notesOf,
  rotate,
  said,
  setup,
  shown,
} from '../../support/core/rotating.ts';
import { operation } from '../../support/sandbox-control.ts';

describe('Finish rotation', () => {
  test('deletes the old token and its value, and ends it', async () => {
    const { core, old } = await setup();
    await rotate(core, old);
    const made = newId(core);
    await core.app.rotations.finish(shown(core).id);
    expect([await isLive(core, old), await isLive(core, made)]).toEqual([false, true]);
    expect([isStored(core, old), isStored(core, made)]).toEqual([false, true]);
    expect(notesOf(core, made)).toEqual(said);
    expect([core.state.rotations, journaled(core)]).toEqual([[], []]);
  });

  test('after a restart', async () => {
    const { core, old } = await setup();
    await rotate(core, old);
    await start(core);
    await core.app.rotations.finish(shown(core).id);
    expect(await isLive(core, old)).toBe(false);
    expect(core.state.rotations).toEqual([]);
  });

  test('offline leaves all as it was', async () => {
    const { core, old } = await setup();
    await rotate(core, old);
    const before = shown(core);
    const never = { kind: 'reset', when: 'before' } as const;
    await core.control.fault({ ...operation.delete, times: 'always', answer: never });
    await expect(core.app.rotations.finish(before.id)).rejects.toMatchObject({
      code: 'CONNECTION_LOST',
    });
    await core.control.clearFaults();
    expect(shown(core)).toEqual(before);
    expect([await isLive(core, old), isStored(core, old)]).toEqual([true, true]);
  });

  test('is what the deletion of the old token is', async () => {
    const { core, old } = await setup();
    await rotate(core, old);
    expect(await core.app.rotations.remove(old)).toBe(true);
    expect(core.state.rotations).toEqual([]);
    expect(await isLive(core, old)).toBe(false);
  });

  test('is not needed where somebody else deleted the old token', async () => {
    const { core, old } = await setup();
    await rotate(core, old);
    await core.control.deleteToken(old);
    await core.app.lists.refreshAnew();
    await core.until(({ rotations }) => rotations.length === 0);
    expect(journaled(core)).toEqual([]);
  });
});

describe('Undo', () => {
  test('deletes the new token and says of the old one what was said', async () => {
    const { core, old } = await setup();
    await rotate(core, old);
    const made = newId(core);
    await describeToken(core, made, 'deploy-next');
    await core.app.rotations.undo(shown(core).id);
    expect(notesOf(core, old)).toEqual({ ...said, label: 'deploy-next' });
    expect([await isLive(core, old), await isLive(core, made)]).toEqual([true, false]);
    expect([isStored(core, old), isStored(core, made)]).toEqual([true, false]);
    expect([core.state.rotations, journaled(core)]).toEqual([[], []]);
  });

  test('is what the deletion of the new token is', async () => {
    const { core, old } = await setup();
    await rotate(core, old);
    expect(await core.app.rotations.remove(newId(core))).toBe(true);
    expect(notesOf(core, old)).toEqual(said);
  });

  test('that was interrupted offline can be done again', async () => {
    const { core, old } = await setup();
    await rotate(core, old);
    const made = newId(core);
    const never = { kind: 'reset', when: 'before' } as const;
    await core.control.fault({ ...operation.delete, times: 'always', answer: never });
    await expect(core.app.rotations.undo(shown(core).id)).rejects.toThrow();
    await core.control.clearFaults();
    expect(shown(core)).toMatchObject({ stage: 'undoing', newTokenId: made, label: 'deploy' });
    expect(notesOf(core, old)).toEqual(said);
    await start(core);
    await core.app.rotations.undo(shown(core).id);
    expect(await isLive(core, made)).toBe(false);
    expect(core.state.rotations).toEqual([]);
  });
});

test(
  'what belongs to an account that was signed out is ended by nobody else, and can be left',
  { tags: 'long' },
  async () => {
    const { core, old } = await setup();
    await rotate(core, old);
    await core.app.signOut({ revoke: false });
    await core.signIn('plain');
    const { id } = shown(core);
    const gone = { code: 'NOT_SIGNED_IN' };
    await expect(core.app.rotations.finish(id)).rejects.toMatchObject(gone);
    await expect(core.app.rotations.undo(id)).rejects.toMatchObject(gone);
    expect(await isLive(core, old)).toBe(true);
    await core.app.rotations.leave(id);
    expect(core.state.rotations).toEqual([]);
  },
);

test(
  'a list that lacks a token does not end its rotation while the server knows it',
  { tags: 'long' },
  async () => {
    const { core, old } = await setup();
    await rotate(core, old);
    const headers = { 'content-type': 'application/json' };
    const short = { kind: 'custom', headers, body: '{"tokens":[]}' } as const;
    await core.control.fault({ ...operation.list, times: 'always', answer: short });
    await core.app.lists.refreshAnew();
    await core.app.rotations.resume();
    expect(shown(core)).toMatchObject({ stage: 'open', oldTokenId: old });
  },
);

test(
  'a deletion that is no part of a rotation is none of its business',
  { tags: 'long' },
  async () => {
    const { core, old } = await setup();
    expect(await core.app.rotations.remove(old)).toBe(false);
    const { workspace, accounts: signedIn, lists } = core.app;
    await deleteToken(workspace, signedIn, lists, old);
    expect(await isLive(core, old)).toBe(false);
  },
);

test(
  'a server that knows no token does not end a rotation while its list cannot be read',
  { tags: 'long' },
  async () => {
    const { core, old } = await setup();
    await rotate(core, old);
    // No list of an earlier run names them, either.
    await core.app.workspace.lists.change(() => ({ lists: [] }));
    const fails = { kind: 'status', status: 503 } as const;
    const unknown = { kind: 'status', status: 404 } as const;
    await core.control.fault({ ...operation.list, times: 'always', answer: fails });
    await core.control.fault({ ...operation.get, times: 'always', answer: unknown });
    await start(core);
    await core.app.rotations.resume();
    expect(shown(core)).toMatchObject({ stage: 'open', oldTokenId: old });
  },
);

test('what ends once another vault is shown is told to nobody there', async () => {
  const { core, old } = await setup();
  await rotate(core, old);
  const { rotations } = core.state;
  core.before('finish-rotation', 'done', () => {
    core.app.close();
  });
  await core.app.rotations.finish(shown(core).id);
  expect(await isLive(core, old)).toBe(false);
  expect(core.state.rotations).toBe(rotations);
});
