import type { Transport } from '../../../main/auth-api/transport.ts';
import { nodeTransport } from '../core/node-transport.ts';

/** No answer is waited for longer than this, ms; the app's own patience is 30 s. */
const timeoutMs = 250;

/** The transport of the app, for servers that never answer. */
export const impatientTransport: Transport = {
  send: (request) => nodeTransport.send({ ...request, timeoutMs }),
  sendOnce: (request) => nodeTransport.sendOnce({ ...request, timeoutMs }),
};
