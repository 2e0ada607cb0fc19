import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { signInWithToken } from '../../../main/accounts/sign-in.ts';
import { journaled as journal, type RotationIntent } from '../../../main/vault/journal.ts';
import { tokenItem } from '../../../main/vault/secret-store.ts';
import { start } from '../../support/core/interrupted.ts';
import { isLive, setup, shown } from '../../support/core/rotating.ts';
import type { Core } from '../../support/core/setup-core.ts';
import { setupSandbox } from '../../support/core/setup-sandbox.ts';
import { operation } from '../../support/sandbox-control.ts';

describe('a journal that was edited', () => {
  /** Put into the journal, as whoever can write there could; the app is started after it. */
  async function forge(core: Core, change: Partial<RotationIntent>): Promise<void> {
    const forged: RotationIntent = {
      kind: 'rotation',
      id: randomUUID(),
      startedAt: core.clock.now(),
      accountId: core.app.accounts.require().id,
      oldTokenId: randomUUID(),
      generateId: randomUUID(),
      newTokenId: randomUUID(),
      stage: 'open',
      finishAt: null,
      ...change,
    };
    await core.app.workspace.journal.change(journal(forged));
    await start(core);
  }

  test(
    'sends no value to another server, by itself or when a person goes on',
    { tags: 'long' },
    async () => {
      const { core, old } = await setup();
      const other = await setupSandbox({ now: () => core.clock.now() });
      const { value } = await other.control.consoleToken('empty');
      await signInWithToken(core.app, {
        endpoint: other.origin,
        token: value,
        contractNumber: null,
      });
      await core.untilListed();
      const stolen = core.keytar.items().get(tokenItem(old)) ?? '';
      await other.control.clearLog();
      await forge(core, {
        accountId: core.app.accounts.require().id,
        oldTokenId: core.app.accounts.require().ownTokenId ?? '',
        newTokenId: old,
        stage: 'unused',
      });
      await expect(core.app.rotations.goOn(shown(core).id)).rejects.toMatchObject({
        code: 'STORE_MISMATCH',
      });
      expect(JSON.stringify(await other.control.log())).not.toContain(stolen.slice(-40));
      const reads = await other.control.requests(operation.list);
      // The account's own list alone: nothing was asked with another credential.
      expect(reads.length).toBeLessThanOrEqual(1);
    },
  );

  test('deletes nothing by the timer', { tags: 'long' }, async () => {
    const { core, old } = await setup({}, 30 * 86_400);
    await forge(core, { oldTokenId: old, finishAt: core.clock.now() + 3_601_000 });
    core.clock.advance(4_000_000);
    await core.app.rotations.resume();
    expect(await isLive(core, old)).toBe(true);
    expect(shown(core)).toMatchObject({ overdue: true });
    await expect(core.app.rotations.finish(shown(core).id)).rejects.toMatchObject({
      code: 'ROTATION_NEW_GONE',
    });
    expect(await isLive(core, old)).toBe(true);
  });
});
