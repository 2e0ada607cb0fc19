import { describe, expect, test } from 'vitest';
import { setupCore, type Core } from '../../support/core/setup-core.ts';
import { operation } from '../../support/sandbox-control.ts';
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

test('an account that is due while another one is refused is not left for the next list', async () => {
  const core = await setupCore();
  await core.signIn('empty');
  core.clock.advance(5 * day);
  await core.signIn('plain');
  core.clock.advance(19 * day);
  const [first, second] = core.app.lists.all;
  await core.control.clearLog();
  const answer = { kind: 'status', status: 403 } as const;
  const held = await core.control.fault({ ...operation.generate, hold: 'before', answer });
  await first?.refresh();
  await core.control.waitForLog((log) => log.some(({ path }) => path.includes('/generate')));
  core.clock.advance(5 * day);
  await second?.refresh();
  await core.control.release(held);
  await core.app.renewals.idle;
  expect(await core.control.requests(operation.generate)).toHaveLength(2);
});
