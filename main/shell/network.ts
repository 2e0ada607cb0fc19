import { session, type Session } from 'electron';
import { exchange, type Fetch, type Transport } from '../auth-api/transport.ts';
import { SerialQueue } from '../vault/serial-queue.ts';

/**
 * HTTP through Chromium's network stack, which knows the system's proxy and certificates (Node's
 * own does not). Sessions in memory, without cache and without cookies of the page.
 *
 * Chromium sends a GET again when a reused connection was reset. For generate that would mint a
 * second, lost token: it has a session of its own whose connections are all closed right before, one
 * request after another.
 */
export function electronTransport(): Transport {
  const reads = bare('auth-api');
  const generate = bare('generate');
  /** Closing all connections would cut off another one that is under way. */
  const queue = new SerialQueue();
  return {
    send: (request) => exchange(fetchOf(reads), request),
    sendOnce: (request) =>
      queue.run(async () => {
        await generate.closeAllConnections();
        return exchange(fetchOf(generate), request);
      }),
  };
}

/** What it is not to do is refused in hardening.ts, as for every session. */
const bare = (partition: string): Session => session.fromPartition(partition, { cache: false });

const fetchOf =
  (from: Session): Fetch =>
  (url, init) =>
    from.fetch(url, { ...init, bypassCustomProtocolHandlers: true });
