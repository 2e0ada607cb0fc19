import type { ErrorCode } from '../../preload/contract.ts';
import { AppError, isAppError } from '../app-error.ts';

/** One HTTP request of ours. There are no request bodies anywhere in the Auth API. */
export interface ApiRequest {
  readonly method: 'GET' | 'DELETE';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Ends the request after this many ms. */
  readonly timeoutMs: number;
  readonly signal?: AbortSignal;
}

export interface ApiAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: string;
}

/**
 * Sends requests; each call of `send` is one request on the wire, follows no redirect and uses no
 * cache. `sendOnce` is for generate alone: a fresh connection, so that no layer below repeats it.
 *
 * @throws AppError OFFLINE, CONNECTION_LOST, TIMEOUT, TLS, ENDPOINT_NOT_HTTPS, ENDPOINT_PORT, REDIRECTED,
 *   ANSWER_TOO_LARGE, NOT_THE_API (body is not UTF-8).
 */
export interface Transport {
  send(request: ApiRequest): Promise<ApiAnswer>;
  sendOnce(request: ApiRequest): Promise<ApiAnswer>;
}

/** What both Electron's `session.fetch` and Node's `fetch` can do. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** 100 tokens take about 25 kB; nothing sensible is ever larger than this. Bytes. */
export const bodyLimit = 2 * 1024 * 1024;

/** Runs one request over `fetch` with a time limit and a body limit. */
export async function exchange(fetch: Fetch, request: ApiRequest): Promise<ApiAnswer> {
  const timeout = AbortSignal.timeout(request.timeoutMs);
  const signal = request.signal ? AbortSignal.any([timeout, request.signal]) : timeout;
  let begun = false;
  try {
    const response = await fetch(request.url, {
      method: request.method,
      headers: { ...request.headers },
      redirect: 'error',
      cache: 'no-store',
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      signal,
    });
    begun = true;
    // Some stacks answer an unfollowed redirect as itself instead of failing.
    if (response.type === 'opaqueredirect' || (response.status >= 300 && response.status < 400))
      throw new AppError('REDIRECTED');
    const body = await readBody(response, signal);
    return { status: response.status, headers: response.headers, body };
  } catch (error) {
    if (error instanceof AppError) throw error;
    if (request.signal?.aborted) throw new AppError('CANCELLED');
    const cause = begun ? new BrokenAnswer('', { cause: error }) : error;
    throw new AppError(timeout.aborted ? 'TIMEOUT' : networkCode(error), {}, { cause });
  }
}

/** The cause of a failure that came when the answer had begun. */
class BrokenAnswer extends Error {}

/** Whether an answer had begun when its request failed. */
export function brokeOff(error: unknown): boolean {
  return isAppError(error) && error.cause instanceof BrokenAnswer;
}

async function readBody(response: Response, signal: AbortSignal): Promise<string> {
  if (!response.body) return '';
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = response.body.getReader() as ReadableStreamDefaultReader<Uint8Array>;
  const stop = () => void reader.cancel().catch(() => undefined);
  signal.addEventListener('abort', stop, { once: true });
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      size += value.byteLength;
      if (size > bodyLimit) {
        stop();
        throw new AppError('ANSWER_TOO_LARGE');
      }
      chunks.push(value);
    }
  } finally {
    signal.removeEventListener('abort', stop);
  }
  signal.throwIfAborted();
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks));
  } catch {
    throw new AppError('NOT_THE_API');
  }
}

/** No way to the server: Chromium's names, then Node's. */
const unreachable =
  /ERR_(CONNECTION_REFUSED|NAME_NOT_RESOLVED|INTERNET_DISCONNECTED|ADDRESS_(UNREACHABLE|INVALID)|PROXY_CONNECTION_FAILED|CONNECTION_TIMED_OUT|NAME_RESOLUTION_FAILED)|ECONNREFUSED|ENOTFOUND|EAI_AGAIN|ENETUNREACH|EHOSTUNREACH/;

/**
 * Of these, what cannot happen to a request that is under way. A network that goes away, and TLS
 * beyond its certificate, can fail in the middle too.
 * https://source.chromium.org/chromium/chromium/src/+/main:net/base/net_errors_posix.cc
 */
const beforeSending =
  /ERR_(CONNECTION_REFUSED|NAME_NOT_RESOLVED|ADDRESS_INVALID|PROXY_CONNECTION_FAILED|CONNECTION_TIMED_OUT|NAME_RESOLUTION_FAILED)|ECONNREFUSED|ENOTFOUND|EAI_AGAIN|ERR_CERT_|_CERT|CERT_|UNABLE_TO_VERIFY/;

/** Ports that Chromium and Node alike keep a page from talking to (https://fetch.spec.whatwg.org/#port-blocking). */
const blockedPort = /ERR_UNSAFE_PORT|\bbad port\b/;

/** Whether nothing of a request that failed can have reached the server: what generate must know. */
export function neverSent(error: unknown): boolean {
  if (isAppError(error, 'ENDPOINT_PORT')) return true;
  if (brokeOff(error)) return false;
  return isAppError(error, 'OFFLINE', 'TLS') && beforeSending.test(describe(error.cause));
}

/** As Chromium and as Node (OpenSSL) name an answer that is not TLS at all. */
const notHttps = /ERR_SSL_PROTOCOL_ERROR|WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG/i;

function networkCode(error: unknown): ErrorCode {
  const text = describe(error);
  if (blockedPort.test(text)) return 'ENDPOINT_PORT';
  if (unreachable.test(text)) return 'OFFLINE';
  if (notHttps.test(text)) return 'ENDPOINT_NOT_HTTPS';
  if (/ERR_CERT|ERR_SSL|CERT_|TLS|SELF_SIGNED|UNABLE_TO_VERIFY/i.test(text)) return 'TLS';
  if (/redirect/i.test(text)) return 'REDIRECTED';
  return 'CONNECTION_LOST';
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return '';
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  return `${error.message} ${code} ${describe(error.cause)}`;
}
