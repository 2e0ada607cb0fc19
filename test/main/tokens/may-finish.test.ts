import { describe, expect, test } from 'vitest';
import { tokenItem } from '../../../main/vault/secret-store.ts';
import { isLive, newId, rotate, setup, shown } from '../../support/core/rotating.ts';
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
