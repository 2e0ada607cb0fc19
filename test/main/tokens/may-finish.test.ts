import { describe, expect, test } from 'vitest';
import { tokenItem } from '../../../main/vault/secret-store.ts';
import {
  isLive,
  isStored,
  newId,
  notesOf,
  refuseNew,
  rotate,
  said,
  setup,
  shown,
} from '../../support/core/rotating.ts';
import { operation } from '../../support/sandbox-control.ts';

describe('Finish rotation asks first', () => {
  test('whether the new token lives', { tags: 'long' }, async () => {
    const { core, old } = await setup();
    await rotate(core, old);
    await core.control.deleteToken(newId(core));
    await expect(core.app.rotations.finish(shown(core).id)).rejects.toMatchObject({
      code: 'ROTATION_NEW_GONE',
    });
    expect(await isLive(core, old)).toBe(true);
  });

  test('whether its value is here', async () => {
    const { core, old } = await setup();
    await rotate(core, old);
    core.keytar.take(tokenItem(newId(core)));
    await expect(core.app.rotations.finish(shown(core).id)).rejects.toMatchObject({
      code: 'ROTATION_NEW_MISSING',
    });
    expect([await isLive(core, old), shown(core).stage]).toEqual([true, 'open']);
  });

  test('at its time, too', { tags: 'long' }, async () => {
    const { core, old } = await setup({}, 30 * 86_400);
    await rotate(core, old, 30 * 86_400);
    await core.app.rotations.schedule(shown(core).id, core.clock.now() + 86_400_000);
    core.keytar.take(tokenItem(newId(core)));
    core.clock.advance(86_400_000);
    await core.until(({ rotations }) => rotations[0]?.overdue === true);
    expect(await isLive(core, old)).toBe(true);
  });

  test('whether it has ended', { tags: 'long' }, async () => {
    const { core, old } = await setup({}, 30 * 86_400);
    await rotate(core, old, 3_600);
    core.clock.advance(2 * 3_600_000);
    await expect(core.app.rotations.finish(shown(core).id)).rejects.toMatchObject({
      code: 'ROTATION_NEW_GONE',
    });
    expect(await isLive(core, old)).toBe(true);
  });

  test('whether somebody signs in with the old one', { tags: 'long' }, async () => {
    const { core, old } = await setup();
    await rotate(core, old);
    await core.signInWithToken(core.keytar.items().get(tokenItem(old)) ?? '');
    await expect(core.app.rotations.finish(shown(core).id)).rejects.toMatchObject({
      code: 'VALUE_SIGNS_IN',
    });
    expect(await isLive(core, old)).toBe(true);
  });

  test('whether it has ended by the clock of its own server', { tags: 'long' }, async () => {
    const { core, old } = await setup({}, 30 * 86_400);
    await rotate(core, old, 3_600);
    core.clock.advance(2 * 3_600_000);
    await core.control.clock({ offsetSeconds: -2 * 3_600 });
    await core.app.rotations.finish(shown(core).id);
    expect(await isLive(core, old)).toBe(false);
  });

  test('whether the server knows one that it lists late', { tags: 'long' }, async () => {
    const { core, old } = await setup();
    await rotate(core, old);
    const made = newId(core);
    const headers = { 'content-type': 'application/json' };
    const short = { kind: 'custom', headers, body: '{"tokens":[]}' } as const;
    await core.control.fault({ ...operation.list, answer: short });
    await core.app.rotations.finish(shown(core).id);
    expect([await isLive(core, old), await isLive(core, made)]).toEqual([false, true]);
  });
});

describe('the deletion of an old token', () => {
  test('whose new value is lost is refused once, and goes through once that was shown', async () => {
    const { core, old } = await setup();
    await rotate(core, old);
    const made = newId(core);
    core.keytar.take(tokenItem(made));
    await expect(core.app.rotations.remove(old)).rejects.toMatchObject({
      code: 'ROTATION_NEW_MISSING',
    });
    expect([await isLive(core, old), shown(core).stage]).toEqual([true, 'open']);
    expect(core.state.list.tokens.find(({ id }) => id === made)?.kept).toBe('no');
    expect(await core.app.rotations.remove(old)).toBe(false);
    expect([core.state.rotations, notesOf(core, made)]).toEqual([[], said]);
  });

  test('whose new value is another token’s stays refused', { tags: 'long' }, async () => {
    const { core, old } = await setup();
    await rotate(core, old);
    // What is read is another token’s: nothing is missing, and nothing is sure.
    const value = core.keytar.items().get(tokenItem(old)) ?? '';
    core.keytar.put(tokenItem(newId(core)), value);
    for (const time of ['first', 'again'])
      await expect(core.app.rotations.remove(old), time).rejects.toMatchObject({
        code: 'ROTATION_NEW_MISSING',
      });
    expect([await isLive(core, old), isStored(core, old)]).toEqual([true, true]);
  });
});

describe('Undo asks first', () => {
  /** Rotated an hour before the old one ends. */
  const rotated = async () => {
    const { core, old } = await setup({}, 3_600);
    await rotate(core, old, 30 * 86_400);
    return { core, old, made: newId(core) };
  };
  const gone = { code: 'ROTATION_OLD_GONE' };

  test('whether the old token, which would be in place again, has ended', async () => {
    const { core, made } = await rotated();
    core.clock.advance(2 * 3_600_000);
    await expect(core.app.rotations.undo(shown(core).id)).rejects.toMatchObject(gone);
    expect([await isLive(core, made), shown(core).stage]).toEqual([true, 'open']);
  });

  test('whether somebody deleted it elsewhere', { tags: 'long' }, async () => {
    const { core, old, made } = await rotated();
    await core.control.deleteToken(old);
    await expect(core.app.rotations.undo(shown(core).id)).rejects.toMatchObject(gone);
    expect(await isLive(core, made)).toBe(true);
  });

  test('whether somebody signs in with the new one', { tags: 'long' }, async () => {
    const { core, old } = await setup();
    await rotate(core, old);
    const made = newId(core);
    await core.signInWithToken(core.keytar.items().get(tokenItem(made)) ?? '');
    const refused = { code: 'VALUE_SIGNS_IN' };
    await expect(core.app.rotations.undo(shown(core).id)).rejects.toMatchObject(refused);
    // Nor does the deletion of that token, which is an undo as well.
    await expect(core.app.rotations.remove(made)).rejects.toMatchObject(refused);
    expect([await isLive(core, made), isStored(core, made)]).toEqual([true, true]);
    expect(shown(core).stage).toBe('open');
  });

  test('whether somebody signs in with one that was refused before', { tags: 'long' }, async () => {
    const { core, old } = await setup();
    refuseNew(core);
    await rotate(core, old);
    const made = newId(core);
    await core.signInWithToken(core.keytar.items().get(tokenItem(made)) ?? '');
    await expect(core.app.rotations.undo(shown(core).id)).rejects.toMatchObject({
      code: 'VALUE_SIGNS_IN',
    });
    expect([await isLive(core, made), shown(core).stage]).toEqual([true, 'refused']);
  });

  test(
    'but whoever deletes a token of it whose other one is dead deletes it',
    { tags: 'long' },
    async () => {
      const { core, old, made } = await rotated();
      core.clock.advance(2 * 3_600_000);
      expect(await core.app.rotations.remove(made)).toBe(false);
      expect([core.state.rotations, await isLive(core, made)]).toEqual([[], true]);
      const again = await setup();
      await rotate(again.core, again.old);
      await again.core.control.deleteToken(newId(again.core));
      expect(await again.core.app.rotations.remove(again.old)).toBe(false);
      expect([again.core.state.rotations, old === made]).toEqual([[], false]);
    },
  );
});
