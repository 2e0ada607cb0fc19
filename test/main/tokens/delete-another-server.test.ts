import { describe, expect, test } from 'vitest';
import { signInWithToken } from '../../../main/accounts/sign-in.ts';
import { accounts } from '../../../main/sandbox/accounts.ts';
import { tokenItem } from '../../../main/vault/secret-store.ts';
import { setupCore, type Core } from '../../support/core/setup-core.ts';
import { setupSandbox } from '../../support/core/setup-sandbox.ts';
import { operation } from '../../support/sandbox-control.ts';
import { everything, json, leftOf, nothing, remove, setup } from './deleting.ts';

/**
 * The same user and contract at another server, signed in to by a token of its own.
 *
 * @param leaves whether the first account is signed out before; else both are signed in.
 */
async function signInElsewhere(core: Core, leaves = true) {
  if (leaves) await core.app.signOut({ revoke: false });
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

  test.each([
    ['which is listed', (_: string, id: string) => id],
    ['which signs its account in', (own: string) => own],
  ])('with both signed in, its own is: one %s', async (_, choose) => {
    const { core, id } = await setup();
    const own = core.app.accounts.current?.ownTokenId ?? '';
    const other = await signInElsewhere(core, false);
    const chosen = choose(own, id);
    await remove(core, chosen);
    expect(core.app.accounts.hasEnded(chosen)).toBe(true);
    expect(await leftOf(core, chosen)).toMatchObject({ live: false });
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

test('a server that lists what is filed for another one is not asked, whichever account comes first', async () => {
  const { core, id } = await setup();
  const other = await signInElsewhere(core, false);
  const first = core.app.accounts.require().id;
  await core.app.accounts.arrange([first]);
  const headers = { 'content-type': 'application/json' };
  const body = JSON.stringify({
    tokens: [{ id, createdDate: '2026-11-23T12:00:00Z', expirationDate: '2027-11-23T12:00:00Z' }],
  });
  const answer = { kind: 'custom', headers, body } as const;
  await other.control.fault({ ...operation.list, times: 'always', answer });
  await core.app.lists.refreshAnew();
  await remove(core, id);
  expect(await other.control.requests(operation.delete)).toEqual([]);
  expect(await leftOf(core, id)).toMatchObject({ live: false, stored: false });
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
