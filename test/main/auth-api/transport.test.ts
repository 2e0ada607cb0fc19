import { createServer } from 'node:http';
import { describe, expect, onTestFinished, test } from 'vitest';
import { bodyLimit, exchange, neverSent, type Fetch } from '../../../main/auth-api/transport.ts';
import type { AppError } from '../../../main/app-error.ts';
import type { FaultInput } from '../../../main/sandbox/fault.ts';
import { fetchAnew, nodeTransport } from '../../support/core/node-transport.ts';
import { setupSandbox } from '../../support/core/setup-sandbox.ts';

const secret = 'Bearer secret';

async function setup(fault?: FaultInput) {
  const sandbox = await setupSandbox();
  if (fault) await sandbox.control.fault(fault);
  const request = (timeoutMs = 5_000, signal?: AbortSignal) =>
    ({
      method: 'GET',
      url: `${sandbox.origin}/auth/v1/tokens`,
      headers: { accept: 'application/json', authorization: secret },
      timeoutMs,
      ...(signal ? { signal } : {}),
    }) as const;
  return { ...sandbox, request };
}

const fetches: readonly (readonly [string, Fetch])[] = [
  ['kept connections', fetch],
  ['a fresh connection', fetchAnew],
];

describe.each(fetches)('one exchange over %s', (_, fetchOver) => {
  test('answers with status, headers and body', async () => {
    const { request } = await setup();
    const answer = await exchange(fetchOver, request());
    expect(answer.status).toBe(401);
    expect(answer.headers.get('content-type')).toBe('application/json');
    expect(JSON.parse(answer.body)).toMatchObject({ httpStatus: 401 });
  });

  test.each<[string, FaultInput['answer'] & object]>([
    ['no answer', { kind: 'silence', when: 'after' }],
    ['half an answer', { kind: 'half-body', then: 'stall' }],
  ])('ends with its time limit: %s', async (__, answer) => {
    const { request } = await setup({ answer });
    await expect(exchange(fetchOver, request(100))).rejects.toMatchObject({ code: 'TIMEOUT' });
  });

  test.each<[string, FaultInput['answer'] & object]>([
    ['no answer', { kind: 'silence', when: 'after' }],
    ['half an answer', { kind: 'half-body', then: 'stall' }],
  ])('ends when it is cancelled: %s', async (__, answer) => {
    const { request, control } = await setup({ answer });
    const cancel = new AbortController();
    const ended = exchange(fetchOver, request(5_000, cancel.signal));
    const failed = expect(ended).rejects.toMatchObject({ code: 'CANCELLED' });
    await control.waitForLog((log) => log.some(({ done }) => done));
    cancel.abort();
    await failed;
  });

  test('refuses a redirect, and tells the other host nothing', async () => {
    const elsewhere = await listenElsewhere();
    const answer = { kind: 'redirect', location: elsewhere.origin } as const;
    const { request, control } = await setup({ answer });
    await expect(exchange(fetchOver, request())).rejects.toMatchObject({ code: 'REDIRECTED' });
    expect(await control.log()).toHaveLength(1);
    expect(elsewhere.requests).toEqual([]);
  });

  test('takes a body up to its limit and no byte more', async () => {
    const gigantic = (bytes: number) => ({ answer: { kind: 'gigantic', bytes } }) as const;
    const { request, control } = await setup(gigantic(bodyLimit));
    expect((await exchange(fetchOver, request())).body).toHaveLength(bodyLimit);
    await control.fault(gigantic(bodyLimit + 1));
    await expect(exchange(fetchOver, request())).rejects.toMatchObject({
      code: 'ANSWER_TOO_LARGE',
    });
  });

  test.each<[string, FaultInput['answer'] & object, string]>([
    ['reset before', { kind: 'reset', when: 'before' }, 'CONNECTION_LOST'],
    ['reset after', { kind: 'reset', when: 'after' }, 'CONNECTION_LOST'],
    ['closed', { kind: 'close', when: 'after' }, 'CONNECTION_LOST'],
    ['half a body', { kind: 'half-body' }, 'CONNECTION_LOST'],
    ['bytes that are no text', { kind: 'invalid-utf8' }, 'NOT_THE_API'],
  ])('names what went wrong: %s', async (__, answer, code) => {
    const { request, control } = await setup({ answer });
    await expect(exchange(fetchOver, request())).rejects.toMatchObject({ code });
    expect(await control.log()).toHaveLength(1);
  });

  test('is OFFLINE where nobody listens', async () => {
    const sandbox = await setup();
    const { request } = sandbox;
    await sandbox.close();
    await expect(exchange(fetchOver, request())).rejects.toMatchObject({ code: 'OFFLINE' });
  });

  test('is ENDPOINT_NOT_HTTPS where the server speaks http only', async () => {
    const { request, port } = await setup();
    const url = `https://127.0.0.1:${port}/auth/v1/tokens`;
    const failed = exchange(fetch, { ...request(), url });
    await expect(failed).rejects.toMatchObject({ code: 'ENDPOINT_NOT_HTTPS' });
  });
});

test('one exchange asks for no cache, no cookies, no referrer and no redirect', async () => {
  const inits: RequestInit[] = [];
  const answering: Fetch = (_url, init) => {
    inits.push(init);
    return Promise.resolve(new Response('{}'));
  };
  const headers = { authorization: secret };
  await exchange(answering, { method: 'DELETE', url: 'http://x', headers, timeoutMs: 5_000 });
  expect(inits).toEqual([
    {
      method: 'DELETE',
      headers,
      redirect: 'error',
      cache: 'no-store',
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      signal: expect.any(AbortSignal) as AbortSignal,
    },
  ]);
});

test('a port that is kept for other services is named as such', async () => {
  const { request } = await setup();
  const failed = exchange(fetch, { ...request(), url: 'http://127.0.0.1:1/auth/v1/tokens' });
  await expect(failed).rejects.toMatchObject({ code: 'ENDPOINT_PORT' });
});

test('sendOnce never uses a connection that stood open', async () => {
  const { request, control } = await setup();
  for (let n = 0; n < 5; n += 1) await nodeTransport.send(request());
  await nodeTransport.sendOnce(request());
  await nodeTransport.sendOnce(request());
  const sockets = (await control.log()).map(({ socket }) => socket);
  const [once, onceMore] = sockets.slice(5);
  expect(sockets.filter((socket) => socket === once || socket === onceMore)).toEqual([
    once,
    onceMore,
  ]);
  // The others did share theirs, so that there was one to use.
  expect(new Set(sockets.slice(0, 5)).size).toBeLessThan(5);
});

/** As Chromium and Node name them; the second column: whether generate may believe that nothing was sent. */
describe('a failure of the network stack', () => {
  test.each([
    ['net::ERR_NAME_NOT_RESOLVED', 'OFFLINE', true],
    ['net::ERR_CONNECTION_REFUSED', 'OFFLINE', true],
    ['net::ERR_PROXY_CONNECTION_FAILED', 'OFFLINE', true],
    ['net::ERR_CONNECTION_TIMED_OUT', 'OFFLINE', true],
    // These two also end a request that is under way.
    ['net::ERR_INTERNET_DISCONNECTED', 'OFFLINE', false],
    ['net::ERR_ADDRESS_UNREACHABLE', 'OFFLINE', false],
    ['net::ERR_UNSAFE_PORT', 'ENDPOINT_PORT', true],
    ['net::ERR_CERT_AUTHORITY_INVALID', 'TLS', true],
    ['net::ERR_CERT_DATE_INVALID', 'TLS', true],
    // TLS can fail long after its handshake.
    ['net::ERR_SSL_PROTOCOL_ERROR', 'ENDPOINT_NOT_HTTPS', false],
    ['net::ERR_SSL_BAD_RECORD_MAC_ALERT', 'TLS', false],
    ['net::ERR_CONNECTION_RESET', 'CONNECTION_LOST', false],
    ['net::ERR_CONNECTION_CLOSED', 'CONNECTION_LOST', false],
    ['net::ERR_EMPTY_RESPONSE', 'CONNECTION_LOST', false],
    ['net::ERR_NETWORK_CHANGED', 'CONNECTION_LOST', false],
    ['net::ERR_CONTENT_LENGTH_MISMATCH', 'CONNECTION_LOST', false],
    ['something new', 'CONNECTION_LOST', false],
  ])('%s is %s', async (message, code, sure) => {
    expect(await failureOf(new Error(message))).toMatchObject({ code, sure });
  });

  test.each([
    ['ECONNREFUSED', 'OFFLINE', true],
    ['ENOTFOUND', 'OFFLINE', true],
    ['EAI_AGAIN', 'OFFLINE', true],
    ['EHOSTUNREACH', 'OFFLINE', false],
    ['SELF_SIGNED_CERT_IN_CHAIN', 'TLS', true],
    ['CERT_HAS_EXPIRED', 'TLS', true],
    ['ECONNRESET', 'CONNECTION_LOST', false],
    ['UND_ERR_SOCKET', 'CONNECTION_LOST', false],
  ])('%s in a cause is %s', async (name, code, sure) => {
    const cause = Object.assign(new Error('something'), { code: name });
    expect(await failureOf(new TypeError('fetch failed', { cause }))).toMatchObject({ code, sure });
  });

  test('an unfollowed redirect is one, however the stack shows it', async () => {
    const opaque = () => Promise.resolve(new Response(null, { status: 307 }));
    expect(await failureOf(opaque)).toMatchObject({ code: 'REDIRECTED', sure: false });
  });
});

async function failureOf(failure: Error | Fetch) {
  const failing: Fetch = failure instanceof Error ? () => Promise.reject(failure) : failure;
  const request = { method: 'GET', url: 'http://x', headers: {}, timeoutMs: 5_000 } as const;
  const error: unknown = await exchange(failing, request).catch((thrown: unknown) => thrown);
  return { code: (error as AppError).code, sure: neverSent(error) };
}

/** Another server, and what it was asked with. */
async function listenElsewhere() {
  const requests: unknown[] = [];
  const server = createServer((message, response) => {
    requests.push(message.headers);
    response.end('{}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  return { origin: `http://127.0.0.1:${port ?? 0}/auth/v1/tokens`, requests };
}
