import { describe, expect, test } from 'vitest';
import { deleteToken } from '../../../main/tokens/delete-token.ts';
import { tokenItem } from '../../../main/vault/secret-store.ts';
import { lostTokens } from '../../support/core/invariant.ts';
import { setupCore } from '../../support/core/setup-core.ts';
import { leave, live, setup, signedOut } from './signing-out.ts';

describe('signing out', () => {
  test('with revoking deletes its own token on the server and here; saved values stay', async () => {
    const { core, saved, own, item } = await setup();
    await leave(core, true);
    expect(await live(core, own)).toBe(false);
    expect(core.keytar.items().has(item)).toBe(false);
    expect(core.state.session).toMatchObject(signedOut);
    expect(core.state.list.tokens).toMatchObject([{ id: saved, state: 'cannot-tell' }]);
    expect(core.index.tokens.map(({ id }) => id)).toEqual([saved]);
    expect(core.keytar.items().has(tokenItem(saved))).toBe(true);
    expect(core.app.accounts.connected).toBe(false);
    // The tray and quick access go on with it.
    await core.app.values.copy(saved);
    expect(core.clipboard.secrets).toEqual([core.keytar.items().get(tokenItem(saved))]);
  });

  test('without revoking moves its own live token into the vault', async () => {
    const { core, own, saved, item } = await setup();
    await leave(core, false);
    expect(await live(core, own)).toBe(true);
    expect(core.keytar.items().has(item)).toBe(false);
    expect(core.keytar.items().has(tokenItem(own))).toBe(true);
    expect(new Set(core.index.tokens.map(({ id }) => id))).toEqual(new Set([saved, own]));
    expect(await lostTokens(core)).toEqual([]);
  });

  test('leaves nothing that signs in at the next start', async () => {
    const { core } = await setup();
    await leave(core, true);
    await core.restart();
    await core.control.clearLog();
    await core.app.start();
    expect(core.state.session).toMatchObject(signedOut);
    expect(await core.control.log()).toEqual([]);
  });

  test('never revokes a pasted token, which stays in the vault', async () => {
    const core = await setupCore();
    const { value, kid } = await core.control.consoleToken('empty');
    await core.signInWithToken(value);
    await leave(core, true);
    expect(await live(core, kid)).toBe(true);
    expect(core.keytar.items().get(tokenItem(kid))).toBe(value);
    expect(core.state.session).toMatchObject(signedOut);
  });

  test('with a password in memory asks the keychain nothing', async () => {
    const core = await setupCore({ keyring: 'locked' });
    await core.signIn('empty');
    await leave(core, true);
    expect(core.keytar.calls).toEqual([]);
    expect(core.state.session).toMatchObject(signedOut);
  });

  test('needs somebody who is signed in', async () => {
    const core = await setupCore();
    await expect(leave(core, true)).rejects.toMatchObject({ code: 'NOT_SIGNED_IN' });
  });

  test('shows the other account that is there', async () => {
    const { core } = await setup();
    const first = core.app.accounts.current?.id;
    await core.signIn('plain');
    await leave(core, true);
    expect(core.state.session.account?.id).toBe(first);
  });
});

test('after signing out the account that is shown next is signed in', async () => {
  const { core } = await setup();
  await core.restart();
  await core.app.start();
  await core.signIn('plain');
  await core.app.signOut({ revoke: false });
  expect(core.state.session.account?.email).toBe('empty@example.com');
  expect(core.state.list).toMatchObject({ status: 'ready', stale: false });
});

test('a token whose end the server confirmed is not kept once more', async () => {
  const { core, own } = await setup();
  await deleteToken(core.app.workspace, core.app.accounts, core.app.lists, own);
  await core.app.signOut({ revoke: false });
  expect(core.index.tokens.map(({ id }) => id)).not.toContain(own);
});
