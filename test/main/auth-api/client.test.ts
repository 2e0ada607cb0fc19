import { describe, expect, test } from 'vitest';
import { AuthApi, type Credential } from '../../../main/auth-api/client.ts';
import { exchange, type Transport } from '../../../main/auth-api/transport.ts';
import { accounts, type AccountName } from '../../../main/sandbox/accounts.ts';
import type { FaultInput } from '../../../main/sandbox/fault.ts';
import { readToken } from '../../../main/auth-api/jwt.ts';
import type { AnswerOfNoUse } from '../../../preload/contract.ts';
import { ImpatientClock, ManualClock } from '../../support/core/manual-clock.ts';
import { nodeTransport } from '../../support/core/node-transport.ts';
import { setupSandbox } from '../../support/core/setup-sandbox.ts';
import { operation } from '../../support/sandbox-control.ts';

type FaultAnswer = NonNullable<FaultInput['answer']>;

interface Options {
  readonly account?: AccountName;
  readonly kind?: Credential['kind'];
  readonly contractNumber?: number;
  readonly transport?: Transport;
  /** Instead of the sandbox's. */
  readonly origin?: string;
}

/** A client of a sandbox, signed in by a token of the console or by password. */
async function setup(options: Options = {}) {
  const { account = 'plain', kind = 'token', contractNumber = null } = options;
  const sandbox = await setupSandbox();
  const { control } = sandbox;
  const { origin = sandbox.origin } = options;
  const { value } = await control.consoleToken(account);
  const { email, password } = accounts[account];
  const clock = new ImpatientClock(new ManualClock());
  const credential: Credential =
    kind === 'token' ? { kind, token: value } : { kind, email, password };
  const api = new AuthApi(
    { origin, credential, contractNumber, userAgent: 'token-vault/0' },
    options.transport ?? nodeTransport,
    clock,
  );
  return { api, control, clock, origin, sandbox };
}

const status = (code: number, retryAfter?: number | string): FaultAnswer => ({
  kind: 'status',
  status: code,
  ...(retryAfter === undefined ? {} : { retryAfter }),
});
const said = (code: number, message: string): FaultAnswer => ({
  kind: 'status',
  status: code,
  message,
});
const redirect: FaultAnswer = { kind: 'redirect', location: 'http://127.0.0.1:1/' };

/** What every read and delete makes of what comes back; how often it is asked. */
const answers: readonly (readonly [string, FaultAnswer, string, number])[] = [
  ['401', status(401), 'SIGN_IN_ENDED', 1],
  ['403', status(403), 'TWO_FACTOR_OR_REFUSED', 1],
  ['400', status(400), 'REQUEST_REFUSED', 1],
  ['409', status(409), 'REQUEST_REFUSED', 1],
  ['429', status(429), 'RATE_LIMITED', 3],
  ['500', status(500), 'SERVER_ERROR', 3],
  ['502', status(502), 'SERVER_ERROR', 3],
  ['503', status(503), 'SERVER_ERROR', 3],
  ['504', status(504), 'SERVER_ERROR', 3],
  ['429 for a minute', status(429, 60), 'RATE_LIMITED', 1],
  ["a proxy's 403", { kind: 'html', status: 403 }, 'NOT_THE_API', 1],
  ["a proxy's 404", { kind: 'html', status: 404 }, 'NOT_THE_API', 1],
  ["a proxy's 451", { kind: 'html', status: 451 }, 'NOT_THE_API', 1],
  ["a proxy's 502", { kind: 'html', status: 502 }, 'SERVER_ERROR', 3],
  ['a page', { kind: 'html' }, 'NOT_THE_API', 1],
  ['no JSON', { kind: 'wrong-json' }, 'NOT_THE_API', 1],
  ['JSON of other types', { kind: 'wrong-types' }, 'NOT_THE_API', 1],
  ['JSON as text', { kind: 'content-type' }, 'NOT_THE_API', 1],
  ['JSON without end', { kind: 'deep-json' }, 'NOT_THE_API', 1],
  ['nothing', { kind: 'empty' }, 'NOT_THE_API', 1],
  ['a 204', { kind: 'custom', status: 204 }, 'NOT_THE_API', 1],
  ['half a body', { kind: 'half-body' }, 'CONNECTION_LOST', 3],
  ['a gigantic body', { kind: 'gigantic' }, 'ANSWER_TOO_LARGE', 1],
  ['a redirect', redirect, 'REDIRECTED', 1],
  ['a reset before', { kind: 'reset', when: 'before' }, 'CONNECTION_LOST', 3],
];

describe('the list', () => {
  test('is read whole, with the clock of the server', async () => {
    const { api, control, sandbox } = await setup();
    await control.clock({ offsetSeconds: 90 });
    const { tokens, serverDate } = await api.list();
    const real = await control.tokens('plain');
    expect(tokens.map(({ id }) => id)).toEqual(real.map(({ kid }) => kid));
    expect(tokens.map(({ createdAt }) => createdAt)).toEqual(
      real.map(({ createdAt }) => createdAt * 1000),
    );
    const { now } = await sandbox.control.state();
    expect(Math.abs(now - (serverDate ?? 0))).toBeLessThan(5_000);
  });

  test('has the dates of the Java suffix too', async () => {
    const { api, control } = await setup();
    await control.fault({ ...operation.list, answer: { kind: 'utc-suffix' } });
    const { tokens } = await api.list();
    expect(tokens.filter(({ createdAt, expiresAt }) => createdAt && expiresAt)).toHaveLength(4);
  });

  test('keeps tokens whose dates cannot be read', async () => {
    const { api, control } = await setup();
    const token = { id: accounts.plain.userId, createdDate: 'soon', expirationDate: 'later' };
    const answer = {
      kind: 'custom',
      headers: { 'content-type': 'application/json;charset=utf-8' },
      body: JSON.stringify({ tokens: [token] }),
    } as const;
    await control.fault({ ...operation.list, answer });
    const { tokens } = await api.list();
    expect(tokens).toEqual([{ id: token.id, createdAt: null, expiresAt: null }]);
  });

  test.each(['Fri, 31 Dec 9999 23:59:59 GMT', 'Thu, 01 Jan 1801 00:00:00 GMT', 'soon'])(
    'takes no clock from a date that cannot be right: %s',
    async (date) => {
      const { api, control } = await setup();
      const answer = {
        kind: 'custom',
        headers: { 'content-type': 'application/json', date },
        body: JSON.stringify({ tokens: [] }),
      } as const;
      await control.fault({ ...operation.list, answer });
      await expect(api.list()).resolves.toEqual({ tokens: [], serverDate: null });
    },
  );

  test('names each token once, whatever the server does', async () => {
    const { api, control } = await setup();
    const token = { id: accounts.plain.userId, createdDate: 'x', expirationDate: 'x' };
    const twice = [token, { ...token, id: token.id.toUpperCase() }];
    const answer = {
      kind: 'custom',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ tokens: twice }),
    } as const;
    await control.fault({ ...operation.list, answer });
    expect((await api.list()).tokens).toHaveLength(1);
  });

  test.each(answers)('that is answered with %s ends so', async (_, answer, code, tries) => {
    const { api, control } = await setup();
    await control.fault({ ...operation.list, times: 'always', answer });
    await expect(api.list()).rejects.toMatchObject({ code });
    expect(await control.requests(operation.list)).toHaveLength(tries);
  });

  test('says of a 401 which credential was bad', async () => {
    const { api, control } = await setup({ kind: 'password' });
    await control.fault({ ...operation.list, answer: status(401) });
    await expect(api.list()).rejects.toMatchObject({ code: 'BAD_CREDENTIALS' });
  });

  test.each([
    ['3', { retryAfterSeconds: 3 }, [3000, 3000]],
    ['0', { retryAfterSeconds: 0 }, [250, 1000]],
    ['-1', {}, [250, 1000]],
    ['1.5', {}, [250, 1000]],
    ['Wed, 21 Oct 2015 07:28:00 GMT', { retryAfterSeconds: 0 }, [250, 1000]],
    ['soon', {}, [250, 1000]],
    // Counted from the server's own clock.
    [
      new Date(Math.floor(Date.now() / 1000) * 1000 + 86_400_000 * 5).toUTCString(),
      {},
      [250, 1000],
    ],
  ])('heeds Retry-After: %s', async (retryAfter, facts, waits) => {
    const { api, control, clock } = await setup();
    await control.fault({ ...operation.list, times: 'always', answer: status(503, retryAfter) });
    await expect(api.list()).rejects.toMatchObject({ code: 'SERVER_ERROR', facts });
    expect(clock.waits).toEqual(waits);
  });

  test('comes at the second try', async () => {
    const { api, control } = await setup();
    await control.fault({ ...operation.list, answer: status(503) });
    await expect(api.list()).resolves.toMatchObject({ serverDate: expect.any(Number) as number });
  });

  test('names the contract in every request, with Bearer too', async () => {
    const contractNumber = accounts.twoContracts.contracts[1];
    const { api, control } = await setup({ account: 'twoContracts', contractNumber });
    await api.list();
    const [request] = await control.requests(operation.list);
    expect(request?.headers).toMatchObject({
      accept: 'application/json',
      'user-agent': 'token-vault/0',
      'x-contract-number': String(contractNumber),
    });
    expect(request?.authorization).toBe('Bearer');
  });

  test('ends at once when it is cancelled', async () => {
    const { api, control } = await setup();
    const fault = await control.fault({ ...operation.list, hold: 'before' });
    const cancel = new AbortController();
    const failed = expect(api.list(cancel.signal)).rejects.toMatchObject({ code: 'CANCELLED' });
    await control.waitForLog((log) => log.length === 1);
    cancel.abort();
    await failed;
    await control.release(fault);
    expect(await control.requests(operation.list)).toHaveLength(1);
  });
});

describe('a delete', () => {
  test('is done when the server says success', async () => {
    const { api, control } = await setup();
    const { kid } = await control.consoleToken('plain');
    await expect(api.delete(kid)).resolves.toBe('deleted');
    const [gone] = (await control.tokens('plain')).filter((token) => token.kid === kid);
    expect(gone?.live).toBe(false);
  });

  test.each([
    ['success is not true', '{"success":false}'],
    ['success is a word', '{"success":"true"}'],
    ['nothing is said', '{}'],
  ])('is not done where %s', async (_, body) => {
    const { api, control } = await setup();
    const headers = { 'content-type': 'application/json' };
    await control.fault({ ...operation.delete, answer: { kind: 'custom', headers, body } });
    await expect(api.delete(accounts.plain.userId)).rejects.toMatchObject({ code: 'NOT_THE_API' });
  });

  test("is unknown there only with the API's own 404", async () => {
    const { api } = await setup();
    await expect(api.delete(accounts.plain.userId)).resolves.toBe('unknown-there');
  });

  test.each([
    ['after which it was carried out', 'after'],
    ['before it arrived', 'before'],
  ] as const)('is asked again after a reset %s', async (_, when) => {
    const { api, control } = await setup();
    const { kid } = await control.consoleToken('plain');
    await control.fault({ ...operation.delete, answer: { kind: 'reset', when } });
    await expect(api.delete(kid)).resolves.toBe(when === 'after' ? 'unknown-there' : 'deleted');
    expect(await control.requests(operation.delete)).toHaveLength(2);
  });

  // The page of a proxy says nothing of the token, and a body that is lost says nothing either.
  test.each(answers)('that is answered with %s ends so', async (_, answer, code, tries) => {
    const { api, control } = await setup();
    await control.fault({ ...operation.delete, carryOut: false, times: 'always', answer });
    await expect(api.delete(accounts.plain.userId)).rejects.toMatchObject({ code });
    expect(await control.requests(operation.delete)).toHaveLength(tries);
  });
});

/** Declared for reads alone, where it stands for the contract number [SPEC api_tokens.go]. */
describe('a 422', () => {
  const other = accounts.empty.contracts[0];

  test.each<readonly [string, number | undefined, FaultAnswer, string]>([
    ['without a number', undefined, status(422), 'CONTRACT_REQUIRED'],
    ['with a number', other, status(422), 'CONTRACT_UNKNOWN'],
  ])('to a list %s is about it', async (_, contractNumber, answer, code) => {
    const { api, control } = await setup(contractNumber ? { contractNumber } : {});
    await control.fault({ ...operation.list, answer });
    await expect(api.list()).rejects.toMatchObject({ code });
  });

  test.each<readonly [string, FaultAnswer, string]>([
    ['says nothing of it', status(422), 'REQUEST_REFUSED'],
    ['says so', said(422, 'Contract number is missing'), 'CONTRACT_REQUIRED'],
    ['speaks of a limit', said(422, 'too many requests to delete'), 'REQUEST_REFUSED'],
  ])('to a delete that %s', async (_, answer, code) => {
    const { api, control } = await setup();
    await control.fault({ ...operation.delete, answer });
    await expect(api.delete(accounts.plain.userId)).rejects.toMatchObject({ code });
  });
});

describe('a failure to connect names the address, unless it is IONOS itself', () => {
  const failing = (message: string): Transport => {
    const fail = () => exchange(() => Promise.reject(new Error(message)), request);
    return { send: fail, sendOnce: fail };
  };
  const request = { method: 'GET', url: 'http://x', headers: {}, timeoutMs: 5_000 } as const;
  const calls: readonly (readonly [string, (api: AuthApi) => Promise<unknown>])[] = [
    ['list', (api) => api.list()],
    ['delete', (api) => api.delete(accounts.plain.userId)],
    ['generate', (api) => api.generate(3600)],
  ];

  test.each(calls)('%s', async (_, call) => {
    const transport = failing('net::ERR_CONNECTION_REFUSED');
    const { api, origin } = await setup({ transport });
    await expect(call(api)).rejects.toMatchObject({ code: 'OFFLINE', facts: { endpoint: origin } });
    const real = await setup({ transport, origin: 'https://api.ionos.com' });
    await expect(call(real.api)).rejects.toMatchObject({ code: 'OFFLINE', facts: {} });
  });

  test('that breaks off, too', async () => {
    const { api, origin } = await setup({ transport: failing('net::ERR_CONNECTION_RESET') });
    await expect(api.list()).rejects.toMatchObject({
      code: 'CONNECTION_LOST',
      facts: { endpoint: origin },
    });
  });
});

describe('generate', () => {
  test('gives a value of the lifetime that was asked for', async () => {
    const { api, control } = await setup();
    const claims = readToken(await api.generate(7200));
    expect((claims.expiresAt ?? 0) - (claims.issuedAt ?? 0)).toBe(7_200_000);
    const made = (await control.tokens('plain')).find(({ kid }) => kid === claims.id);
    expect(made).toMatchObject({ live: true, origin: 'api' });
  });

  /**
   * Whatever happens, one request arrives. The last columns: how many tokens there are then, and
   * what the failure says to have come in place of a usable answer.
   */
  test.each<readonly [string, FaultAnswer, string, number, AnswerOfNoUse | null]>([
    ['400', status(400), 'REQUEST_REFUSED', 0, null],
    ['401', status(401), 'SIGN_IN_ENDED', 0, null],
    ['403', status(403), 'TWO_FACTOR_OR_REFUSED', 0, null],
    ['404', status(404), 'TOKEN_NOT_FOUND', 0, null],
    ['409', status(409), 'REQUEST_REFUSED', 0, null],
    ['422', status(422), 'REQUEST_REFUSED', 0, null],
    ['a limit', said(403, 'The limit of 100 tokens is reached'), 'LIMIT_REACHED', 0, null],
    ['a limit by 422', said(422, 'Maximum number of tokens'), 'LIMIT_REACHED', 0, null],
    ['a refused ttl', said(422, 'ttl must be between 60 and 31536000'), 'TTL_REFUSED', 0, null],
    ['no contract', said(403, 'A valid contract number is required'), 'CONTRACT_REQUIRED', 0, null],
    ['429', status(429, 1), 'RATE_LIMITED', 0, null],
    ["a proxy's 403", { kind: 'html', status: 403 }, 'OUTCOME_UNKNOWN', 0, 'unusable'],
    ['408', status(408), 'OUTCOME_UNKNOWN', 0, 'unusable'],
    ['500', status(500), 'OUTCOME_UNKNOWN', 0, 'fault'],
    ['502', status(502), 'OUTCOME_UNKNOWN', 0, 'fault'],
    ['503', status(503, 1), 'OUTCOME_UNKNOWN', 0, 'fault'],
    ['504', status(504), 'OUTCOME_UNKNOWN', 0, 'fault'],
    ['a page', { kind: 'html' }, 'OUTCOME_UNKNOWN', 0, 'unusable'],
    ['a redirect', redirect, 'OUTCOME_UNKNOWN', 0, 'unusable'],
    ['a reset before', { kind: 'reset', when: 'before' }, 'OUTCOME_UNKNOWN', 0, 'silence'],
    ['an end before', { kind: 'close', when: 'before' }, 'OUTCOME_UNKNOWN', 0, 'silence'],
    ['a reset after', { kind: 'reset', when: 'after' }, 'OUTCOME_UNKNOWN', 1, 'silence'],
    ['an end after', { kind: 'close', when: 'after' }, 'OUTCOME_UNKNOWN', 1, 'silence'],
    ['half a body', { kind: 'half-body' }, 'OUTCOME_UNKNOWN', 1, 'cut'],
    ['no JSON', { kind: 'wrong-json' }, 'OUTCOME_UNKNOWN', 1, 'unusable'],
    ['JSON of other types', { kind: 'wrong-types' }, 'OUTCOME_UNKNOWN', 1, 'unusable'],
    ['JSON as text', { kind: 'content-type' }, 'OUTCOME_UNKNOWN', 1, 'unusable'],
    ['JSON without end', { kind: 'deep-json' }, 'OUTCOME_UNKNOWN', 1, 'unusable'],
    ['bytes that are no text', { kind: 'invalid-utf8' }, 'OUTCOME_UNKNOWN', 1, 'unusable'],
    ['nothing', { kind: 'empty' }, 'OUTCOME_UNKNOWN', 1, 'unusable'],
    ['a gigantic body', { kind: 'gigantic' }, 'OUTCOME_UNKNOWN', 1, 'unusable'],
    ['a gigantic value', { kind: 'huge-token' }, 'OUTCOME_UNKNOWN', 1, 'unusable'],
  ])('that is answered with %s is sent once', async (_, answer, code, minted, came) => {
    const { api, control } = await setup({ account: 'empty' });
    await control.fault({ ...operation.generate, times: 'always', answer });
    await expect(api.generate(3600)).rejects.toMatchObject({
      code,
      ...(came && { facts: { came } }),
    });
    expect(await control.requests(operation.generate)).toHaveLength(1);
    const made = (await control.tokens('empty')).filter(({ origin }) => origin === 'api');
    expect(made).toHaveLength(minted);
  });

  test.each<[string, FaultAnswer, AnswerOfNoUse]>([
    ['not answered', { kind: 'silence', when: 'after' }, 'silence'],
    ['not answered to the end', { kind: 'half-body', then: 'stall' }, 'cut'],
  ])('that is %s in time is sent once, and may have minted', async (_, answer, came) => {
    const impatient: Transport = {
      send: () => Promise.reject(new Error('generate must go by sendOnce')),
      sendOnce: (request) => nodeTransport.sendOnce({ ...request, timeoutMs: 100 }),
    };
    const { api, control } = await setup({ account: 'empty', transport: impatient });
    await control.fault({ ...operation.generate, answer });
    await expect(api.generate(3600)).rejects.toMatchObject({
      code: 'OUTCOME_UNKNOWN',
      facts: { came },
    });
    expect(await control.requests(operation.generate)).toHaveLength(1);
  });

  test('that never reached a server minted nothing', async () => {
    const { api, sandbox } = await setup({ account: 'empty' });
    await sandbox.close();
    await expect(api.generate(3600)).rejects.toMatchObject({ code: 'OFFLINE' });
  });
});

describe('the Cloud API', () => {
  test.each(['token', 'password'] as const)('lists all contracts, by %s', async (kind) => {
    const { api } = await setup({ account: 'twoContracts', kind });
    const { contracts, email } = accounts.twoContracts;
    const all = contracts.map((number) => ({ number, owner: email }));
    await expect(api.contracts()).resolves.toEqual(all);
  });

  test('tells the address of the user', async () => {
    const { api } = await setup();
    await expect(api.email(accounts.plain.userId)).resolves.toBe('plain@example.com');
  });

  test.each([
    ['as long as one may be', 320, (address: string) => address],
    ['longer than any', 321, () => null],
  ])('of an address %s', async (_, length, told) => {
    const { api, control } = await setup();
    const address = '@example.com'.padStart(length, 'a');
    await control.fault({
      method: 'GET',
      path: '/cloudapi/v6/um/users/*',
      answer: {
        kind: 'custom',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ properties: { email: address } }),
      },
    });
    await expect(api.email(accounts.plain.userId)).resolves.toBe(told(address));
  });

  test('tells no other address', async () => {
    const { api } = await setup();
    await expect(api.email(accounts.empty.userId)).rejects.toMatchObject({
      code: 'TOKEN_NOT_FOUND',
    });
  });
});
