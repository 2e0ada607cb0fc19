import { describe, expect, test } from 'vitest';
import { signOut } from '../../../main/accounts/sign-out.ts';
import { lostTokens } from '../../support/core/invariant.ts';
import { interrupted, named, pass } from '../../support/core/interrupted.ts';
import type { Core } from '../../support/core/setup-core.ts';

describe('with several accounts', () => {
  test('a question is settled by the list of its own account alone', async () => {
    const { core, made } = await interrupted();
    await pass(core, 0);
    const [intent] = await core.journal();
    await core.app.signOut({ revoke: true });
    await core.signIn('plain');
    expect(core.state.ghosts).toMatchObject([{ status: 'elsewhere' }]);
    await pass(core, 5_000);
    await pass(core, 180_000);
    expect(await core.journal()).toEqual([intent]);
    const { settler } = core.app;
    const { id = '' } = intent ?? {};
    const [token = ''] = await made();
    const pending = { code: 'NOTHING_PENDING' };
    await expect(settler.check(id)).rejects.toMatchObject(pending);
    await expect(settler.answers.keep(id, null)).rejects.toMatchObject(pending);
    await expect(settler.answers.revoke(id, token)).rejects.toMatchObject(pending);
    await core.signIn('empty');
    await pass(core, 0);
    expect(await made()).toEqual(expect.arrayContaining(named(core)));
    expect(named(core)).toHaveLength(1);
  });

  test.each([
    ['by password', (core: Core) => core.signIn('empty')],
    [
      'by a token',
      async (core: Core) => {
        const { value } = await core.control.consoleToken('empty', { ttl: 7200 });
        await core.signInWithToken(value);
      },
    ],
  ])('a question outlives signing out and in again %s', async (_, signInAgain) => {
    const { core } = await interrupted();
    await pass(core, 0);
    const before = named(core);
    const { workspace, accounts: who, lists } = core.app;
    await signOut(workspace, who, lists, { revoke: true });
    expect(core.state.ghosts).toEqual([]);
    await pass(core, 200_000);
    expect(await core.journal()).toHaveLength(1);
    await signInAgain(core);
    await pass(core, 0);
    expect(named(core)).toEqual(before);
    expect(await lostTokens(core)).toEqual([]);
  });
});
