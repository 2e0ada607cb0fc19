import type { Transport } from '../../../main/auth-api/transport.ts';
import { nodeTransport } from '../core/node-transport.ts';

/** No answer is waited for longer than this, ms; the app's own patience is 30 s. */
const shortMs = 250;

/** The transport of the app, for servers that never answer. */
export class ImpatientTransport implements Transport {
  /** Until something can go wrong it waits as the app does: a busy machine is no silent server. */
  patient = false;

  send: Transport['send'] = (request) => nodeTransport.send({ ...request, ...this.#limit });
  sendOnce: Transport['sendOnce'] = (request) =>
    nodeTransport.sendOnce({ ...request, ...this.#limit });

  get #limit(): { readonly timeoutMs?: number } {
    return this.patient ? {} : { timeoutMs: shortMs };
  }
}
