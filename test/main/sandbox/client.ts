import { connect } from 'node:net';
import { onTestFinished } from 'vitest';
import type { SandboxAccount } from '../../../main/sandbox/accounts.ts';
import type { SandboxOptions } from '../../../main/sandbox/server.ts';
import { startTestSandbox, type TestSandbox } from '../../support/sandbox-control.ts';

/** Starts a sandbox that ends with the test. */
export async function setup(options: SandboxOptions = {}): Promise<TestSandbox> {
  const sandbox = await startTestSandbox(options);
  onTestFinished(() => sandbox.close());
  return sandbox;
}

/** A clock that a test sets by hand, at a round second. */
export function handClock(): { now: () => number; advance: (seconds: number) => void } {
  let ms = Date.UTC(2026, 10, 23, 12, 0, 0);
  return {
    now: () => ms,
    advance: (seconds) => {
      ms += seconds * 1000;
    },
  };
}

export function basic({ email, password }: Pick<SandboxAccount, 'email' | 'password'>): string {
  return `Basic ${Buffer.from(`${email}:${password}`).toString('base64')}`;
}

export function bearer(value: string): string {
  return `Bearer ${value}`;
}

export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
}

/** One request of an ordinary client; `as` is the Authorization header. */
export async function call(
  { origin }: { readonly origin: string },
  request: string,
  as?: string,
  contract?: number | string,
): Promise<Reply> {
  const [method = '', path = ''] = request.split(' ');
  const response = await fetch(`${origin}${path}`, {
    method,
    redirect: 'manual',
    headers: {
      accept: 'application/json',
      ...(as === undefined ? {} : { authorization: as }),
      ...(contract === undefined ? {} : { 'x-contract-number': String(contract) }),
    },
  });
  const { status, headers } = response;
  const body = await response.text();
  return { status, headers, body: body === '' ? null : JSON.parse(body) };
}

/** Mints over HTTP and gives the value. */
export async function mint(
  sandbox: { readonly origin: string },
  as: string,
  options: { readonly ttl?: number; readonly contract?: number } = {},
): Promise<string> {
  const query = options.ttl === undefined ? '' : `?ttl=${options.ttl}`;
  const reply = await call(sandbox, `GET /auth/v1/tokens/generate${query}`, as, options.contract);
  if (!isObject(reply.body) || typeof reply.body['token'] !== 'string')
    throw new Error(`No token came: ${reply.status} ${JSON.stringify(reply.body)}`);
  return reply.body['token'];
}

/** The ids of a list. */
export async function listed(
  sandbox: { readonly origin: string },
  as: string,
  contract?: number,
): Promise<string[]> {
  const { body } = await call(sandbox, 'GET /auth/v1/tokens', as, contract);
  const tokens: unknown = isObject(body) ? body['tokens'] : null;
  if (!Array.isArray(tokens)) throw new Error(`No list came: ${JSON.stringify(body)}`);
  return tokens.map((token: unknown) => (isObject(token) ? String(token['id']) : ''));
}

/** One part of a JWT, decoded; 0 is the header. */
export function partOf(value: string, part: 0 | 1): string {
  return Buffer.from(value.split('.')[part] ?? '', 'base64url').toString('utf8');
}

export function kidOf(value: string): string {
  const header: unknown = JSON.parse(partOf(value, 0));
  return isObject(header) ? String(header['kid']) : '';
}

/** How a raw exchange ended, and what came before that. */
export interface RawReply {
  readonly head: string;
  readonly body: string;
  readonly end: 'closed' | 'reset';
}

/** Writes a request on a socket of its own and reads until the other side ends. */
export async function raw(
  { port }: { readonly port: number },
  request: string,
  as: string,
  host = `127.0.0.1:${port}`,
): Promise<RawReply> {
  const socket = connect(port, '127.0.0.1');
  socket.write(
    `${request} HTTP/1.1\r\nHost: ${host}\r\nAuthorization: ${as}\r\nConnection: close\r\n\r\n`,
  );
  let received = '';
  socket.setEncoding('latin1').on('data', (chunk: string) => (received += chunk));
  const end = await new Promise<RawReply['end']>((resolve) => {
    socket.once('end', () => {
      resolve('closed');
    });
    socket.once('error', () => {
      resolve('reset');
    });
  });
  socket.destroy();
  const [head = '', ...body] = received.split('\r\n\r\n');
  return { head, body: body.join('\r\n\r\n'), end };
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
