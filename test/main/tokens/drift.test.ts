import { describe, expect, test } from 'vitest';
import { accounts } from '../../../main/sandbox/accounts.ts';
import { tokenItem } from '../../../main/vault/secret-store.ts';
import { rotate, setup, shown } from '../../support/core/rotating.ts';

describe('what the new token may do that the old could not', () => {
  test('and the reverse, is told from both values', { tags: 'long' }, async () => {
    const { core, old } = await setup();
    await core.control.changeAccount('empty', {
      privileges: ['ACCESS_ACTIVITY_LOG', 'MANAGE_DBAAS'],
      role: 'owner',
    });
    await rotate(core, old);
    const [lost] = accounts.empty.privileges.filter((name) => name !== 'ACCESS_ACTIVITY_LOG');
    expect(await core.app.rotations.drift(shown(core).id)).toEqual({
      gained: ['MANAGE_DBAAS'],
      lost: [lost],
      role: { before: 'user', now: 'owner' },
    });
  });

  test('is not known where the old value is not here', { tags: 'long' }, async () => {
    const { core, old } = await setup();
    await rotate(core, old);
    core.keytar.take(tokenItem(old));
    expect(await core.app.rotations.drift(shown(core).id)).toBeNull();
  });

  test('is not said of a value that is another token’s', { tags: 'long' }, async () => {
    const { core, old } = await setup();
    await rotate(core, old);
    const { value } = await core.control.consoleToken('empty');
    core.keytar.put(tokenItem(old), value);
    await expect(core.app.rotations.drift(shown(core).id)).rejects.toMatchObject({
      code: 'STORE_MISMATCH',
    });
  });
});
