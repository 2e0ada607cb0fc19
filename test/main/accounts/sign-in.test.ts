import { describe, expect, test } from 'vitest';
import { signInWithPassword, signInWithToken } from '../../../main/accounts/sign-in.ts';
import { accounts, type AccountName } from '../../../main/sandbox/accounts.ts';
import { signInItem, tokenItem } from '../../../main/vault/secret-store.ts';
import { lostTokens } from '../../support/core/invariant.ts';
import { setupCore, type Core } from '../../support/core/setup-core.ts';
import { encodePart } from '../../support/core/token-values.ts';
import { turns } from '../../support/core/turns.ts';
import { operation } from '../../support/sandbox-control.ts';

const { plain, empty, twoContracts, twoFactor } = accounts;

const withPassword = (core: Core, facts: Partial<Parameters<typeof signInWithPassword>[1]> = {}) =>
  signInWithPassword(core.app, {
    endpoint: core.sandbox.origin,
    email: plain.email,
    password: plain.password,
    contractNumber: null,
    ...facts,
  });

const minted = async (core: Core, account: AccountName): Promise<string[]> =>
  (await core.control.tokens(account))
    .filter(({ origin }) => origin === 'api')
    .map(({ kid }) => kid);

const item = (core: Core): string => {
  const { id = '' } = core.app.accounts.current ?? {};
  return core.keytar.items().get(signInItem(id)) ?? '';
};

const nobody = (core: Core): void => {
  expect(core.state.session).toMatchObject({ status: 'signed-out', account: null });
  expect(core.index.accounts).toEqual([]);
};

describe('with e-mail and password', () => {
  test('the app mints a token of its own for 30 days and signs in with it', async () => {
    const core = await setupCore();
    await core.signIn('plain');
    const [own = ''] = await minted(core, 'plain');
    expect(core.state.session).toMatchObject({
      status: 'signed-in',
      account: {
        origin: core.sandbox.origin,
        contractNumber: 31700001,
        userId: plain.userId,
        email: plain.email,
        role: 'owner',
        signIn: 'minted',
        ownTokenId: own,
        trial: false,
        canMint: 'unknown',
        authorised: true,
      },
    });
    const [token] = (await core.control.tokens('plain')).filter(({ kid }) => kid === own);
    expect((token?.expiresAt ?? 0) - (token?.createdAt ?? 0)).toBe(30 * 86_400);
    expect(core.state.list.tokens).toContainEqual(
      expect.objectContaining({ id: own, own: true, state: 'saved' }),
    );
    expect(await core.journal()).toEqual([]);
    expect(await core.control.requests(operation.generate)).toHaveLength(1);
  });

  test('the token goes into the keychain with the origin that it is for', async () => {
    const core = await setupCore();
    await core.signIn('plain');
    expect(JSON.parse(item(core))).toEqual({
      version: 1,
      origin: core.sandbox.origin,
      contractNumber: null,
      token: expect.stringMatching(/^eyJ/) as string,
    });
  });

  test('the password is forgotten: nowhere on disk, in the keychain, the log or memory', async () => {
    const core = await setupCore();
    await core.signIn('plain');
    expect(core.app.accounts.connection().credential.kind).toBe('token');
    const basic = encodePart(`${plain.email}:${plain.password}`);
    const texts = [
      await core.disk(),
      JSON.stringify([...core.keytar.items()]),
      JSON.stringify(core.log.entries),
      JSON.stringify(core.state),
      JSON.stringify(core.app.accounts.connection()),
    ].join('\n');
    expect(texts).not.toContain(plain.password);
    expect(texts).not.toContain(basic.slice(0, 20));
    await core.control.clearLog();
    await core.app.lists.refresh();
    expect((await core.control.log()).map(({ authorization }) => authorization)).toEqual([
      'Bearer',
    ]);
  });

  test('a colon and letters of other alphabets in the password arrive', async () => {
    const core = await setupCore();
    await core.control.changeAccount('plain', { password: 'a:b€ü漢' });
    await withPassword(core, { password: 'a:b€ü漢' });
    expect(core.state.session.status).toBe('signed-in');
  });

  test.each([
    ['no address', { email: 'paula' }, 'EMAIL_INVALID'],
    ['an address with a colon', { email: 'pau:la@example.com' }, 'EMAIL_INVALID'],
    ['an empty address', { email: ' ' }, 'EMAIL_INVALID'],
    ['an endless address', { email: `${'a'.repeat(320)}@example.com` }, 'EMAIL_INVALID'],
    ['no password', { password: '' }, 'PASSWORD_EMPTY'],
    ['a file as password', { password: 'a'.repeat(1_001) }, 'PASSWORD_TOO_LONG'],
    ['an endless endpoint', { endpoint: `https://${'a'.repeat(300)}.com` }, 'ENDPOINT_INVALID'],
    ['contract 0', { contractNumber: 0 }, 'CONTRACT_INVALID'],
    ['half a contract', { contractNumber: 1.5 }, 'CONTRACT_INVALID'],
    ['a contract beyond 32 bits', { contractNumber: 2 ** 31 }, 'CONTRACT_INVALID'],
    ['a page as endpoint', { endpoint: 'https://dcd.ionos.com/latest/' }, 'ENDPOINT_PATH'],
    ['an endpoint in the open', { endpoint: 'http://api.ionos.com' }, 'ENDPOINT_INSECURE'],
  ])('%s is refused before anything is asked', async (_, facts, code) => {
    const core = await setupCore();
    await expect(withPassword(core, facts)).rejects.toMatchObject({ code });
    expect(await core.control.log()).toEqual([]);
    nobody(core);
  });

  test('the fallback runtime goes to this computer only', async () => {
    const core = await setupCore({ loopbackOnly: true });
    await expect(withPassword(core, { endpoint: '' })).rejects.toMatchObject({
      code: 'ENDPOINT_ON_FALLBACK',
    });
    await core.signIn('plain');
    expect(core.state.session.status).toBe('signed-in');
  });

  test.each([
    ['a wrong password', { password: 'wrong' }, 'BAD_CREDENTIALS'],
    ['an unknown address', { email: 'nobody@example.com' }, 'BAD_CREDENTIALS'],
    [
      'two-factor login',
      { email: twoFactor.email, password: twoFactor.password },
      'TWO_FACTOR_OR_REFUSED',
    ],
  ])('%s signs nobody in and mints nothing', async (_, facts, code) => {
    const core = await setupCore();
    await expect(withPassword(core, facts)).rejects.toMatchObject({ code });
    expect(await core.control.requests(operation.generate)).toEqual([]);
    expect(core.keytar.items()).toEqual(new Map());
    nobody(core);
  });

  test('white space around the address is no matter', async () => {
    const core = await setupCore();
    await withPassword(core, { email: `  ${plain.email}\n` });
    expect(core.state.session.account?.email).toBe(plain.email);
  });

  test('a server that is none signs nobody in', async () => {
    const core = await setupCore();
    await core.control.fault({ times: 'always', answer: { kind: 'html' } });
    await expect(withPassword(core)).rejects.toMatchObject({ code: 'NOT_THE_API' });
    nobody(core);
  });

  test('a redirect is refused, and the credentials go nowhere else', async () => {
    const core = await setupCore();
    const other = await setupCore();
    const location = `${other.sandbox.origin}/auth/v1/tokens`;
    await core.control.fault({ times: 'always', answer: { kind: 'redirect', location } });
    await expect(withPassword(core)).rejects.toMatchObject({ code: 'REDIRECTED' });
    expect(await other.control.log()).toEqual([]);
    nobody(core);
  });
});

describe('with several contracts', () => {
  const facts = { email: twoContracts.email, password: twoContracts.password };

  test('the contract has to be chosen, from those that there are', async () => {
    const core = await setupCore();
    await expect(withPassword(core, facts)).rejects.toMatchObject({
      code: 'CONTRACT_REQUIRED',
      facts: { contracts: twoContracts.contracts },
    });
    nobody(core);
  });

  test('without their numbers it has to be typed', async () => {
    const core = await setupCore();
    await core.control.fault({
      method: 'GET',
      path: '/cloudapi/v6/contracts',
      times: 'always',
      answer: { kind: 'status', status: 403 },
    });
    await expect(withPassword(core, facts)).rejects.toMatchObject({
      code: 'CONTRACT_REQUIRED',
      facts: { contracts: [] },
    });
  });

  test("another's contract has to be chosen again", async () => {
    const core = await setupCore();
    const other = { ...facts, contractNumber: 31700001 };
    await expect(withPassword(core, other)).rejects.toMatchObject({
      code: 'CONTRACT_UNKNOWN',
      facts: { contracts: twoContracts.contracts },
    });
  });

  test('the chosen one is named in every request', async () => {
    const core = await setupCore();
    const [, second] = twoContracts.contracts;
    await core.signIn('twoContracts', second);
    await core.generate();
    const numbers = (await core.control.log()).map(({ headers }) => headers['x-contract-number']);
    expect(new Set(numbers)).toEqual(new Set([String(second)]));
    expect(core.state.session.account?.contractNumber).toBe(second);
  });

  test('each is an account of its own', async () => {
    const core = await setupCore();
    const [first, second] = twoContracts.contracts;
    await core.signIn('twoContracts', first);
    await core.signIn('twoContracts', second);
    expect(core.index.accounts.map(({ contractNumber }) => contractNumber)).toEqual([
      first,
      second,
    ]);
    expect(new Set(core.index.accounts.map(({ id }) => id)).size).toBe(2);
  });
});

describe('where no token of its own can be minted safely', () => {
  test.each([
    ['locked', 'OWN_TOKEN_NOT_MINTED_NO_STORE'],
    ['no-service', 'OWN_TOKEN_NOT_MINTED_NO_STORE'],
    ['no-bus', 'OWN_TOKEN_NOT_MINTED_NO_STORE'],
  ] as const)('with a keyring that is %s, nothing is minted', async (mode, notice) => {
    const core = await setupCore({ keyring: mode });
    await core.signIn('plain');
    expect(await core.control.requests(operation.generate)).toEqual([]);
    expect(core.state.notices).toEqual([notice]);
    expect(core.state.session.account).toMatchObject({ signIn: 'password', ownTokenId: null });
    expect(core.state.list.status).toBe('ready');
    // Signing in is no moment for a prompt.
    expect(core.keytar.calls).toEqual([]);
    expect(await core.disk()).not.toContain(plain.password);
  });

  test.each([
    ['plain', plain, 'owner'],
    // Whoever does not own the contract has a role that nothing tells.
    ['empty', empty, null],
  ] as const)(
    'the contract of %s is asked for, which no claims tell',
    async (name, account, role) => {
      const core = await setupCore({ keyring: 'locked' });
      await core.signIn(name);
      expect(core.state.session.account).toMatchObject({
        signIn: 'password',
        contractNumber: account.contracts[0],
        role,
      });
    },
  );

  test.each([
    ['is refused', { kind: 'status', status: 403 }],
    ['is a page', { kind: 'html', status: 404 }],
    ['is lost', { kind: 'reset', when: 'before' }],
  ] as const)(
    'a question for the contract that %s does not stop the sign-in',
    async (_, answer) => {
      const core = await setupCore({ keyring: 'locked' });
      const path = '/cloudapi/v6/contracts';
      await core.control.fault({ method: 'GET', path, times: 'always', answer });
      await core.signIn('plain');
      expect(core.state.session.account).toMatchObject({
        signIn: 'password',
        contractNumber: null,
        role: null,
      });
      expect(core.state.list.status).toBe('ready');
    },
  );

  test('of several contracts one is chosen first, even where the list needs none', async () => {
    const core = await setupCore({ keyring: 'locked' });
    const { email, password, contracts } = twoContracts;
    const answer = {
      kind: 'custom',
      headers: { 'content-type': 'application/json' },
      body: '{"tokens":[]}',
    } as const;
    await core.control.fault({ ...operation.list, answer });
    await expect(withPassword(core, { email, password })).rejects.toMatchObject({
      code: 'CONTRACT_REQUIRED',
      facts: { contracts },
    });
    expect(core.state.notices).toEqual([]);
    nobody(core);
    await core.signIn('twoContracts', contracts[1]);
    expect(core.state.session.account).toMatchObject({
      contractNumber: contracts[1],
      role: 'owner',
    });
  });

  test('what was saved of a token is no proof of its end: whose the password is, nobody tells', async () => {
    const core = await setupCore();
    await core.signIn('plain');
    const { tokenId } = await core.generate();
    await core.app.generated.close();
    await core.control.deleteToken(tokenId);
    core.keytar.mode = 'locked';
    await core.signIn('plain');
    core.keytar.mode = 'unlocked';
    await core.app.workspace.stores.look();
    core.app.lists.publish();
    const row = core.state.list.tokens.find(({ id }) => id === tokenId);
    expect(row?.state).toBe('cannot-tell');
  });

  test('with 100 tokens nothing is minted', async () => {
    const core = await setupCore();
    await core.control.consoleToken('nearlyFull');
    await core.signIn('nearlyFull');
    expect(await core.control.requests(operation.generate)).toEqual([]);
    expect(core.state.notices).toEqual(['OWN_TOKEN_NOT_MINTED_LIMIT']);
    expect(core.state.session.account?.signIn).toBe('password');
    expect(core.state.list.tokens).toHaveLength(100);
  });

  test('with 99 tokens the last one is its own', async () => {
    const core = await setupCore();
    await core.signIn('nearlyFull');
    expect(core.state.session.account?.signIn).toBe('minted');
    expect(core.state.list.tokens).toHaveLength(100);
  });

  test('refused, it goes on by password, and nothing is left open', async () => {
    const core = await setupCore();
    await core.control.fault({
      ...operation.generate,
      answer: { kind: 'status', status: 403 },
    });
    await core.signIn('plain');
    expect(core.state.notices).toEqual(['OWN_TOKEN_NOT_MINTED']);
    expect(core.state.session.account?.signIn).toBe('password');
    expect(await core.journal()).toEqual([]);
    expect(core.state.ghosts).toEqual([]);
  });

  test('with an unknown outcome it goes on by password, and what was made is found', async () => {
    const core = await setupCore();
    await core.control.fault({ ...operation.generate, answer: { kind: 'reset', when: 'after' } });
    await core.signIn('plain');
    expect(core.state.session.account?.signIn).toBe('password');
    core.clock.advance(0);
    const { ghosts } = await core.until((state) => state.ghosts[0]?.status === 'found');
    expect(ghosts.flatMap(({ candidates }) => candidates.map(({ tokenId }) => tokenId))).toEqual(
      await minted(core, 'plain'),
    );
    expect(await lostTokens(core)).toEqual([]);
  });

  const cut = (core: Core): void => {
    core.keytar.cutAt = 300;
  };
  const lock = (core: Core): void => {
    core.keytar.mode = 'locked';
  };

  test.each([
    ['is cut by the keyring', cut],
    ['is refused by the keyring', lock],
  ])('a token that %s is revoked at once', async (_, fail) => {
    const core = await setupCore();
    core.before('sign-in', 'store-value', () => {
      fail(core);
    });
    await core.signIn('plain');
    const [made] = (await core.control.tokens('plain')).filter(({ origin }) => origin === 'api');
    expect(made?.live).toBe(false);
    expect(core.state.notices).toEqual(['OWN_TOKEN_NOT_MINTED']);
    expect(core.state.session.account?.signIn).toBe('password');
    expect(await core.journal()).toEqual([]);
    expect(core.state.ghosts).toEqual([]);
  });

  test('a cut token does not stand in the way of the next sign-in', async () => {
    const core = await setupCore();
    core.before('sign-in', 'store-value', () => {
      cut(core);
    });
    await core.signIn('plain');
    core.keytar.cutAt = Infinity;
    core.before('sign-in', 'store-value', () => undefined);
    await core.signIn('plain');
    expect(core.state.session.account?.signIn).toBe('minted');
  });

  test('a token that can be neither stored nor revoked is named', async () => {
    const core = await setupCore();
    await core.control.fault({
      ...operation.delete,
      times: 'always',
      answer: { kind: 'status', status: 503 },
    });
    core.before('sign-in', 'store-value', () => {
      lock(core);
    });
    await core.signIn('plain');
    core.clock.advance(0);
    await core.until((state) => state.ghosts[0]?.status === 'found');
    expect(await lostTokens(core)).toEqual([]);
  });

  test('the password is gone with the app: the list stays, and asks to sign in again', async () => {
    const core = await setupCore({ keyring: 'no-service' });
    await core.signIn('plain');
    const before = core.state.list.tokens.map(({ id }) => id);
    await core.restart();
    await core.app.start();
    expect(core.state.session.account).toMatchObject({ email: plain.email, authorised: false });
    expect(core.state.list.tokens.map(({ id }) => id)).toEqual(before);
  });

  test('once the keychain is open, a token of its own takes the place of the password', async () => {
    const core = await setupCore({ keyring: 'locked' });
    await core.signIn('plain');
    core.keytar.mode = 'unlocked';
    await core.app.unlock();
    expect(core.state.session.account).toMatchObject({ signIn: 'minted', authorised: true });
    expect(core.app.accounts.connection().credential.kind).toBe('token');
    expect(core.state.notices).toEqual([]);
    expect(await core.control.requests(operation.generate)).toHaveLength(1);
  });

  test('and the token of an earlier sign-in is not lost by it', async () => {
    const core = await setupCore();
    await core.signIn('plain');
    const [earlier = ''] = await minted(core, 'plain');
    core.keytar.mode = 'locked';
    await core.signIn('plain');
    core.keytar.mode = 'unlocked';
    await core.app.unlock();
    expect(core.state.session.account?.signIn).toBe('minted');
    expect(core.index.tokens.map(({ id }) => id)).toEqual([earlier]);
    expect(await lostTokens(core)).toEqual([]);
  });
});

describe('again', () => {
  test('the account keeps its id, and its earlier token moves into the vault', async () => {
    const core = await setupCore();
    await core.signIn('plain');
    const { id } = core.state.session.account ?? {};
    await core.signIn('plain');
    const [first = '', second] = await minted(core, 'plain');
    expect(core.state.session.account).toMatchObject({ id, ownTokenId: second });
    expect(core.index.accounts).toHaveLength(1);
    expect(core.index.tokens).toMatchObject([{ id: first }]);
    expect(core.index.notes).toMatchObject([{ id: first, label: 'Token Vault' }]);
    expect(core.keytar.items().has(tokenItem(first))).toBe(true);
    expect(await lostTokens(core)).toEqual([]);
  });

  test('an earlier token that no longer lives is not kept', async () => {
    const core = await setupCore();
    await core.signIn('plain');
    const [first = ''] = await minted(core, 'plain');
    core.clock.advance(31 * 86_400_000);
    await core.signIn('plain');
    expect(core.index.tokens).toEqual([]);
    expect(core.keytar.items().has(tokenItem(first))).toBe(false);
  });

  test('an earlier token that a list lacks is kept: a password does not say whose the list is', async () => {
    const core = await setupCore();
    await core.control.fault({ ...operation.generate, late: { seconds: 45 } });
    await core.signIn('plain');
    const first = core.app.accounts.current?.ownTokenId ?? '';
    await core.signIn('plain');
    expect(core.keytar.items().has(tokenItem(first))).toBe(true);
    expect(await lostTokens(core)).toEqual([]);
  });

  test('the token of another person’s account is kept, whatever the index says of it', async () => {
    const core = await setupCore();
    await core.signIn('empty');
    const { email } = accounts.plain;
    await core.app.workspace.index.change((index) => ({
      ...index,
      accounts: index.accounts.map((account) => ({
        ...account,
        email,
        contractNumber: null,
        userId: null,
      })),
    }));
    await core.signIn('plain');
    expect(await lostTokens(core)).toEqual([]);
  });

  test.each([
    ['is no JSON', 'something'],
    ['is of a newer app', '{"version":2,"origin":"http://x","token":"t","contractNumber":null}'],
  ])('an item that %s is left alone, and the password stays in memory', async (_, text) => {
    const core = await setupCore();
    await core.signIn('plain');
    const name = signInItem(core.app.accounts.current?.id ?? '');
    core.keytar.put(name, text);
    await core.signIn('plain');
    expect(core.keytar.items().get(name)).toBe(text);
    expect(core.state.session.account).toMatchObject({ signIn: 'password', authorised: true });
    expect(core.state.notices).toEqual(['OWN_TOKEN_NOT_MINTED']);
  });

  test('by a token after a password, it is the same account', async () => {
    const core = await setupCore();
    await core.signIn('plain');
    const { id } = core.state.session.account ?? {};
    const { value, kid } = await core.control.consoleToken('plain');
    await core.signInWithToken(value);
    expect(core.state.session.account).toMatchObject({
      id,
      signIn: 'pasted',
      email: plain.email,
      ownTokenId: kid,
    });
    expect(await lostTokens(core)).toEqual([]);
  });
});

test.each(['read-value', 'store-value', 'read-back', 'write-index', 'clear-journal'])(
  'killed before %s, the next sign-in settles what is left',
  async (step) => {
    const core = await setupCore();
    const dead = core.dieAt('sign-in', step);
    void withPassword(core);
    await dead;
    await core.restart();
    const [left] = await minted(core, 'plain');
    await core.app.start();
    await core.signIn('plain');
    core.clock.advance(0);
    await core.until(({ ghosts }) => ghosts.every(({ status }) => status !== 'checking'));
    await turns();
    expect(await lostTokens(core)).toEqual([]);
    const named = core.state.ghosts.flatMap(({ candidates }) => candidates);
    const saved = core.index.tokens.map(({ id }) => id);
    expect([...named.map(({ tokenId }) => tokenId), ...saved]).toEqual([left]);
  },
);

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

  test('one that has expired is refused, with the moment', async () => {
    const core = await setupCore();
    const { value } = await core.control.consoleToken('plain', { ttl: 60 });
    const at = core.clock.now() + 60_000;
    core.clock.advance(60_000);
    await expect(core.signInWithToken(value)).rejects.toMatchObject({
      code: 'TOKEN_EXPIRED',
      facts: { at },
    });
    expect(await core.control.log()).toEqual([]);
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

describe('whoever edits the index gains nothing', () => {
  test('requests go to the origin that stands beside the token, and nowhere else', async () => {
    const core = await setupCore();
    const other = await setupCore();
    await core.signIn('plain');
    await core.app.workspace.index.change((index) => ({
      ...index,
      accounts: index.accounts.map((account) => ({ ...account, origin: other.sandbox.origin })),
    }));
    await core.restart();
    await core.control.clearLog();
    await core.app.start();
    expect(await other.control.log()).toEqual([]);
    expect(await core.control.requests(operation.list)).toHaveLength(1);
    expect(core.state.session.account?.origin).toBe(core.sandbox.origin);
  });

  test('an item under the name of another account signs in to its own origin', async () => {
    const core = await setupCore();
    const other = await setupCore();
    await core.signIn('plain');
    const [own = ''] = await minted(core, 'plain');
    await core.app.workspace.index.change((index) => ({
      ...index,
      accounts: index.accounts.map((account) => ({
        ...account,
        origin: other.sandbox.origin,
        email: 'someone@example.com',
      })),
    }));
    await core.restart();
    await core.app.start();
    await core.app.lists.refresh();
    const arrived = await other.control.log();
    expect(arrived).toEqual([]);
    const used = (await core.control.log()).map(({ kid }) => kid);
    expect(used.at(-1)).toBe(own);
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

test('a second click while a sign-in is under way signs in, and mints, no second time', async () => {
  const core = await setupCore();
  const { email, password } = accounts.empty;
  const input = { endpoint: core.sandbox.origin, email, password, contractNumber: null };
  const both = await Promise.allSettled([
    core.app.signInWithPassword(input),
    core.app.signInWithPassword(input),
  ]);
  expect(both).toMatchObject([
    { status: 'fulfilled' },
    { status: 'rejected', reason: { code: 'BUSY' } },
  ]);
  expect(await core.control.requests(operation.generate)).toHaveLength(1);
});
