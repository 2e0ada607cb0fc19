import { describe, expect, test } from 'vitest';
import {
  connector,
  readOrigins,
  readSignInItem,
  writeSignInItem,
  type ConnectOptions,
} from '../../../main/accounts/connection.ts';
import { sandboxOrigin } from '../../../main/auth-api/endpoint.ts';
import type { ApiRequest, Transport } from '../../../main/auth-api/transport.ts';
import { ManualClock } from '../../support/core/manual-clock.ts';

const connection = {
  origin: 'https://api.ionos.com',
  contractNumber: 31700001,
  credential: { kind: 'token', token: 'eyJ' },
} as const;

describe('the sign-in item', () => {
  test('is read as it was written, with its origin', () => {
    expect(readSignInItem(writeSignInItem(connection))).toEqual(connection);
  });

  test('says whether the app minted its token, and in place of which', () => {
    const replaces = '11111111-1111-4111-8111-111111111111';
    const text = writeSignInItem(connection, { minted: true, replaces });
    expect(readOrigins(text)).toEqual({ minted: true, replaces });
    expect(readSignInItem(text)).toEqual(connection);
    // One that was pasted, and one of an earlier version.
    expect(readOrigins(writeSignInItem(connection))).toEqual({ minted: false, replaces: null });
  });

  test.each([
    '',
    'eyJhbGciOiJSUzI1NiJ9.e30.c2ln',
    '{"version":1,"origin":"https://api.ionos.com","tok',
    '{"version":2,"origin":"https://api.ionos.com","token":"t","contractNumber":null}',
    '{"version":1,"token":"t","contractNumber":null}',
    '{"version":1,"origin":"https://api.ionos.com","token":"","contractNumber":null}',
    '{"version":1,"origin":7,"token":"t","contractNumber":null}',
    'null',
  ])('is refused where it is another: %j', (text) => {
    expect(() => readSignInItem(text)).toThrow(expect.objectContaining({ code: 'STORE_MISMATCH' }));
  });
});

describe('a client', () => {
  function setup(options: Partial<ConnectOptions> = {}) {
    const sent: ApiRequest[] = [];
    const answer = (request: ApiRequest) => {
      sent.push(request);
      const headers = new Headers({ 'content-type': 'application/json' });
      return Promise.resolve({ status: 200, headers, body: '{"tokens":[]}' });
    };
    const transport: Transport = { send: answer, sendOnce: answer };
    const connect = connector({
      transport,
      clock: new ManualClock(),
      userAgent: 'token-vault/1',
      loopbackOnly: false,
      sandboxAddress: () => null,
      ...options,
    });
    return { connect, sent };
  }

  test('sends to the origin of its connection', async () => {
    const { connect, sent } = setup();
    await connect(connection).list();
    expect(sent.map(({ url }) => url)).toEqual(['https://api.ionos.com/auth/v1/tokens']);
  });

  test("of the trial sends to the running sandbox's address, whatever it is by now", async () => {
    let address: string | null = 'http://127.0.0.1:1';
    const { connect, sent } = setup({ sandboxAddress: () => address });
    const trial = { ...connection, origin: sandboxOrigin };
    await connect(trial).list();
    address = 'http://127.0.0.1:2';
    await connect(trial).list();
    expect(sent.map(({ url }) => new URL(url).port)).toEqual(['1', '2']);
    address = null;
    expect(() => connect(trial)).toThrow(expect.objectContaining({ code: 'OFFLINE' }));
  });

  test('goes nowhere but to this computer on the fallback runtime', () => {
    const { connect } = setup({
      loopbackOnly: true,
      sandboxAddress: () => 'http://127.0.0.1:1',
    });
    expect(() => connect(connection)).toThrow(
      expect.objectContaining({ code: 'ENDPOINT_ON_FALLBACK' }),
    );
    expect(connect({ ...connection, origin: 'http://127.0.0.1:8080' })).toBeDefined();
    expect(connect({ ...connection, origin: sandboxOrigin })).toBeDefined();
  });
});

test.each([
  'http://api.example.com',
  'https://api.example.com/auth/v1',
  'ftp://api.example.com',
  'javascript:0',
  '',
  'api.example.com',
])('a sign-in item that names %s is none of ours: nothing goes there', (origin) => {
  const text = JSON.stringify({ version: 1, origin, token: 'eyJ', contractNumber: null });
  expect(() => readSignInItem(text)).toThrow(expect.objectContaining({ code: 'STORE_MISMATCH' }));
});

test.each(['https://api.example.com', 'http://127.0.0.1:4000', 'sandbox:'])(
  'a sign-in item that names %s is read',
  (origin) => {
    const text = JSON.stringify({ version: 1, origin, token: 'eyJ', contractNumber: null });
    expect(readSignInItem(text).origin).toBe(origin);
  },
);
