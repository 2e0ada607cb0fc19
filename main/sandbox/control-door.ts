import type { IncomingMessage, ServerResponse } from 'node:http';
import * as v from 'valibot';
import type { SandboxAdmin } from './admin.ts';
import {
  accountChangeSchema,
  clockMoveSchema,
  consoleTokenSchema,
  seedSchema,
} from './control-messages.ts';
import { faultSchema } from './fault.ts';

/** The path under which the control door stands. */
export const controlRoot = '/control/';

interface Call {
  readonly admin: SandboxAdmin;
  readonly body: unknown;
  readonly query: URLSearchParams;
  readonly closing: AbortSignal;
}

type Handler = (call: Call) => unknown;

const bodyLimit = 1024 * 1024;
const longestWait = 10_000;

/** Adds the body's schema to a handler. */
function take<S extends v.GenericSchema>(
  schema: S,
  handler: (admin: SandboxAdmin, body: v.InferOutput<S>) => unknown,
): Handler {
  return ({ admin, body }) => handler(admin, v.parse(schema, body));
}

/** Every request of the door. What a handler returns is the answer's JSON. */
const handlers: Readonly<Record<string, Handler>> = {
  'POST faults': take(faultSchema, (admin, fault) => ({ id: admin.fault(fault) })),
  'GET faults': ({ admin }) => ({ faults: admin.faults }),
  'DELETE faults': ({ admin }) => {
    admin.clearFaults();
  },
  'POST release': take(v.strictObject({ fault: v.number() }), (admin, { fault }) => {
    admin.release(fault);
  }),
  'GET log': async ({ admin: { log }, query, closing }) => {
    const after = query.get('after');
    const enough = AbortSignal.any([closing, AbortSignal.timeout(longestWait)]);
    if (after !== null) await log.changedSince(Number(after), enough);
    return { changes: log.changes, requests: log.entries };
  },
  'DELETE log': ({ admin }) => {
    admin.log.clear();
  },
  'GET state': ({ admin }) => admin.view(),
  'POST console-token': take(consoleTokenSchema, (admin, { account, ...options }) =>
    admin.issueToken(account, options),
  ),
  'POST seed': take(seedSchema, async (admin, seed) => ({ tokens: await admin.seed(seed) })),
  'POST delete-token': take(v.strictObject({ kid: v.string() }), (admin, { kid }) =>
    admin.deleteToken(kid),
  ),
  'POST account': take(
    v.strictObject({ account: v.string(), change: accountChangeSchema }),
    (admin, { account, change }) => admin.changeAccount(account, change),
  ),
  'POST clock': take(clockMoveSchema, (admin, move) => {
    admin.moveClock(move);
    return { now: admin.view().now };
  }),
  'POST settings': take(v.strictObject({ strictTwoFactor: v.boolean() }), (admin, settings) => {
    admin.strictTwoFactor = settings.strictTwoFactor;
  }),
  'POST reset': ({ admin }) => admin.reset(),
};

/**
 * Answers a request of the control door: 200 with JSON, or 400 with one sentence. It has no
 * password, so it is off unless asked for; a web page cannot use it, since it insists on a content
 * type that a page may not send to another origin without asking first.
 */
export async function answerControl(
  admin: SandboxAdmin,
  message: IncomingMessage,
  response: ServerResponse,
  closing: AbortSignal,
): Promise<void> {
  const [path = '', query] = (message.url ?? '').slice(controlRoot.length).split('?');
  const handler = handlers[`${message.method ?? ''} ${path}`];
  try {
    const body = await readBody(message);
    if (!handler) throw new Error('The control door has no such request.');
    if (message.method !== 'GET' && message.headers['content-type'] !== 'application/json')
      throw new Error('The control door takes application/json only.');
    const answer = await handler({
      ...{ admin, closing, query: new URLSearchParams(query) },
      body: body === '' ? null : JSON.parse(body),
    });
    respond(response, 200, answer ?? {});
  } catch (error) {
    respond(response, 400, { error: error instanceof Error ? error.message : 'It failed.' });
  }
}

async function readBody(message: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of message as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > bodyLimit) throw new Error('The body is too large.');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function respond(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'Content-Type': 'application/json' });
  response.end(JSON.stringify(body));
}
