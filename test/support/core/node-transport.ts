import { request as httpRequest, type IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import { exchange, type Fetch, type Transport } from '../../../main/auth-api/transport.ts';

/**
 * The transport of the app on Node's own HTTP: `send` by Node's fetch, which keeps connections,
 * `sendOnce` on a connection of its own, as Electron's does after closing all others.
 */
export const nodeTransport: Transport = {
  send: (request) => exchange(fetch, request),
  sendOnce: (request) => exchange(fetchAnew, request),
};

/** `fetch` for http, on a fresh connection that serves one request. */
export const fetchAnew: Fetch = (url, { method = 'GET', headers, signal, redirect }) =>
  new Promise((resolve, reject) => {
    const sent = httpRequest(
      url,
      {
        method,
        agent: false,
        headers: Object.fromEntries(new Headers(headers)),
        ...(signal ? { signal } : {}),
      },
      (message) => {
        const status = message.statusCode ?? 0;
        if (redirect === 'error' && status >= 300 && status < 400) {
          message.destroy();
          reject(new TypeError('unexpected redirect'));
        } else resolve(toResponse(message, status));
      },
    );
    sent.once('error', reject);
    sent.end();
  });

function toResponse(message: IncomingMessage, status: number): Response {
  const headers = Object.entries(message.headers).map(([name, value]) => [name, String(value)]);
  const body = Readable.toWeb(message) as ReadableStream<Uint8Array>;
  return new Response(body, {
    status,
    headers: Object.fromEntries(headers) as Record<string, string>,
  });
}
