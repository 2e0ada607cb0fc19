import { describe, expect, test } from 'vitest';
import { signInWithToken } from '../../../main/accounts/sign-in.ts';
import { accounts } from '../../../main/sandbox/accounts.ts';
import type { FaultInput } from '../../../main/sandbox/fault.ts';
import { deleteToken } from '../../../main/tokens/delete-token.ts';
import { tokenItem } from '../../../main/vault/secret-store.ts';
import { tokenWith } from '../../support/core/token-values.ts';
import { setupCore, type Core, type CoreOptions } from '../../support/core/setup-core.ts';
import { setupSandbox } from '../../support/core/setup-sandbox.ts';
import { operation } from '../../support/sandbox-control.ts';

/** Signed in, with one saved token. */
async function setup(options: CoreOptions = {}) {
  const core = await setupCore(options);
  await core.signIn('empty');
  const { tokenId: id, value } = await core.generate();
  await core.app.generated.close();
  return { core, id, value };
}

const remove = (core: Core, id: string): Promise<void> =>
  deleteToken(core.app.workspace, core.app.accounts, core.app.lists, id);

/** What there is of a token: on the server, in the keyring, in the index, on screen. */
async function leftOf(core: Core, id: string) {
  const { accounts: all } = await core.control.state();
  return {
    live: all.flatMap(({ tokens }) => tokens).some(({ kid, live }) => kid === id && live),
    stored: core.keytar.items().has(tokenItem(id)),
    filed: core.index.tokens.some((token) => token.id === id),
    shown: core.state.list.tokens.find((token) => token.id === id)?.state ?? null,
  };
}

const nothing = { live: false, stored: false, filed: false, shown: null };
const everything = { live: true, stored: true, filed: true };

describe('a saved token', () => {
  test('goes from the server first, then from here', async () => {
    const { core, id } = await setup();
    await remove(core, id);
    expect(await leftOf(core, id)).toEqual(nothing);
  });

  test('that somebody else deleted goes from here: a fresh list of its own user lacks it', async () => {
    const { core, id } = await setup();
    await core.control.deleteToken(id);
    await remove(core, id);
    expect(await leftOf(core, id)).toEqual(nothing);
  });

  test('goes where the first answer was lost', async () => {
    const { core, id } = await setup();
    const answer = { kind: 'reset', when: 'after' } as const;
    await core.control.fault({ ...operation.delete, answer });
    await remove(core, id);
    expect(await leftOf(core, id)).toEqual(nothing);
  });

  test('in memory goes too', async () => {
    const { core, id } = await setup({ keyring: 'no-service' });
    await remove(core, id);
    expect(core.app.workspace.stores.session.has(tokenItem(id))).toBe(false);
    expect(core.app.atRisk.session).toHaveLength(0);
    expect(await leftOf(core, id)).toEqual(nothing);
  });
});

test('a token that is not saved here is deleted without a word to the keyring', async () => {
  const { core } = await setup();
  const { kid } = await core.control.consoleToken('empty');
  core.keytar.calls.length = 0;
  await remove(core, kid);
  expect(await leftOf(core, kid)).toEqual(nothing);
  expect(core.keytar.calls).toEqual([]);
});

describe('everything of a token stays', () => {
  test.each<[string, string, FaultInput]>([
    ['401', 'SIGN_IN_ENDED', { answer: { kind: 'status', status: 401 } }],
    ['403', 'TWO_FACTOR_OR_REFUSED', { answer: { kind: 'status', status: 403 } }],
    ['409', 'REQUEST_REFUSED', { answer: { kind: 'status', status: 409 } }],
    ['422', 'REQUEST_REFUSED', { answer: { kind: 'status', status: 422 } }],
    ['429', 'RATE_LIMITED', { answer: { kind: 'status', status: 429 } }],
    ['500', 'SERVER_ERROR', { answer: { kind: 'status', status: 500 } }],
    ['503', 'SERVER_ERROR', { answer: { kind: 'status', status: 503 } }],
    ["a proxy's 404", 'NOT_THE_API', { answer: { kind: 'html', status: 404 } }],
    ["a proxy's page", 'NOT_THE_API', { answer: { kind: 'html' } }],
    ['no success', 'NOT_THE_API', { answer: json('{"success":false}') }],
    [
      'a 404 while it is still listed',
      'TOKEN_NOT_FOUND',
      { answer: { kind: 'status', status: 404 } },
    ],
    ['a redirect', 'REDIRECTED', { answer: { kind: 'redirect', location: 'http://127.0.0.1:1' } }],
    ['a reset', 'CONNECTION_LOST', { answer: { kind: 'reset', when: 'before' } }],
    ['silence', 'CONNECTION_LOST', { answer: { kind: 'close', when: 'before' } }],
  ])('after %s', async (_, code, fault) => {
    const { core, id } = await setup();
    await core.control.fault({ ...operation.delete, times: 'always', ...fault });
    await expect(remove(core, id)).rejects.toMatchObject({ code });
    expect(await leftOf(core, id)).toMatchObject(everything);
  });

  test('where every path answers 404', async () => {
    const { core, id } = await setup();
    await core.control.fault({ times: 'always', answer: { kind: 'status', status: 404 } });
    await expect(remove(core, id)).rejects.toMatchObject({ code: 'TOKEN_NOT_FOUND' });
    await core.control.clearFaults();
    expect(await leftOf(core, id)).toMatchObject(everything);
  });

  test('without a network', async () => {
    const { core, id } = await setup();
    await core.sandbox.close();
    await expect(remove(core, id)).rejects.toMatchObject({ code: 'OFFLINE' });
    expect(core.keytar.items().has(tokenItem(id))).toBe(true);
  });

  test('where its 404 cannot be checked, since the list cannot be read', async () => {
    const { core, id } = await setup();
    const times = 'always' as const;
    await core.control.fault({
      ...operation.delete,
      times,
      answer: { kind: 'status', status: 404 },
    });
    await core.control.fault({ ...operation.list, times, answer: { kind: 'status', status: 503 } });
    await expect(remove(core, id)).rejects.toMatchObject({ code: 'SERVER_ERROR' });
    expect(await leftOf(core, id)).toMatchObject(everything);
  });

  test('where its 404 cannot be checked, since the keyring is locked', async () => {
    const { core, id } = await setup();
    await core.control.deleteToken(id);
    core.keytar.mode = 'locked';
    await expect(remove(core, id)).rejects.toMatchObject({ code: 'STORE_LOCKED' });
    expect(await leftOf(core, id)).toMatchObject({ stored: true, filed: true });
  });
});

describe("a 404 is no proof where the list is not that of the value's own", () => {
  const [first, second] = accounts.twoContracts.contracts;

  test.each([
    ['signed in by password', (core: Core) => core.signIn('twoContracts', second)],
    [
      'signed in by a token of the first contract, for the second',
      async (core: Core) => {
        const { value } = await core.control.consoleToken('twoContracts', { contract: first });
        await core.signInWithToken(value, second);
      },
    ],
  ])('contract, %s', async (_, signInToSecond) => {
    const core = await setupCore();
    await core.signIn('twoContracts', first);
    const { tokenId } = await core.generate();
    await core.app.generated.close();
    await signInToSecond(core);
    await expect(remove(core, tokenId)).rejects.toMatchObject({ code: 'TOKEN_NOT_FOUND' });
    expect(await leftOf(core, tokenId)).toMatchObject(everything);
  });

  test('user', async () => {
    const { core, id } = await setup();
    await core.signIn('plain');
    await expect(remove(core, id)).rejects.toMatchObject({ code: 'TOKEN_NOT_FOUND' });
    expect(await leftOf(core, id)).toMatchObject(everything);
  });

  test('user, of the same contract', async () => {
    const { core, id } = await setup();
    await core.control.changeAccount('plain', { contracts: accounts.empty.contracts });
    await core.signIn('plain');
    expect(core.app.accounts.current?.contractNumber).toBe(accounts.empty.contracts[0]);
    await expect(remove(core, id)).rejects.toMatchObject({ code: 'TOKEN_NOT_FOUND' });
    expect(await leftOf(core, id)).toMatchObject(everything);
  });

  test('user, who is not known with a password in memory', async () => {
    const { core, id } = await setup();
    await core.control.deleteToken(id);
    core.keytar.mode = 'locked';
    await core.signIn('empty');
    core.keytar.mode = 'unlocked';
    await expect(remove(core, id)).rejects.toMatchObject({ code: 'TOKEN_NOT_FOUND' });
    expect(await leftOf(core, id)).toMatchObject({ stored: true, filed: true });
  });

  test.each([
    ['names nobody', (id: string) => tokenWith({ kid: id }, {})],
    ['was cut', (_: string, value: string) => value.slice(0, 200)],
  ])('value %s', async (_, spoil) => {
    const { core, id, value } = await setup();
    await core.control.deleteToken(id);
    core.keytar.put(tokenItem(id), spoil(id, value));
    await expect(remove(core, id)).rejects.toMatchObject({ code: 'TOKEN_NOT_FOUND' });
    expect(await leftOf(core, id)).toMatchObject({ stored: true, filed: true });
  });

  test('id: another value stands in its place', async () => {
    const { core, id } = await setup();
    await core.control.deleteToken(id);
    const { value } = await core.control.consoleToken('empty');
    core.keytar.put(tokenItem(id), value);
    await expect(remove(core, id)).rejects.toMatchObject({ code: 'TOKEN_NOT_FOUND' });
    expect(core.keytar.items().get(tokenItem(id))).toBe(value);
  });
});

/** The same user and contract at another server, signed in to by a token of its own. */
async function signInElsewhere(core: Core) {
  const other = await setupSandbox({ now: () => core.clock.now() });
  const { value: token } = await other.control.consoleToken('empty');
  const input = { endpoint: other.origin, token, contractNumber: null };
  await signInWithToken(core.app, input);
  await core.untilListed();
  expect(core.app.accounts.connection()).toMatchObject({
    origin: other.origin,
    contractNumber: accounts.empty.contracts[0],
  });
  // Whatever it is asked to delete, it says that it did.
  const answer = json('{"success":true}');
  await other.control.fault({ ...operation.delete, times: 'always', answer });
  await other.control.clearLog();
  return other;
}

describe('another server than that of the token is not asked to delete it', () => {
  const elsewhere = { code: 'TOKEN_OF_ANOTHER_SERVER' };

  test('in the keychain', async () => {
    const { core, id, value } = await setup();
    const other = await signInElsewhere(core);
    core.steps.length = 0;
    await expect(remove(core, id)).rejects.toMatchObject(elsewhere);
    expect(await leftOf(core, id)).toMatchObject(everything);
    expect(core.keytar.items().get(tokenItem(id))).toBe(value);
    expect(await other.control.requests(operation.delete)).toEqual([]);
    expect(core.steps).toEqual([]);
  });

  test('in memory', async () => {
    const core = await setupCore({ keyring: 'no-service' });
    await core.signInWithToken((await core.control.consoleToken('empty')).value);
    const { tokenId } = await core.generate();
    await core.app.generated.close();
    const other = await signInElsewhere(core);
    await expect(remove(core, tokenId)).rejects.toMatchObject(elsewhere);
    expect(core.app.workspace.stores.session.has(tokenItem(tokenId))).toBe(true);
    expect(await leftOf(core, tokenId)).toMatchObject({ live: true });
    expect(await other.control.requests(operation.delete)).toEqual([]);
  });

  test('which signs another account in', async () => {
    const { core } = await setup();
    const own = core.app.accounts.current?.ownTokenId ?? '';
    const other = await signInElsewhere(core);
    await expect(remove(core, own)).rejects.toMatchObject(elsewhere);
    expect(core.app.accounts.hasEnded(own)).toBe(false);
    expect(await other.control.requests(operation.delete)).toEqual([]);
  });

  test('whatever the index says, unless it says the server itself', async () => {
    const { core, id } = await setup();
    await core.control.deleteToken(id);
    await core.app.lists.refreshAnew();
    const file = async (origin: string) => {
      const tokens = core.index.tokens.map((token) => ({ ...token, origin }));
      await core.app.workspace.index.change((content) => ({ ...content, tokens }));
    };
    await file('https://api.ionos.com');
    await expect(remove(core, id)).rejects.toMatchObject(elsewhere);
    expect(await leftOf(core, id)).toMatchObject({ stored: true, filed: true });
    await file(core.sandbox.origin);
    await remove(core, id);
    expect(await leftOf(core, id)).toEqual(nothing);
  });
});

test('one that the server itself lists is deleted there, wherever it is filed', async () => {
  const { core, id } = await setup();
  await core.app.workspace.index.change((content) => ({
    ...content,
    tokens: content.tokens.map((token) => ({ ...token, origin: 'https://api.ionos.com' })),
  }));
  await remove(core, id);
  expect(await leftOf(core, id)).toMatchObject({ live: false, stored: false });
});

test('what an old or edited list says is no word of the server', async () => {
  const { core, id } = await setup();
  const other = await signInElsewhere(core);
  const answer = { kind: 'status', status: 503 } as const;
  await other.control.fault({ ...operation.list, times: 'always', answer });
  await core.app.lists.refreshAnew();
  const accountId = core.app.accounts.current?.id ?? '';
  const tokens = [{ id, createdAt: null, expiresAt: null }];
  const list = { accountId, fetchedAt: core.clock.now(), clockOffsetMs: 0, tokens };
  core.app.workspace.lists.hold({ lists: [list] });
  await expect(remove(core, id)).rejects.toMatchObject({ code: 'TOKEN_OF_ANOTHER_SERVER' });
  expect(await leftOf(core, id)).toMatchObject(everything);
});

test('what signs in at one server under two names can be deleted', async () => {
  const core = await setupCore();
  const { kid, value } = await core.control.consoleToken('empty');
  await core.signInWithToken(value);
  const endpoint = core.sandbox.origin.replace('127.0.0.1', 'localhost');
  await signInWithToken(core.app, { endpoint, token: value, contractNumber: null });
  await core.untilListed();
  await remove(core, kid);
  expect((await core.control.tokens('empty')).find((token) => token.kid === kid)?.live).toBe(false);
});

test('a value in memory goes on the list of its own server', async () => {
  const core = await setupCore({ keyring: 'no-service' });
  await core.signInWithToken((await core.control.consoleToken('empty')).value);
  const { tokenId } = await core.generate();
  await core.app.generated.close();
  await core.control.deleteToken(tokenId);
  await remove(core, tokenId);
  expect(core.app.workspace.stores.session.has(tokenItem(tokenId))).toBe(false);
});

describe('where the token is gone but its value cannot be removed', () => {
  test('the keyring being locked: it stays until it can be, and is never called live', async () => {
    const { core, id } = await setup();
    core.keytar.mode = 'locked';
    await remove(core, id);
    expect(await leftOf(core, id)).toMatchObject({ live: false, stored: true, filed: true });
    core.keytar.mode = 'unlocked';
    await core.app.lists.refresh();
    expect((await leftOf(core, id)).shown).toBe('gone');
    await remove(core, id);
    expect(await leftOf(core, id)).toEqual(nothing);
  });

  test('the disk being full: the row stays and says that the token is gone', async () => {
    const { core, id } = await setup();
    core.files.failWrites = () => true;
    await remove(core, id);
    core.files.failWrites = () => false;
    await core.app.lists.refresh();
    expect(await leftOf(core, id)).toMatchObject({ live: false, filed: true, shown: 'gone' });
    await remove(core, id);
    expect(await leftOf(core, id)).toEqual(nothing);
  });
});

test("the app's own token takes the sign-in with it; list and vault stay", async () => {
  const { core, id } = await setup();
  const own = core.app.accounts.current?.ownTokenId ?? '';
  await remove(core, own);
  expect(core.state.session.account).toMatchObject({
    authorised: false,
    email: 'empty@example.com',
  });
  expect(core.state.list.tokens.map((token) => token.id)).toEqual([id]);
  expect(core.keytar.items().has(tokenItem(id))).toBe(true);
  await expect(remove(core, id)).rejects.toMatchObject({ code: 'SIGN_IN_ENDED' });
});

test('a refused sign-in is said', async () => {
  const { core, id } = await setup();
  await core.control.fault({ ...operation.delete, answer: { kind: 'status', status: 401 } });
  await expect(remove(core, id)).rejects.toMatchObject({ code: 'SIGN_IN_ENDED' });
  expect(core.state.session.account?.authorised).toBe(false);
});

function json(body: string) {
  return { kind: 'custom', headers: { 'content-type': 'application/json' }, body } as const;
}

test.each(['no-service', 'no-bus'] as const)(
  'a keychain that is not there (%s) proves nothing of a value that is filed in it',
  async (mode) => {
    const core = await setupCore();
    await core.signIn('empty');
    const { tokenId } = await core.generate();
    await core.app.generated.close();
    await core.app.signOut({ revoke: false });
    core.keytar.mode = mode;
    core.clock.advance(1_800_000);
    await core.restart();
    await core.app.start();
    // To another person's list the token of the first one is unknown.
    await core.signIn('plain');
    const { workspace, accounts, lists } = core.app;
    await expect(deleteToken(workspace, accounts, lists, tokenId)).rejects.toMatchObject({
      code: 'STORE_ABSENT',
    });
    core.keytar.mode = 'unlocked';
    await core.restart();
    await core.app.start();
    expect(core.keytar.items().has(tokenItem(tokenId))).toBe(true);
    expect(core.index.tokens.map(({ id }) => id)).toContain(tokenId);
  },
);

test('a token that was never listed, and is not stored, is not called gone by one 404', async () => {
  const core = await setupCore();
  await core.control.fault({ ...operation.generate, late: { seconds: 120 } });
  await core.signIn('empty');
  const own = core.app.accounts.current?.ownTokenId ?? '';
  await core.control.fault({ ...operation.delete, answer: { kind: 'status', status: 404 } });
  await expect(remove(core, own)).rejects.toMatchObject({ code: 'TOKEN_NOT_FOUND' });
  expect(core.app.accounts.hasEnded(own)).toBe(false);
});
