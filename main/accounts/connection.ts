import * as v from 'valibot';
import { longest, text } from '../../preload/contract/limits.ts';
import { AppError } from '../app-error.ts';
import { AuthApi, type Credential } from '../auth-api/client.ts';
import { isLoopback, parseEndpoint, sandboxOrigin } from '../auth-api/endpoint.ts';
import type { Transport } from '../auth-api/transport.ts';
import type { Clock } from '../ports.ts';

/** Where requests of an account go and what authorises them. The origin is never taken from the index. */
export interface Connection {
  readonly origin: string;
  readonly credential: Credential;
  readonly contractNumber: number | null;
}

/** Makes clients; the trial's origin is resolved here, to the sandbox that runs in this process. */
export type Connect = (connection: Connection) => AuthApi;

export interface ConnectOptions {
  readonly transport: Transport;
  readonly clock: Clock;
  readonly userAgent: string;
  /** On the fallback runtime requests go to this computer only. */
  readonly loopbackOnly: boolean;
  /** The running sandbox's address, or null. */
  readonly sandboxAddress: () => string | null;
}

export function connector(options: ConnectOptions): Connect {
  const { transport, clock, userAgent, loopbackOnly, sandboxAddress } = options;
  return ({ origin, credential, contractNumber }) => {
    const address = origin === sandboxOrigin ? sandboxAddress() : origin;
    if (address === null) throw new AppError('OFFLINE');
    if (loopbackOnly && !isLoopback(address)) throw new AppError('ENDPOINT_ON_FALLBACK');
    return new AuthApi(
      { origin: address, credential, contractNumber, userAgent },
      transport,
      clock,
    );
  };
}

const itemSchema = v.object({
  version: v.literal(1),
  origin: text(longest.origin),
  token: v.pipe(v.string(), v.minLength(1)),
  contractNumber: v.nullable(v.number()),
  /** Whether the app minted it for this sign-in: no other does it renew and retire by itself. */
  minted: v.exactOptional(v.boolean()),
  /** The token of the app's own that it took the place of: no other does it retire at a start. */
  replaces: v.exactOptional(v.pipe(v.string(), v.uuid())),
});

/** What a sign-in item says of its token beside the connection. */
export interface Origins {
  readonly minted: boolean;
  readonly replaces: string | null;
}

/**
 * The sign-in item of the keychain: versioned JSON that holds the origin beside the token, so that
 * whoever edits the index cannot send the token elsewhere.
 */
export function writeSignInItem(
  connection: Connection & { credential: { kind: 'token' } },
  { minted, replaces }: Origins = { minted: false, replaces: null },
): string {
  const { origin, credential, contractNumber } = connection;
  return JSON.stringify({
    ...{ version: 1, origin, token: credential.token, contractNumber },
    ...(minted ? { minted } : {}),
    ...(replaces === null ? {} : { replaces }),
  });
}

/** Whether it is an origin as a sign-in writes it: https, or on this computer. */
function isOrigin(origin: string): boolean {
  if (origin === sandboxOrigin) return true;
  try {
    return parseEndpoint(origin, { loopbackOnly: false }) === origin;
  } catch {
    return false;
  }
}

/** What the item says of where its token came from. @throws AppError STORE_MISMATCH as readSignInItem. */
export function readOrigins(text: string): Origins {
  const { minted = false, replaces = null } = parseSignInItem(text);
  return { minted, replaces };
}

/** @throws AppError STORE_MISMATCH where the item is not one of ours. */
export function readSignInItem(text: string): Connection & { credential: { kind: 'token' } } {
  const { origin, token, contractNumber } = parseSignInItem(text);
  return { origin, contractNumber, credential: { kind: 'token', token } };
}

function parseSignInItem(text: string): v.InferOutput<typeof itemSchema> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new AppError('STORE_MISMATCH');
  }
  const parsed = v.safeParse(itemSchema, json);
  if (!parsed.success) throw new AppError('STORE_MISMATCH');
  if (!isOrigin(parsed.output.origin)) throw new AppError('STORE_MISMATCH');
  return parsed.output;
}
