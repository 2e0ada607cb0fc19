import { rm } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { accounts, type AccountName } from '../../../main/sandbox/accounts.ts';
import { derivedIds } from '../../../main/accounts/account-id.ts';
import { signInItem, tokenItem } from '../../../main/vault/secret-store.ts';
import { lostTokens } from '../../support/core/invariant.ts';
import { setupCore, type Core } from '../../support/core/setup-core.ts';

/** Both generations of the index go, and the app is started anew. */
async function loseIndex(core: Core): Promise<void> {
  core.end();
  await Promise.all(
    ['', '.old'].map((end) => rm(`${core.folder}/index.json${end}`, { force: true })),
  );
  await core.open();
  await core.app.start();
  expect(core.state.session.status).toBe('signed-out');
}

/** Signed in by password, so that the app has a token of its own; then the index is lost. */
async function setup(before: (core: Core) => Promise<void> = () => Promise.resolve()) {
  const core = await setupCore();
  await before(core);
  await core.signIn('empty');
  const { id = '', ownTokenId } = core.app.accounts.current ?? {};
  await loseIndex(core);
  return { core, own: ownTokenId ?? '', item: signInItem(id) };
}

/** The token is among the saved ones, by name, and its value is under its own item alone. */
function expectTakenUp({ core, own }: { core: Core; own: string }): void {
  const current = signInItem(core.app.accounts.current?.id ?? '');
  const signIns = [...core.keytar.items().keys()].filter((item) => item.startsWith('sign-in:'));
  expect(signIns).toEqual(signIns.filter((item) => item === current));
  expect(core.keytar.items().has(tokenItem(own))).toBe(true);
  expect(core.state.list.tokens).toContainEqual(
    expect.objectContaining({ id: own, state: 'saved', label: 'Token Vault' }),
  );
}

const pasted = async (core: Core, account: AccountName = 'empty'): Promise<string> =>
  (await core.control.consoleToken(account)).value;

describe('without the index, the token that the app signed in with is a saved one', () => {
  test('after a sign-in by password', async () => {
    const lost = await setup();
    await lost.core.signIn('empty');
    expectTakenUp(lost);
    expect(lost.core.app.accounts.current?.ownTokenId).not.toBe(lost.own);
  });

  test('after a sign-in with the address in another case', async () => {
    const lost = await setup();
    const { email, password } = accounts.empty;
    await lost.core.app.signInWithPassword({
      endpoint: lost.core.sandbox.origin,
      email: email.toUpperCase(),
      password,
      contractNumber: null,
    });
    await lost.core.untilListed();
    expectTakenUp(lost);
  });

  test('after a sign-in with a token, whose id is of the user', async () => {
    const lost = await setup();
    await lost.core.signInWithToken(await pasted(lost.core));
    expect(lost.core.keytar.items().has(lost.item)).toBe(false);
    expectTakenUp(lost);
  });

  test('after a sign-in by password that follows one with a token', async () => {
    const core = await setupCore();
    const value = await pasted(core);
    await core.signInWithToken(value);
    const { ownTokenId } = core.app.accounts.current ?? {};
    // Its value is saved, too: that it stands in two places is what is to end.
    const item = signInItem(core.app.accounts.current?.id ?? '');
    await loseIndex(core);
    await core.signIn('empty');
    expect(core.keytar.items().has(item)).toBe(false);
    expect(core.index.tokens.map(({ id }) => id)).toContain(ownTokenId);
  });

  test.each([
    ['first and is later', 0],
    ['later and was first', 1],
  ] as const)('where the contract is not known %s', async (_, silent) => {
    const sees = async (core: Core, seen: boolean): Promise<void> => {
      await core.control.clearFaults();
      if (!seen)
        await core.control.fault({
          method: 'GET',
          path: '/cloudapi/v6/contracts',
          times: 'always',
          answer: { kind: 'status', status: 503 },
        });
    };
    const lost = await setup((core) => sees(core, silent !== 0));
    await sees(lost.core, silent === 0);
    await lost.core.signIn('empty');
    expect(lost.core.keytar.items().has(lost.item)).toBe(
      lost.item === signInItem(lost.core.app.accounts.current?.id ?? ''),
    );
    expectTakenUp(lost);
  });

  test('after Rebuild, where the sign-in could not look', async () => {
    const { core, own, item } = await setup();
    const read = core.keytar.getPassword.bind(core.keytar);
    core.keytar.getPassword = (service, account) => {
      if (account === item) throw new Error('the bus is busy');
      return read(service, account);
    };
    await core.signInWithToken(await pasted(core));
    core.keytar.getPassword = read;
    expect(core.keytar.items().has(item)).toBe(true);
    expect(await core.app.rebuild()).toEqual({ found: 1, refused: 0, missing: 0 });
    expect(core.keytar.items().has(item)).toBe(false);
    expectTakenUp({ core, own });
    expect(await core.app.rebuild()).toEqual({ found: 0, refused: 0, missing: 0 });
  });

  test('and stays where it is when it cannot be kept, which no sign-in fails for', async () => {
    const { core, own, item } = await setup();
    const value = await pasted(core);
    const write = core.keytar.setPassword.bind(core.keytar);
    core.keytar.setPassword = (service, account, text) => {
      if (account === tokenItem(own)) throw new Error('the disk is full');
      return write(service, account, text);
    };
    await core.signInWithToken(value);
    expect(core.state.session.account?.authorised).toBe(true);
    expect(core.keytar.items().has(item)).toBe(true);
    await expect(core.app.rebuild()).rejects.toMatchObject({ code: 'STORE_FAILED' });
    expect(core.keytar.items().has(item)).toBe(true);
  });
});

describe('an item that is left under an id of the person', () => {
  test('and cannot be read stays, is said by Rebuild, and keeps nobody from signing in', async () => {
    const { core, item } = await setup();
    core.keytar.put(item, 'something else');
    await core.signIn('empty');
    expect(core.state.session.account?.signIn).toBe('minted');
    expect(core.keytar.items().get(item)).toBe('something else');
    expect(await core.app.rebuild()).toEqual({ found: 0, refused: 1, missing: 0 });
    // Its second place is derived as well.
    const { ownTokenId } = core.app.accounts.current ?? {};
    await loseIndex(core);
    await core.signIn('empty');
    expect(core.keytar.items().get(item)).toBe('something else');
    expect(core.state.list.tokens).toContainEqual(
      expect.objectContaining({ id: ownTokenId, state: 'saved' }),
    );
  });

  test('and holds a token that has ended is removed, and not saved', async () => {
    const { core, own, item } = await setup();
    core.clock.advance(31 * 86_400_000);
    await core.signInWithToken(await pasted(core));
    expect(core.keytar.items().has(item)).toBe(false);
    expect(core.index.tokens.map(({ id }) => id)).not.toContain(own);
  });

  test('is no matter of another person', async () => {
    const { core, item } = await setup();
    await core.signIn('plain');
    expect(await core.app.rebuild()).toEqual({ found: 0, refused: 0, missing: 0 });
    expect(core.keytar.items().has(item)).toBe(true);
  });
});

test('an account that signs in again is left behind no longer, and its item is never taken up', async () => {
  const core = await setupCore();
  await core.signIn('empty');
  const { id = '' } = core.app.accounts.current ?? {};
  await core.restart();
  core.keytar.mode = 'no-service';
  await core.app.start();
  await core.app.signOut({ revoke: false });
  expect(core.index.leftBehind).toEqual([id]);
  core.keytar.mode = 'unlocked';
  await core.signIn('empty');
  expect(core.app.accounts.current?.id).toBe(id);
  expect(core.index.leftBehind).toEqual([]);
  // Not even where somebody wrote it into the index.
  await core.app.workspace.index.change((index) => ({ ...index, leftBehind: [id] }));
  await core.restart();
  await core.app.start();
  expect(core.keytar.items().has(signInItem(id))).toBe(true);
  expect(core.state.list).toMatchObject({ status: 'ready', stale: false });
  expect(core.index.leftBehind).toEqual([]);
});

test('who signs in anew is not signed out by a sign-out that was begun before', async () => {
  const core = await setupCore();
  await core.signIn('empty');
  core.before('sign-out', 'clear-journal', () => {
    core.files.failWrites = (path) => path.endsWith('journal.json');
  });
  await expect(core.app.signOut({ revoke: true })).rejects.toMatchObject({
    code: 'FILE_NOT_WRITTEN',
  });
  core.files.failWrites = () => false;
  await core.signIn('empty');
  await core.restart();
  await core.app.start();
  expect(core.state.session).toMatchObject({ status: 'signed-in', account: { authorised: true } });
});

describe('the ids that are derived for a person', () => {
  const origin = 'https://api.ionos.com';
  const person = { origin, contractNumber: 31700001, email: 'Paula@example.com', userId: 'u-1' };

  test('are UUIDs of version 8, without a word of the person', () => {
    const ids = derivedIds(person);
    expect(new Set(ids).size).toBe(8);
    for (const id of ids)
      expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });

  test('are the same for the same person, whatever is known and however the address is written', () => {
    const all = derivedIds(person);
    for (const known of [
      { ...person, userId: null },
      { ...person, email: null },
      { ...person, email: 'paula@EXAMPLE.com' },
      { ...person, contractNumber: null },
    ])
      expect(all).toEqual(expect.arrayContaining([...derivedIds(known)]));
  });

  test.each([
    ['server', { origin: 'https://other.example' }],
    ['person', { email: 'emil@example.com', userId: 'u-2' }],
  ])('are others for another %s', (_, other) => {
    const all = derivedIds(person);
    expect(derivedIds({ ...person, ...other }).filter((id) => all.includes(id))).toEqual([]);
  });

  test('are none for somebody of whom nothing is known', () => {
    expect(derivedIds({ ...person, email: null, userId: null })).toEqual([]);
  });
});

test('what an open request is to sign in with is not taken up behind its back', async () => {
  const core = await setupCore();
  const dead = core.dieAt('sign-in', 'write-index');
  void core.signIn('plain');
  await dead;
  const [item] = [...core.keytar.items().keys()].filter((name) => name.startsWith('sign-in:'));
  await core.restart();
  await core.app.start();
  const { value } = await core.control.consoleToken('plain');
  await core.signInWithToken(value);
  expect(core.app.accounts.current?.email).toBe(accounts.plain.email);
  expect(await core.journal()).toHaveLength(1);
  expect([...core.keytar.items().keys()]).toContain(item);
  expect(await lostTokens(core)).toEqual([]);
});
