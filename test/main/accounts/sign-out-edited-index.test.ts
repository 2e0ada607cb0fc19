import { describe, expect, test } from 'vitest';
import { tokenItem } from '../../../main/vault/secret-store.ts';
import { lostTokens } from '../../support/core/invariant.ts';
import { setupCore } from '../../support/core/setup-core.ts';
import { leave, live, setup, signedOut } from './signing-out.ts';

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

  test('cannot have a pasted token revoked as one that the app made', async () => {
    const core = await setupCore();
    const { value, kid } = await core.control.consoleToken('empty');
    await core.signInWithToken(value);
    await core.app.accounts.update({ signIn: 'minted' });
    await expect(leave(core, true)).rejects.toMatchObject({ code: 'TOKEN_NOT_MINTED' });
    expect(core.state.session.status).toBe('signed-in');
    await leave(core, false);
    expect(core.state.session).toMatchObject(signedOut);
    expect([await live(core, kid), core.keytar.items().get(tokenItem(kid))]).toEqual([true, value]);
  });

  test('cannot have another token revoked while the app runs', async () => {
    const { core, own, saved } = await setup();
    await core.app.accounts.update({ ownTokenId: saved });
    await expect(leave(core, true)).rejects.toMatchObject({ code: 'STORE_MISMATCH' });
    expect([await live(core, own), await live(core, saved)]).toEqual([true, true]);
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
