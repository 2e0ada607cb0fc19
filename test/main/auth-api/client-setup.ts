import { AuthApi, type Credential } from '../../../main/auth-api/client.ts';
import type { Transport } from '../../../main/auth-api/transport.ts';
import { accounts, type AccountName } from '../../../main/sandbox/accounts.ts';
import type { FaultInput } from '../../../main/sandbox/fault.ts';
import { ImpatientClock, ManualClock } from '../../support/core/manual-clock.ts';
import { nodeTransport } from '../../support/core/node-transport.ts';
import { setupSandbox } from '../../support/core/setup-sandbox.ts';

export type FaultAnswer = NonNullable<FaultInput['answer']>;

interface Options {
  readonly account?: AccountName;
  readonly kind?: Credential['kind'];
  readonly contractNumber?: number;
  readonly transport?: Transport;
  /** Instead of the sandbox's. */
  readonly origin?: string;
}

/** A client of a sandbox, signed in by a token of the console or by password. */
export async function setup(options: Options = {}) {
  const { account = 'plain', kind = 'token', contractNumber = null } = options;
  const sandbox = await setupSandbox();
  const { control } = sandbox;
  const { origin = sandbox.origin } = options;
  const { value } = await control.consoleToken(account);
  const { email, password } = accounts[account];
  const clock = new ImpatientClock(new ManualClock());
  const credential: Credential =
    kind === 'token' ? { kind, token: value } : { kind, email, password };
  const api = new AuthApi(
    { origin, credential, contractNumber, userAgent: 'token-vault/0' },
    options.transport ?? nodeTransport,
    clock,
  );
  return { api, control, clock, origin, sandbox };
}

/** An answer that is a status, as the documentation has it. */
export const status = (code: number, retryAfter?: number | string): FaultAnswer => ({
  kind: 'status',
  status: code,
  ...(retryAfter === undefined ? {} : { retryAfter }),
});

/** A refusal with a sentence of the server. */
export const said = (code: number, message: string): FaultAnswer => ({
  kind: 'status',
  status: code,
  message,
});
export const redirect: FaultAnswer = { kind: 'redirect', location: 'http://127.0.0.1:1/' };

/** What every read and delete makes of what comes back; how often it is asked. */
export const answers: readonly (readonly [string, FaultAnswer, string, number])[] = [
  ['401', status(401), 'SIGN_IN_ENDED', 1],
  ['403', status(403), 'TWO_FACTOR_OR_REFUSED', 1],
  ['400', status(400), 'REQUEST_REFUSED', 1],
  ['409', status(409), 'REQUEST_REFUSED', 1],
  ['429', status(429), 'RATE_LIMITED', 3],
  ['500', status(500), 'SERVER_ERROR', 3],
  ['502', status(502), 'SERVER_ERROR', 3],
  ['503', status(503), 'SERVER_ERROR', 3],
  ['504', status(504), 'SERVER_ERROR', 3],
  ['429 for a minute', status(429, 60), 'RATE_LIMITED', 1],
  ["a proxy's 403", { kind: 'html', status: 403 }, 'NOT_THE_API', 1],
  ["a proxy's 404", { kind: 'html', status: 404 }, 'NOT_THE_API', 1],
  ["a proxy's 451", { kind: 'html', status: 451 }, 'NOT_THE_API', 1],
  ["a proxy's 502", { kind: 'html', status: 502 }, 'SERVER_ERROR', 3],
  ['a page', { kind: 'html' }, 'NOT_THE_API', 1],
  ['no JSON', { kind: 'wrong-json' }, 'NOT_THE_API', 1],
  ['JSON of other types', { kind: 'wrong-types' }, 'NOT_THE_API', 1],
  ['JSON as text', { kind: 'content-type' }, 'NOT_THE_API', 1],
  ['JSON without end', { kind: 'deep-json' }, 'NOT_THE_API', 1],
  ['nothing', { kind: 'empty' }, 'NOT_THE_API', 1],
  ['a 204', { kind: 'custom', status: 204 }, 'NOT_THE_API', 1],
  ['half a body', { kind: 'half-body' }, 'CONNECTION_LOST', 3],
  ['a gigantic body', { kind: 'gigantic' }, 'ANSWER_TOO_LARGE', 1],
  ['a redirect', redirect, 'REDIRECTED', 1],
  ['a reset before', { kind: 'reset', when: 'before' }, 'CONNECTION_LOST', 3],
];
