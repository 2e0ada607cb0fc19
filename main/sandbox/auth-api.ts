import type { ApiRequest } from './api-request.ts';
import { contractOf } from './api-request.ts';
import { failure, methodNotAllowed, notFound, ok, type Answer, type Json } from './answer.ts';
import { mayChangeTokens, type Caller } from './caller.ts';
import { formatDate } from './clock.ts';
import type { TokenRecord } from './state.ts';
import { tokenLimit, type TokenOwner, type TokenRegister } from './token-register.ts';

/** Seconds [SPEC tokensGenerate]. */
const ttlBounds = { min: 60, max: 31_536_000, default: 31_536_000 } as const;

/** What a fault does to a generate: the token appears in the list late. */
export interface LateToken {
  readonly seconds: number;
  /** Its creation date: the moment of the request, or the moment at which it appears. */
  readonly dated: 'request' | 'appearance';
}

/** What the five operations work with. */
export interface AuthApi {
  readonly register: TokenRegister;
  /** Even a secured token of a two-factor user may not make and delete. */
  readonly strictTwoFactor: () => boolean;
  /** Epoch seconds. */
  readonly now: () => number;
}

/** Answers `/auth/v1/…` for an authenticated caller. */
export async function answerAuthApi(
  api: AuthApi,
  request: ApiRequest,
  caller: Caller,
  late: LateToken | null,
): Promise<Answer> {
  const [, id] = /^\/auth\/v1\/tokens(?:\/([^/]+))?$/.exec(request.path) ?? [];
  if (id === undefined && request.path !== '/auth/v1/tokens') return notFound;
  const reads = request.method === 'GET' && id !== 'generate';
  const changes = id === 'generate' ? request.method === 'GET' : request.method === 'DELETE';
  if (!reads && !changes) return methodNotAllowed;

  const contract = contractOf(request, caller.account);
  // Assumed: the reads declare 422, generate and delete do not, so there it is 403.
  if (contract === null)
    return failure(reads ? 422 : 403, 'A valid contract number is required in X-Contract-Number');
  if (changes && !mayChangeTokens(caller, api.strictTwoFactor()))
    return failure(403, 'A token secured by two-factor authentication is required'); // assumed

  const owner = { userId: caller.account.userId, contract };
  if (id === 'generate') return generate(api, request, caller, contract, late);
  if (id !== undefined) return reads ? find(api, request, owner, id) : remove(api, owner, id);
  return reads ? list(api, request, owner) : removeSome(api, request, caller, owner);
}

/** The `ttl` of a request, in seconds; null when it is out of bounds or not a whole number. */
export function readTtl(query: URLSearchParams): number | null {
  const text = query.get('ttl');
  if (text === null) return ttlBounds.default;
  const ttl = /^\d{1,10}$/.test(text) ? Number(text) : 0;
  return ttl >= ttlBounds.min && ttl <= ttlBounds.max ? ttl : null;
}

async function generate(
  { register, now }: AuthApi,
  request: ApiRequest,
  { account }: Caller,
  contract: number,
  late: LateToken | null,
): Promise<Answer> {
  const ttlSeconds = readTtl(request.query);
  // Assumed: the document declares neither 400 nor 422 here.
  if (ttlSeconds === null) return failure(422, 'ttl must be between 60 and 31536000');
  const delayed = late && {
    visibleAfter: late.seconds,
    createdAt: now() + (late.dated === 'appearance' ? late.seconds : 0),
  };
  const order = { account, contract, ttlSeconds, origin: 'api' as const, ...delayed };
  const issued = await register.issue(order, true);
  // Assumed: status, message, and that expired tokens count.
  if (!issued) return failure(403, `The limit of ${tokenLimit} tokens is reached`);
  return ok({ token: issued.value });
}

function list({ register }: AuthApi, request: ApiRequest, owner: TokenOwner): Answer {
  return ok({ tokens: register.list(owner).map((record) => describe(record, request)) });
}

function find(api: AuthApi, request: ApiRequest, owner: TokenOwner, id: string): Answer {
  const record = api.register.find(owner, id);
  return record ? ok(describe(record, request)) : notFound;
}

async function remove({ register }: AuthApi, owner: TokenOwner, id: string): Promise<Answer> {
  const record = register.find(owner, id);
  if (!record) return notFound;
  await register.delete([record]);
  return ok({ success: true });
}

async function removeSome(
  { register }: AuthApi,
  request: ApiRequest,
  { token }: Caller,
  owner: TokenOwner,
): Promise<Answer> {
  const criteria = request.query.get('criteria');
  const tokens = register.list(owner);
  if (criteria === 'ALL') await register.delete(tokens);
  else if (criteria === 'EXPIRED')
    await register.delete(tokens.filter((record) => register.isExpired(record)));
  else if (criteria === 'CURRENT') {
    // [SPEC] CURRENT needs token authentication; the status without it is assumed.
    if (!token) return failure(403, 'CURRENT requires token authentication');
    await register.delete([token]);
  } else return failure(422, 'criteria must be ALL, EXPIRED or CURRENT'); // assumed
  // Nothing to delete is a success too (assumed).
  return ok({ success: true });
}

/**
 * Metadata only: the value is never retrievable again [SPEC Token]. That the dates are those of `iat`
 * and `exp` is assumed.
 */
function describe(record: TokenRecord, { origin }: ApiRequest): Json {
  return {
    id: record.kid,
    href: `${origin}/auth/v1/tokens/${record.kid}`,
    createdDate: formatDate(record.createdAt),
    expirationDate: formatDate(record.expiresAt),
  };
}
