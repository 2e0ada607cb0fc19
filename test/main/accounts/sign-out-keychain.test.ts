import { describe, expect, test } from 'vitest';
import { signInItem, tokenItem } from '../../../main/vault/secret-store.ts';
import { lostTokens } from '../../support/core/invariant.ts';
import { setupCore } from '../../support/core/setup-core.ts';
import { operation } from '../../support/sandbox-control.ts';
import { leave, live, setup, signedOut } from './signing-out.ts';

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
    const { core, own, item } = await setup();
    core.keytar.mode = 'no-service';
    // Nobody says that the token is the app's to revoke.
    await expect(leave(core, true)).rejects.toMatchObject({ code: 'STORE_ABSENT' });
    expect(core.state.session.status).toBe('signed-in');
    await leave(core, false);
    expect(await live(core, own)).toBe(true);
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
  // What was asked for cannot be done, and is not called done.
  await expect(core.app.signOut({ revoke: true })).rejects.toMatchObject({
    code: 'STORE_MISMATCH',
  });
  await core.app.signOut({ revoke: false });
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

test('two unlocks at once mint one token', async () => {
  const core = await setupCore({ keyring: 'locked' });
  await core.signIn('empty');
  core.keytar.mode = 'unlocked';
  await Promise.all([core.app.unlock(), core.app.unlock()]);
  expect(await core.control.requests(operation.generate)).toHaveLength(1);
  expect(await lostTokens(core)).toEqual([]);
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
