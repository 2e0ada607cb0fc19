import { describe, expect, test } from 'vitest';
import { signInWithToken } from '../../../main/accounts/sign-in.ts';
import { tokenItem } from '../../../main/vault/secret-store.ts';
import { DatedTransport } from '../../support/core/dated-transport.ts';
import { setupCore, type Core } from '../../support/core/setup-core.ts';
import { operation } from '../../support/sandbox-control.ts';
import { plain, empty, twoContracts, twoFactor, item, nobody } from './signing-in.ts';

const day = 86_400_000;

/** Sets the clock of this computer on; the server's goes on as it was. */
async function setClockOn(core: Core, ms: number): Promise<void> {
  core.clock.set(core.clock.now() + ms);
  await core.control.clock({ advanceSeconds: -ms / 1000 });
}

describe('with a pasted token', () => {
  test('it is verified, kept in the vault and signs in', async () => {
    const core = await setupCore();
    const { value, kid } = await core.control.consoleToken('plain');
    await core.signInWithToken(value);
    expect(core.state.session.account).toMatchObject({
      signIn: 'pasted',
      email: plain.email,
      userId: plain.userId,
      contractNumber: 31700001,
      ownTokenId: kid,
      authorised: true,
    });
    expect(core.keytar.items().get(tokenItem(kid))).toBe(value);
    expect(JSON.parse(item(core))).toMatchObject({ origin: core.sandbox.origin, token: value });
    expect(core.state.list.tokens).toContainEqual(
      expect.objectContaining({ id: kid, state: 'saved', own: true }),
    );
    expect(await core.control.requests(operation.generate)).toEqual([]);
    expect(await core.disk()).not.toContain(value);
  });

  test('it signs in again at the next start', async () => {
    const core = await setupCore();
    await core.signInWithToken((await core.control.consoleToken('plain')).value);
    await core.restart();
    await core.app.start();
    expect(core.state.list).toMatchObject({ status: 'ready', stale: false });
  });

  test('it signs in a user with two-factor login', async () => {
    const core = await setupCore();
    const { value } = await core.control.consoleToken('twoFactor', { secured: true });
    await core.signInWithToken(value);
    expect(core.state.session.account).toMatchObject({ email: twoFactor.email });
    await core.generate();
    expect(core.state.generated?.kept).toBe('keychain');
  });

  test('that is not secured may list, and is remembered as one that cannot mint', async () => {
    const core = await setupCore();
    const { value } = await core.control.consoleToken('twoFactor');
    await core.signInWithToken(value);
    expect(core.state.list.status).toBe('ready');
    await expect(core.generate()).rejects.toMatchObject({ code: 'TWO_FACTOR_OR_REFUSED' });
    expect(core.state.session.account?.canMint).toBe('no');
  });

  test('it may come with a newline, quotes and "Bearer"', async () => {
    const core = await setupCore();
    const { value } = await core.control.consoleToken('plain');
    await core.signInWithToken(`"Bearer ${value}"\n`);
    expect(JSON.parse(item(core))).toMatchObject({ token: value });
  });

  test('it names its contract, so that none has to be chosen', async () => {
    const core = await setupCore();
    const [, second] = twoContracts.contracts;
    const { value } = await core.control.consoleToken('twoContracts', { contract: second });
    await core.signInWithToken(value);
    expect(core.state.session.account?.contractNumber).toBe(second);
  });

  test.each([
    ['nothing', '   ', 'TOKEN_EMPTY'],
    ['an id', empty.userId, 'TOKEN_IS_UUID'],
    ['a sentence', 'my token', 'TOKEN_NOT_JWT'],
  ])('%s is refused before anything is asked', async (_, token, code) => {
    const core = await setupCore();
    await expect(core.signInWithToken(token)).rejects.toMatchObject({ code });
    expect(await core.control.log()).toEqual([]);
    nobody(core);
  });

  test('one that has expired is refused by the server, with the moment', async () => {
    const core = await setupCore();
    const { value } = await core.control.consoleToken('plain', { ttl: 60 });
    const at = core.clock.now() + 60_000;
    core.clock.advance(60_000);
    await expect(core.signInWithToken(value)).rejects.toMatchObject({
      code: 'TOKEN_EXPIRED',
      facts: { at },
    });
    expect(await core.control.requests(operation.list)).toHaveLength(1);
    nobody(core);
  });

  test('one that has expired by the clock here alone signs in', async () => {
    const core = await setupCore();
    const { value, kid } = await core.control.consoleToken('plain');
    await setClockOn(core, 400 * day);
    await core.signInWithToken(value);
    expect(core.state.session.account).toMatchObject({ ownTokenId: kid, authorised: true });
  });

  test('one that a server lists with past its end, by both dates, is refused', async () => {
    const transport = new DatedTransport();
    const core = await setupCore({ transport });
    const { value } = await core.control.consoleToken('plain', { ttl: 60 });
    await setClockOn(core, 120_000);
    transport.aheadMs = 120_000;
    await expect(core.signInWithToken(value)).rejects.toMatchObject({ code: 'TOKEN_EXPIRED' });
    nobody(core);
    // A server that does not say what time it is accepts it all the same.
    transport.aheadMs = null;
    await core.signInWithToken(value);
    expect(core.state.session.account?.authorised).toBe(true);
  });

  test('one that was deleted is refused and kept nowhere', async () => {
    const core = await setupCore();
    const { value, kid } = await core.control.consoleToken('plain');
    await core.control.deleteToken(kid);
    await expect(core.signInWithToken(value)).rejects.toMatchObject({ code: 'SIGN_IN_ENDED' });
    expect(core.keytar.items()).toEqual(new Map());
    nobody(core);
  });

  test.each([
    ['locked', 'STORE_LOCKED'],
    ['wrong', 'STORE_MISMATCH'],
  ])('with a keyring that is %s nobody is signed in', async (how, code) => {
    const core = await setupCore();
    if (how === 'locked') core.keytar.mode = 'locked';
    else core.keytar.misread = (value) => `${value}x`;
    const { value } = await core.control.consoleToken('plain');
    await expect(core.signInWithToken(value)).rejects.toMatchObject({ code });
    nobody(core);
  });

  test('without a keychain it is kept in memory, and nothing on disk', async () => {
    const core = await setupCore({ keyring: 'no-bus' });
    const { value, kid } = await core.control.consoleToken('plain');
    await core.signInWithToken(value);
    expect(core.app.atRisk.session).toHaveLength(1);
    expect(core.index.tokens).toEqual([]);
    expect(await core.disk()).not.toContain(value);
    await core.restart();
    await core.app.start();
    expect(core.state.session.account).toMatchObject({ ownTokenId: kid, authorised: false });
  });

  test('the address is a courtesy: without it the sign-in is the same', async () => {
    const core = await setupCore();
    await core.control.fault({
      method: 'GET',
      path: '/cloudapi/v6/um/users/*',
      times: 'always',
      answer: { kind: 'status', status: 403 },
    });
    await core.signInWithToken((await core.control.consoleToken('plain')).value);
    expect(core.state.session.account).toMatchObject({ email: null, userId: plain.userId });
  });

  test('an address that is longer than any is none: what is saved after it is read at the next start', async () => {
    const core = await setupCore();
    const email = `${'a'.repeat(400)}@example.com`;
    await core.control.fault({
      method: 'GET',
      path: '/cloudapi/v6/um/users/*',
      times: 'always',
      answer: {
        kind: 'custom',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ properties: { email } }),
      },
    });
    await core.signInWithToken((await core.control.consoleToken('plain')).value);
    expect(core.state.session.account).toMatchObject({ email: null, userId: plain.userId });
    const { tokenId } = await core.generate();
    await core.restart();
    await core.app.start();
    expect(core.state.notices).toEqual([]);
    expect(core.index.tokens.map(({ id }) => id)).toContain(tokenId);
  });

  test('its own token of before moves into the vault', async () => {
    const core = await setupCore();
    const first = await core.control.consoleToken('plain');
    const second = await core.control.consoleToken('plain');
    await core.signInWithToken(first.value);
    await core.signInWithToken(second.value);
    const items = core.keytar.items();
    expect(items.get(tokenItem(first.kid))).toBe(first.value);
    expect(items.get(tokenItem(second.kid))).toBe(second.value);
  });
});

test('a token for the wrong endpoint is not stored', async () => {
  const core = await setupCore();
  const { value } = await core.control.consoleToken('plain');
  await core.control.fault({ times: 'always', answer: { kind: 'html', status: 404 } });
  const signedIn = signInWithToken(core.app, {
    endpoint: core.sandbox.origin,
    token: value,
    contractNumber: null,
  });
  await expect(signedIn).rejects.toMatchObject({ code: 'NOT_THE_API' });
  expect(core.keytar.items()).toEqual(new Map());
});
