import { describe, expect, test } from 'vitest';
import { setupCore, type Core } from '../../support/core/setup-core.ts';
import { day, look, ownId } from './renewing.ts';

describe('a keychain that is shut', () => {
  /** Daily, with nobody there to unlock it. */
  const days = async (core: Core, count: number): Promise<void> => {
    for (let at = 0; at < count; at += 1) {
      core.clock.advance(day);
      await look(core);
    }
  };
  const failure = ({ state }: Core) => state.session.account?.renewalFailure;

  test('is said while there is still time, and not before; open it renews at the next list', async () => {
    const core = await setupCore();
    await core.signIn('empty');
    const old = ownId(core);
    core.keytar.mode = 'locked';
    await days(core, 23);
    expect(failure(core)).toBeNull();
    await days(core, 2);
    expect(failure(core)).toMatchObject({ code: 'STORE_LOCKED' });
    core.keytar.mode = 'unlocked';
    await core.app.workspace.stores.look();
    await look(core);
    expect([ownId(core) !== old, failure(core)]).toEqual([true, null]);
  });
});
