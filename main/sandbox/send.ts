import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Wire } from './wire.ts';

/**
 * Puts an answer on the wire, or what a fault made of it.
 *
 * @param date Unix time in ms, for the `Date` header.
 * @returns the status that was sent; null when there was no answer.
 */
export async function send(
  response: ServerResponse,
  wire: Wire,
  date: number,
): Promise<number | null> {
  const { socket } = response;
  switch (wire.way) {
    case 'reset':
      socket?.resetAndDestroy();
      return null;
    case 'close':
      socket?.destroy();
      return null;
    case 'silence':
      return null;
    case 'whole':
      writeHead(response, wire, date, wire.body.length);
      response.end(wire.body);
      return wire.status;
    case 'half':
      writeHead(response, wire, date, wire.body.length);
      await flush(response, wire.body.subarray(0, Math.ceil(wire.body.length / 2)));
      if (wire.then === 'close') socket?.destroy();
      return wire.status;
    case 'chunks':
      writeHead(response, wire, date, null);
      // A client that has had enough goes away in the middle; that is no error of ours.
      await pipeline(Readable.from(wire.body), response).catch(() => undefined);
      return wire.status;
  }
}

function writeHead(
  response: ServerResponse,
  { status, headers }: Extract<Wire, { status: number }>,
  date: number,
  length: number | null,
): void {
  response.writeHead(status, {
    Date: new Date(date).toUTCString(),
    ...(length === null ? {} : { 'Content-Length': length }),
    ...headers,
  });
}

/** Waits until the bytes were handed to the system, so that closing does not cut them off. */
function flush(response: ServerResponse, bytes: Buffer): Promise<void> {
  return new Promise((resolve) => {
    response.on('close', resolve);
    response.write(bytes, () => {
      resolve();
    });
  });
}
