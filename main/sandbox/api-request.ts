import type { IncomingMessage } from 'node:http';
import type { SandboxAccount } from './accounts.ts';

/** What the operations see of a request. */
export interface ApiRequest {
  readonly method: string;
  /** Path without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** The request's own host, for `href`. */
  readonly origin: string;
  readonly authorization: string | undefined;
  /** `X-Contract-Number` as it came. */
  readonly contractNumber: string | undefined;
}

/** Reads a request; `origin` is used where it names no host. */
export function readRequest(message: IncomingMessage, origin: string): ApiRequest {
  const [path = '/', ...query] = (message.url ?? '/').split('?');
  const { host, authorization } = message.headers;
  const contractNumber = message.headers['x-contract-number'];
  return {
    method: message.method ?? 'GET',
    path,
    query: new URLSearchParams(query.join('?')),
    origin: host === undefined ? origin : `http://${host}`,
    authorization,
    contractNumber: Array.isArray(contractNumber) ? contractNumber[0] : contractNumber,
  };
}

/**
 * The contract that a request is for: the one in `X-Contract-Number`, or the user's only one; null
 * when a user with several names none, or when it is not the user's. A value is minted for one
 * contract, but may name another of its user's (assumed): the header decides, with Bearer too [SPEC].
 */
export function contractOf(request: ApiRequest, account: SandboxAccount): number | null {
  const [first, ...others] = account.contracts;
  const text = request.contractNumber?.trim();
  if (text === undefined || text === '')
    return first === undefined || others.length > 0 ? null : first;
  const number = /^\d{1,10}$/.test(text) ? Number(text) : null;
  return number !== null && account.contracts.includes(number) ? number : null;
}
