import { describe, expect, test } from 'vitest';
import { signOut } from '../../../main/accounts/sign-out.ts';
import { deleteToken } from '../../../main/tokens/delete-token.ts';
import { signInItem, tokenItem } from '../../../main/vault/secret-store.ts';
import { lostTokens } from '../../support/core/invariant.ts';
import { setupCore, type Core } from '../../support/core/setup-core.ts';
import { operation } from '../../support/sandbox-control.ts';

const leave = (core: Core, revoke: boolean): Promise<void> =>
  signOut(core.app.workspace, core.app.accounts, core.app.lists, { revoke });

/** Signed in with a token of its own, and one saved token. */
async function setup() {
  const core = await setupCore();
  await core.signIn('empty');
  const { tokenId: saved } = await core.generate();
  await core.app.generated.close();
  const { id = '', ownTokenId } = core.app.accounts.current ?? {};
  return { core, saved, own: ownTokenId ?? '', item: signInItem(id) };
}

const live = async (core: Core, id: string): Promise<boolean | undefined> =>
  (await core.control.tokens('empty')).find(({ kid }) => kid === id)?.live;

const signedOut = { status: 'signed-out', account: null };

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

describe('where the token cannot be revoked', () => {
  test.each([
    ['503', { kind: 'status', status: 503 }, 'SERVER_ERROR'],
    ['403', { kind: 'status', status: 403 }, 'TWO_FACTOR_OR_REFUSED'],
    ['a page', { kind: 'html', status: 404 }, 'NOT_THE_API'],
  ] as const)('%s: the account stays signed in', async (_, answer, code) => {
    const { core, own, item } = await setup();
    await core.control.fault({ ...operation.delete, times: 'always', answer });
    await expect(leave(core, true)).rejects.toMatchObject({ code });
    expect(core.state.session.status).toBe('signed-in');
    expect(core.keytar.items().has(item)).toBe(true);
    expect(await live(core, own)).toBe(true);
  });

  test('since the server does not know it: its value is kept, for that proves nothing', async () => {
    const { core, own } = await setup();
    await core.control.fault({ ...operation.delete, answer: { kind: 'status', status: 404 } });
    await leave(core, true);
    expect(core.keytar.items().has(tokenItem(own))).toBe(true);
    expect(await lostTokens(core)).toEqual([]);
  });

  test('since it no longer lives, signing out goes on', async () => {
    const { core, own } = await setup();
    await core.control.deleteToken(own);
    await leave(core, true);
    expect(core.state.session).toMatchObject(signedOut);
  });
});

describe('where the keychain does not do its part', () => {
  test.each([true, false])('locked: the account stays (revoking: %s)', async (revoke) => {
    const { core, item } = await setup();
    core.keytar.mode = 'locked';
    await expect(leave(core, revoke)).rejects.toMatchObject({ code: 'STORE_LOCKED' });
    expect(core.state.session.status).toBe('signed-in');
    expect(core.keytar.items().has(item)).toBe(true);
    core.keytar.mode = 'unlocked';
    await leave(core, revoke);
    expect(core.state.session).toMatchObject(signedOut);
    expect(core.keytar.items().has(item)).toBe(false);
    expect(await lostTokens(core)).toEqual([]);
  });

  test('gone: signing out is possible all the same, and its item stays where it is', async () => {
    const { core, item } = await setup();
    core.keytar.mode = 'no-service';
    await leave(core, true);
    expect(core.state.session).toMatchObject(signedOut);
    expect(core.keytar.items().has(item)).toBe(true);
  });

  test('cutting values: its own token is not moved, so that the account stays', async () => {
    const { core, item } = await setup();
    const before = core.keytar.items().get(item);
    core.keytar.cutAt = 100;
    await expect(leave(core, false)).rejects.toMatchObject({ code: 'STORE_MISMATCH' });
    expect(core.keytar.items().get(item)).toBe(before);
    expect(core.state.session.status).toBe('signed-in');
  });

  test('an item that cannot be read stays, and does not keep anybody signed in', async () => {
    const { core, item } = await setup();
    core.keytar.put(item, 'something else');
    await leave(core, false);
    expect(core.state.session).toMatchObject(signedOut);
    expect(core.keytar.items().get(item)).toBe('something else');
    await core.signIn('empty');
    expect(core.state.session.account?.signIn).toBe('minted');
  });
});

test('an item that is misread for a while is found again when it can be read', async () => {
  const { core, own, item } = await setup();
  core.keytar.misread = (text) => `${text}x`;
  await core.restart();
  await core.app.start();
  await core.app.signOut({ revoke: true });
  expect(core.keytar.items().has(item)).toBe(true);
  expect(await lostTokens(core)).toEqual([]);
  // A start that cannot read it either leaves it where it is found.
  await core.restart();
  await core.app.start();
  expect(await lostTokens(core)).toEqual([]);

  core.keytar.misread = (text) => text;
  await core.restart();
  await core.app.start();
  expect(core.keytar.items().has(tokenItem(own))).toBe(true);
  expect(core.keytar.items().has(item)).toBe(false);
  expect(core.index.leftBehind).toEqual([]);
});

describe('a keychain that is not there', () => {
  test('is not taken for an end of the token: its item is taken up when it is back', async () => {
    const { core, own, item } = await setup();
    await core.restart();
    core.keytar.mode = 'no-service';
    await core.app.start();
    expect(core.state.list.error?.code).toBe('STORE_ABSENT');
    await expect(core.app.signOut({ revoke: true })).rejects.toMatchObject({
      code: 'STORE_ABSENT',
    });
    await core.app.signOut({ revoke: false });
    expect(core.state.session).toMatchObject(signedOut);
    expect(core.keytar.items().has(item)).toBe(true);

    await core.restart();
    core.keytar.mode = 'unlocked';
    await core.app.start();
    expect(core.keytar.items().has(item)).toBe(false);
    expect(core.keytar.items().has(tokenItem(own))).toBe(true);
    expect(core.index.tokens.map(({ id }) => id)).toContain(own);
    expect(core.index.leftBehind).toEqual([]);
  });
});

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

test('two unlocks at once mint one token', async () => {
  const core = await setupCore({ keyring: 'locked' });
  await core.signIn('empty');
  core.keytar.mode = 'unlocked';
  await Promise.all([core.app.unlock(), core.app.unlock()]);
  expect(await core.control.requests(operation.generate)).toHaveLength(1);
  expect(await lostTokens(core)).toEqual([]);
});

describe('a value that is not safe yet', () => {
  test('is waited for while it is generated: signing out is refused', async () => {
    const { core } = await setup();
    let leaving: Promise<void> | undefined;
    core.before('generate', 'read-value', async () => {
      leaving = core.app.signOut({ revoke: true });
      await expect(leaving).rejects.toMatchObject({ code: 'BUSY' });
    });
    await core.generate();
    expect(leaving).toBeDefined();
    expect(core.state.session.status).toBe('signed-in');
    expect(await lostTokens(core)).toEqual([]);
  });

  test('keeps the person signed in while it is shown', async () => {
    const { core } = await setup();
    await core.generate({ keep: false });
    await expect(core.app.signOut({ revoke: true })).rejects.toMatchObject({ code: 'BUSY' });
    expect(core.state.session.status).toBe('signed-in');
    await core.app.generated.close();
    await core.app.signOut({ revoke: true });
    expect(core.state.session).toMatchObject(signedOut);
  });
});

test('an earlier sign-in in a keychain that is not there is left behind, beside one in memory', async () => {
  const core = await setupCore();
  await core.signIn('empty');
  const earlier = core.app.accounts.current?.ownTokenId ?? '';
  await core.restart();
  core.keytar.mode = 'no-service';
  await core.app.start();
  const { value } = await core.control.consoleToken('empty');
  await core.signInWithToken(value);
  await core.app.signOut({ revoke: true });
  core.keytar.mode = 'unlocked';
  await core.restart();
  await core.app.start();
  expect(await lostTokens(core)).toEqual([]);
  expect(core.index.tokens.map(({ id }) => id)).toContain(earlier);
});

test('revoking what signs in from memory ends nothing else: an earlier sign-in in the keychain is kept', async () => {
  const core = await setupCore();
  await core.signIn('empty');
  const earlier = core.app.accounts.current?.ownTokenId ?? '';
  const item = signInItem(core.app.accounts.current?.id ?? '');
  const before = core.keytar.items().get(item) ?? '';
  await core.signIn('empty');
  const own = core.app.accounts.current?.ownTokenId ?? '';
  expect(own).not.toBe(earlier);
  // The one that signs in now is in memory, and the keychain holds the one before.
  await core.app.workspace.stores.session.set(item, core.keytar.items().get(item) ?? '');
  core.keytar.put(item, before);
  core.keytar.take(tokenItem(earlier));
  await core.app.signOut({ revoke: true });
  expect(core.keytar.items().has(tokenItem(earlier))).toBe(true);
  expect(await lostTokens(core)).toEqual([]);
});

test('a sign-out that revoked and then failed knows at the next try that the token has ended', async () => {
  const { core, own, item } = await setup();
  core.before('sign-out', 'remove-item', () => {
    core.keytar.mode = 'locked';
  });
  await expect(core.app.signOut({ revoke: true })).rejects.toMatchObject({ code: 'STORE_LOCKED' });
  core.before('sign-out', 'remove-item', () => undefined);
  core.keytar.mode = 'unlocked';
  await core.app.signOut({ revoke: false });
  expect(core.keytar.items().has(item)).toBe(false);
  // Worth nothing: it is not kept in the vault.
  expect(core.keytar.items().has(tokenItem(own))).toBe(false);
});
