import { createServer } from 'node:http';
import { connect, type Socket } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import { accounts } from '../../../main/sandbox/accounts.ts';
import { answerMalformed } from '../../../main/sandbox/malformed.ts';
import { operation } from '../../support/sandbox-control.ts';
import { basic, call, handClock, setup } from './client.ts';

const request = 'GET /auth/v1/tokens HTTP/1.1';
const me = `Authorization: ${basic(accounts.plain)}`;

/** What is no request, or none that the APIs get to see, and the status that it gets. */
const refused: readonly (readonly [string, string, number])[] = [
  ['a garbage request line', 'what is this\r\n\r\n', 400],
  ['binary', '\u0016\u0003\u0001\u0002\u0000\u0001\r\n\r\n', 400],
  ['HTTP/2', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', 400],
  ['no host', `${request}\r\n${me}\r\n\r\n`, 400],
  ['a header without a colon', `${request}\r\nHost: x\r\nnonsense\r\n\r\n`, 400],
  ['two lengths', `${request}\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n`, 400],
  ['a header too large', `${request}\r\nHost: x\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`, 431],
  ['a value too large', `${request}\r\nHost: x\r\n${me}${'x'.repeat(99_000)}\r\n\r\n`, 431],
  ['an address too large', `GET /${'x'.repeat(20_000)} HTTP/1.1\r\nHost: x\r\n\r\n`, 431],
  ['an unknown expectation', `${request}\r\nHost: x\r\n${me}\r\nExpect: a miracle\r\n\r\n`, 417],
];

describe('what the APIs do not get to see', () => {
  test.each(refused)("is refused with the API's own error: %s", async (_, bytes, status) => {
    const clock = handClock();
    const sandbox = await setup({ now: clock.now });
    const answer = await exchangeBytes(sandbox.port, bytes);
    expect(answer).toMatchObject({ status, body: errorBody(status) });
    expect(answer.headers).toMatchObject({
      'content-type': 'application/json',
      connection: 'close',
      date: new Date(clock.now()).toUTCString(),
    });
    expect(await sandbox.control.log()).toEqual([]);
  });

  test('is refused so when it does not come to its end in time', async () => {
    const server = createServer({ headersTimeout: 50, connectionsCheckingInterval: 10 });
    answerMalformed(server, Date.now);
    const port = await new Promise<number>((resolve) => {
      server.listen(0, '127.0.0.1', () => {
        const address = server.address();
        resolve(typeof address === 'object' ? (address?.port ?? 0) : 0);
      });
    });
    onTestFinished(() => void server.close());
    const answer = await exchangeBytes(port, `${request}\r\nHost: x\r\n`);
    expect(answer).toMatchObject({ status: 408, body: errorBody(408) });
    expect(answer.headers['content-type']).toBe('application/json');
  });

  test('ends its own connection and no other', async () => {
    const sandbox = await setup();
    const good = `${request}\r\nHost: x\r\n${me}\r\n\r\n`;
    const both = await exchangeBytes(sandbox.port, `${good}garbage\r\n\r\n`);
    expect([200, 400]).toContain(both.status);
    expect((await call(sandbox, 'GET /auth/v1/tokens', basic(accounts.plain))).status).toBe(200);
  });

  test('puts nothing into the middle of an answer', async () => {
    const sandbox = await setup();
    const { control, port } = sandbox;
    await control.fault({ ...operation.list, answer: { kind: 'half-body', then: 'stall' } });
    const socket = connect(port, '127.0.0.1');
    const whole = readToEnd(socket);
    socket.write(`${request}\r\nHost: x\r\n${me}\r\n\r\n`);
    await control.waitForLog((log) => log.some(({ sentStatus }) => sentStatus !== null));
    socket.write('garbage\r\n\r\n');
    const received = await whole;
    expect(received).toMatch(/^HTTP\/1\.1 200 /);
    expect(received.match(/HTTP\/1\.1/g)).toHaveLength(1);
  });

  test('may follow an answer on the same connection', async () => {
    const { control, port } = await setup();
    const socket = connect(port, '127.0.0.1');
    const whole = readToEnd(socket);
    socket.write(`${request}\r\nHost: x\r\n\r\n`);
    await control.waitForLog((log) => log.some(({ done }) => done));
    socket.write('garbage\r\n\r\n');
    expect((await whole).match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 401', 'HTTP/1.1 400']);
  });
});

function errorBody(status: number) {
  const messages = [{ errorCode: String(status), message: expect.any(String) as string }];
  return { httpStatus: status, messages };
}

/** Sends bytes on a connection of their own and reads the one answer, until the other side ends. */
async function exchangeBytes(port: number, bytes: string) {
  const socket = connect(port, '127.0.0.1');
  const received = readToEnd(socket);
  socket.write(bytes);
  const [head = '', body = ''] = (await received).split('\r\n\r\n');
  const [line = '', ...fields] = head.split('\r\n');
  const headers = Object.fromEntries(
    fields.map((field) => [field.replace(/:.*/, '').toLowerCase(), field.replace(/.*?: /, '')]),
  ) as Readonly<Record<string, string>>;
  expect(headers['content-length']).toBe(String(Buffer.byteLength(body)));
  return { status: Number(line.split(' ')[1]), headers, body: JSON.parse(body) as unknown };
}

function readToEnd(socket: Socket): Promise<string> {
  let received = '';
  socket.setEncoding('utf8').on('data', (text: string) => (received += text));
  return new Promise((resolve, reject) => {
    socket.once('end', () => {
      socket.destroy();
      resolve(received);
    });
    socket.once('error', reject);
  });
}
