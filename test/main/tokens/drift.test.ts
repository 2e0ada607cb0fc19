import { describe, expect, test } from 'vitest';
import { accounts } from '../../../main/sandbox/accounts.ts';
import { tokenItem } from '../../../main/vault/secret-store.ts';
import { driftKind, losesRights } from '../../../main/tokens/drift.ts';
import { start } from '../../support/core/interrupted.ts';
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

describe('once another token is in place it is known without asking', () => {
  const few = { privileges: ['ACCESS_ACTIVITY_LOG'] };

  test('that it has fewer rights, more or the same', async () => {
    const { core, old } = await setup();
    await core.control.changeAccount('empty', few);
    await rotate(core, old);
    expect(shown(core)).toMatchObject({ stage: 'open', drift: 'fewer' });
    await start(core);
    expect(shown(core).drift).toBe('fewer');
    const same = await setup();
    await rotate(same.core, same.old);
    expect(shown(same.core).drift).toBe('same');
    const more = await setup();
    await more.core.control.changeAccount('empty', {
      privileges: [...accounts.empty.privileges, 'MANAGE_DBAAS'],
    });
    await rotate(more.core, more.old);
    expect(shown(more.core).drift).toBe('more');
  });

  test('but not where the old value is not here, and the rotation goes on', async () => {
    const { core, old } = await setup();
    core.keytar.take(tokenItem(old));
    await rotate(core, old);
    expect(shown(core)).toMatchObject({ stage: 'open', drift: null });
  });

  test.each([
    [{ gained: [], lost: [], role: null }, 'same', false],
    [{ gained: ['A'], lost: [], role: null }, 'more', false],
    [{ gained: [], lost: ['A'], role: null }, 'fewer', true],
    [{ gained: ['A'], lost: ['B'], role: null }, 'other', true],
    [{ gained: [], lost: [], role: { before: 'owner', now: 'user' } }, 'other', true],
  ] as const)('%o is %s', (drift, kind, loses) => {
    const { gained, lost, role } = drift;
    expect(driftKind({ gained: [...gained], lost: [...lost], role })).toBe(kind);
    expect(losesRights(kind)).toBe(loses);
  });
});
