import { describe, expect, test } from 'vitest';
import { signInWithPassword } from '../../../main/accounts/sign-in.ts';
import { accounts } from '../../../main/sandbox/accounts.ts';
import { diedSigningIn, interrupted, named, pass, start } from '../../support/core/interrupted.ts';
import { lostTokens } from '../../support/core/invariant.ts';
import type { ApiRequest } from '../../../main/auth-api/transport.ts';
import { nodeTransport } from '../../support/core/node-transport.ts';
import { setupCore, type Core } from '../../support/core/setup-core.ts';

const [contractNumber] = accounts.empty.contracts;

/** The app forgets who was signed in, as a lost index does. */
const forgetAccounts = (core: Core): Promise<unknown> =>
  core.app.workspace.index.change((index) => ({ ...index, accounts: [], currentAccount: null }));

const signInAs = async (core: Core, email: string, contract: number | null): Promise<void> => {
  await signInWithPassword(core.app, {
    endpoint: core.sandbox.origin,
    email,
    password: accounts.empty.password,
    contractNumber: contract,
  });
  await core.untilListed();
  await pass(core, 0);
};

describe('an open request is settled by the same person', () => {
  test.each<[string, string, number | null]>([
    ['with the address in another case', 'Empty@Example.COM', null],
    ['with the contract named', accounts.empty.email, contractNumber],
  ])('%s', async (_, email, contract) => {
    const { core, made } = await interrupted();
    await forgetAccounts(core);
    const [asked] = await made();
    await signInAs(core, email, contract);
    expect(named(core)).toEqual([asked]);
    expect(core.state.ghosts).toMatchObject([{ account: null }]);
  });

  test('who signs in with a token, where only the address was known', async () => {
    const { core, left } = await diedSigningIn('store-value');
    await core.app.start();
    const { value } = await core.control.consoleToken('empty', { ttl: 7200 });
    await core.signInWithToken(value);
    await pass(core, 0);
    expect(named(core)).toEqual([left?.kid]);
  });

  test('who names the contract that the interrupted sign-in did not', async () => {
    const { core, left } = await diedSigningIn('store-value');
    await signInAs(core, accounts.empty.email, contractNumber);
    expect(named(core)).toEqual([left?.kid]);
    expect(await lostTokens(core)).toEqual([]);
  });

  test('whose value the crash left in the keychain under another account', async () => {
    const { core, left } = await diedSigningIn('read-back');
    // Signed in as an account of its own before the request was known to be the same person's.
    const { value } = await core.control.consoleToken('empty', { ttl: 7200 });
    const fault = { method: 'GET', path: '/cloudapi/v6/um/users/*', times: 1 } as const;
    await core.control.fault({ ...fault, answer: { kind: 'status', status: 403 } });
    await core.signInWithToken(value);
    expect(core.state.ghosts).toMatchObject([{ status: 'elsewhere' }]);
    await core.app.accounts.update({ email: accounts.empty.email.toUpperCase() });
    await start(core);
    expect(core.index.tokens.map(({ id }) => id)).toContain(left?.kid);
    const signIns = [...core.keytar.items().keys()].filter((name) => name.startsWith('sign-in:'));
    expect(signIns).toEqual([`sign-in:${core.app.accounts.current?.id ?? ''}`]);
    expect(await core.journal()).toEqual([]);
    expect(await lostTokens(core)).toEqual([]);
  });
});

describe('an open request of somebody else', () => {
  const elsewhere = (core: Core, operationId: string) => [
    {
      operationId,
      status: 'elsewhere',
      candidates: [],
      nextCheckAt: null,
      account: {
        origin: core.sandbox.origin,
        contractNumber,
        email: accounts.empty.email,
      },
    },
  ];

  test('is said at the start, where nobody is signed in', async () => {
    const { core, operationId } = await interrupted();
    await forgetAccounts(core);
    await start(core);
    expect(core.state.session.status).toBe('signed-out');
    expect(core.state.ghosts).toMatchObject(elsewhere(core, operationId));
    expect(await core.journal()).toHaveLength(1);
  });

  test('is said after signing out', async () => {
    const { core, operationId } = await interrupted();
    await pass(core, 0);
    await core.app.signOut({ revoke: true });
    expect(core.state.ghosts).toMatchObject(elsewhere(core, operationId));
  });

  test('is said beside the list of another account, at its next start too', async () => {
    const { core, operationId } = await interrupted();
    await core.app.signOut({ revoke: true });
    await core.signIn('plain');
    expect(core.state.ghosts).toMatchObject(elsewhere(core, operationId));
    await pass(core, 24 * 3_600_000);
    await start(core);
    expect(core.state.session.account?.email).toBe(accounts.plain.email);
    expect(core.state.ghosts).toMatchObject(elsewhere(core, operationId));
    expect(await core.journal()).toHaveLength(1);
  });

  test('of the same address on another server is not looked up there', async () => {
    const { core, operationId } = await interrupted();
    await core.app.signOut({ revoke: true });
    const other = await setupCore();
    await signInWithPassword(core.app, {
      endpoint: other.sandbox.origin,
      email: accounts.empty.email,
      password: accounts.empty.password,
      contractNumber: null,
    });
    await core.untilListed();
    await pass(core, 0);
    expect(core.state.ghosts).toMatchObject(elsewhere(core, operationId));
  });
});

test('an open request is settled by its own account beside another one, and says whose it is', async () => {
  const { core, made } = await interrupted();
  const [asked] = await made();
  await core.signIn('plain');
  await pass(core, 0);
  expect(named(core)).toEqual([asked]);
  expect(core.state.ghosts).toMatchObject([
    { status: 'found', account: { email: accounts.empty.email } },
  ]);
});

describe('an open request of the account shown is said at the start', () => {
  test('while the keyring is locked, without a prompt', async () => {
    const { core, operationId } = await interrupted();
    core.keytar.mode = 'locked';
    core.keytar.calls.length = 0;
    await start(core);
    expect(core.state.ghosts).toMatchObject([{ operationId, status: 'waiting' }]);
    await pass(core, 3_600_000);
    expect(core.keytar.calls).toEqual([]);
    expect(core.state.session.account?.authorised).toBe(true);
  });

  test('while its sign-in cannot be read: that is not called ended', async () => {
    const { core, operationId } = await interrupted();
    core.keytar.misread = () => 'something';
    await start(core);
    expect(core.state.list.error).toEqual({ code: 'STORE_MISMATCH' });
    expect(core.state.ghosts).toMatchObject([{ operationId, status: 'waiting' }]);
    expect(core.state.session.account?.authorised).toBe(true);
    await core.app.settler.check(operationId);
    expect(core.state.ghosts).toMatchObject([{ operationId, status: 'waiting' }]);
    expect(core.state.session.account?.authorised).toBe(true);
  });
});

test('a token that the server made for another contract is asked about there, and never forgotten here', async () => {
  let contract: string | null = null;
  const bent = (asked: ApiRequest): ApiRequest =>
    contract === null
      ? asked
      : { ...asked, headers: { ...asked.headers, 'x-contract-number': contract } };
  const core = await setupCore({
    transport: {
      send: (asked) => nodeTransport.send(asked),
      sendOnce: (asked) => nodeTransport.sendOnce(bent(asked)),
    },
  });
  const [first, second] = accounts.twoContracts.contracts;
  await core.signIn('twoContracts', first);
  contract = String(second);
  core.before('generate', 'store-value', () => {
    core.keytar.failNextSet = 'Quota exceeded';
  });
  const { tokenId } = await core.generate();
  expect(core.state.generated?.contractMismatch).toBe(true);
  for (let starts = 0; starts < 3; starts += 1) {
    await start(core);
    for (const ms of [5_000, 30_000, 120_000, 30_000]) await pass(core, ms);
    expect(core.state.ghosts).toMatchObject([
      { status: 'elsewhere', account: { contractNumber: second } },
    ]);
    expect(await lostTokens(core)).toEqual([]);
  }
  await core.signIn('twoContracts', second);
  await pass(core, 0);
  expect(core.state.ghosts).toMatchObject([{ candidates: [{ tokenId, sure: true }] }]);
});
