import { STATUS_CODES, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { failure } from './answer.ts';
import { send } from './send.ts';
import { wireOf } from './wire.ts';

/** What Node's parser refuses, by its error code; every other code is a 400. As Node itself does. */
const statusOf: Readonly<Record<string, number>> = {
  HPE_HEADER_OVERFLOW: 431,
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 413,
  ERR_HTTP_REQUEST_TIMEOUT: 408,
};

/**
 * Gives what Node would refuse by itself, with a bare status line, the APIs' own error body: their
 * every answer is JSON (the statuses are Node's, assumed). None of it reaches the log, which has
 * requests only.
 *
 * @param now Unix time in ms, for the `Date` header.
 */
export function answerMalformed(server: Server, now: () => number): void {
  const answering = new WeakMap<Duplex, ServerResponse>();
  server.prependListener('request', ({ socket }: IncomingMessage, response: ServerResponse) => {
    answering.set(socket, response);
  });
  server.on('clientError', (error: Error & { readonly code?: string }, socket) => {
    const response = answering.get(socket);
    const isHalfSent = response?.headersSent === true && !response.writableFinished;
    // A client that is gone reads nothing, and no second answer belongs into the middle of one.
    if (!socket.writable || error.code === 'ECONNRESET' || isHalfSent) socket.destroy();
    else socket.end(rawAnswer(statusOf[error.code ?? ''] ?? 400, now()), () => socket.destroy());
  });
  server.on('checkExpectation', (message: IncomingMessage, response: ServerResponse) => {
    void refuse(message, response, 417, now());
  });
}

/** Whether a request lacks the host that HTTP/1.1 asks of it (RFC 9112, 3.2). */
export function lacksHost({ httpVersion, headers }: IncomingMessage): boolean {
  return httpVersion === '1.1' && headers.host === undefined;
}

/** Answers a request that the APIs do not get to see. @param date Unix time in ms. */
export async function refuse(
  message: IncomingMessage,
  response: ServerResponse,
  status: number,
  date: number,
): Promise<void> {
  message.resume();
  response.setHeader('Connection', 'close');
  await send(response, wireOf(errorOf(status)), date);
}

function errorOf(status: number) {
  return failure(status, STATUS_CODES[status] ?? 'Error');
}

/** The bytes of an answer for which there is no response, since there was no request. */
function rawAnswer(status: number, date: number): Buffer {
  const body = Buffer.from(JSON.stringify(errorOf(status).body));
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? 'Error'}`,
    `Date: ${new Date(date).toUTCString()}`,
    'Content-Type: application/json',
    `Content-Length: ${body.length}`,
    'Connection: close',
  ];
  return Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`), body]);
}
