import { describe, expect, test } from 'vitest';
import { lostTokens } from '../../support/core/invariant.ts';
import { live, setup } from './signing-out.ts';

describe('an index that was edited', () => {
  test('cannot have another token revoked in place of the own one', async () => {
    const { core, own, saved } = await setup();
    await core.app.workspace.index.change((index) => ({
      ...index,
      accounts: index.accounts.map((account) => ({ ...account, ownTokenId: saved })),
    }));
    await core.restart();
    await core.app.start();
    expect(core.state.session.account?.ownTokenId).toBe(own);
    await core.app.signOut({ revoke: true });
    expect(await live(core, saved)).toBe(true);
    expect(await live(core, own)).toBe(false);
    expect(await lostTokens(core)).toEqual([]);
  });

  test('cannot show one person as another', async () => {
    const { core } = await setup();
    await core.signIn('plain');
    const [a, b] = core.index.accounts;
    if (!a || !b) throw new Error('two accounts are there');
    await core.app.workspace.index.change((index) => ({
      ...index,
      accounts: [
        { ...a, id: b.id },
        { ...b, id: a.id },
      ],
      currentAccount: a.id,
    }));
    await core.restart();
    await core.app.start();
    expect(core.state.list.error?.code).toBe('STORE_MISMATCH');
    expect(core.state.session.account?.authorised).toBe(false);
  });
});
