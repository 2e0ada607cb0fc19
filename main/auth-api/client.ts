import type * as v from 'valibot';
import { AppError, isAppError } from '../app-error.ts';
import type { Clock } from '../ports.ts';
import {
  isApiError,
  readAnswer,
  serverDate,
  statusError,
  toListedToken,
  type Asked,
  type ListedToken,
} from './answer.ts';
import { defaultEndpoint } from './endpoint.ts';
import { withRetries } from './retry.ts';
import {
  contractsSchema,
  deleteResponseSchema,
  jwtSchema,
  tokenSchema,
  tokensSchema,
  userSchema,
} from './schemas.ts';
import { neverSent, type ApiAnswer, type ApiRequest, type Transport } from './transport.ts';
import { unknownOutcome } from './unknown-outcome.ts';

/** What authorises a request. Never leaves main. */
export type Credential =
  | { readonly kind: 'password'; readonly email: string; readonly password: string }
  | { readonly kind: 'token'; readonly token: string };

export interface ClientOptions {
  /** Scheme, host and port; the paths are added at the root of the host. */
  readonly origin: string;
  readonly credential: Credential;
  /** `X-Contract-Number`: users with several contracts must send it, with Bearer too. */
  readonly contractNumber: number | null;
  readonly userAgent: string;
}

/** The whole list, which is never paged, and the server's clock when it was read (ms). */
export interface TokenListing {
  readonly tokens: readonly ListedToken[];
  readonly serverDate: number | null;
}

/** A contract of the user. */
export interface Contract {
  readonly number: number;
  /** The user name, an e-mail address, of its owner; null: not said. */
  readonly owner: string | null;
}

export const requestTimeoutMs = 30_000;
/** Statuses with which the API refuses, so that surely nothing was minted. */
const refusals = new Set([400, 401, 403, 404, 409, 422, 429]);

/**
 * The client of the IONOS Auth API 1.0 (https://api.ionos.com/docs/authentication/v1/).
 * Reads and deletes are repeated on passing faults; `generate` is sent exactly once.
 */
export class AuthApi {
  readonly #options: ClientOptions;
  readonly #transport: Transport;
  readonly #clock: Clock;

  constructor(options: ClientOptions, transport: Transport, clock: Clock) {
    this.#options = options;
    this.#transport = transport;
    this.#clock = clock;
  }

  /** GET /tokens. @throws AppError as statusError and Transport name them. */
  async list(signal?: AbortSignal): Promise<TokenListing> {
    const answer = await this.#repeat('GET', '/auth/v1/tokens', signal);
    const { tokens } = this.#read(answer, tokensSchema);
    // Rows are known by their id: one that came twice would be two rows with one name.
    const once = new Map(tokens.map((token) => [token.id.toLowerCase(), toListedToken(token)]));
    return { tokens: [...once.values()], serverDate: serverDate(answer) };
  }

  /**
   * GET /tokens/generate: mints a token and returns its value, once.
   *
   * @param ttlSeconds 60 to 31,536,000.
   * @throws AppError OUTCOME_UNKNOWN whenever a token may have been minted although no usable
   *   answer came; any other code means that nothing was minted.
   */
  async generate(ttlSeconds: number): Promise<string> {
    let answer: ApiAnswer;
    try {
      answer = await this.#transport.sendOnce(
        this.#request('GET', `/auth/v1/tokens/generate?ttl=${ttlSeconds}`),
      );
    } catch (error) {
      if (neverSent(error)) throw this.#located(error);
      throw unknownOutcome(error);
    }
    // Only the API's own refusal: a proxy's page may stand where its answer was.
    if (refusals.has(answer.status) && isApiError(answer))
      throw statusError(answer, this.#asked('generate'));
    try {
      return readAnswer(answer, jwtSchema, this.#asked('generate')).token;
    } catch (error) {
      throw unknownOutcome(error);
    }
  }

  /**
   * DELETE /tokens/{id}.
   *
   * @returns `deleted` on 200 with `success: true`; `unknown-there` on a 404 with the API's own
   *   error body, which proves nothing by itself: a fresh list must lack the id too.
   */
  async delete(id: string, signal?: AbortSignal): Promise<'deleted' | 'unknown-there'> {
    const answer = await this.#repeat(
      'DELETE',
      `/auth/v1/tokens/${encodeURIComponent(id)}`,
      signal,
    );
    if (answer.status === 404 && isApiError(answer)) return 'unknown-there';
    readAnswer(answer, deleteResponseSchema, this.#asked('delete'));
    return 'deleted';
  }

  /**
   * GET /tokens/{id}.
   *
   * @returns false on a 404 with the API's own error body, which proves nothing by itself.
   * @throws AppError as `list`.
   */
  async knows(id: string, signal?: AbortSignal): Promise<boolean> {
    const answer = await this.#repeat('GET', `/auth/v1/tokens/${encodeURIComponent(id)}`, signal);
    if (answer.status === 404 && isApiError(answer)) return false;
    this.#read(answer, tokenSchema);
    return true;
  }

  /** GET /cloudapi/v6/contracts: the contracts of the user. */
  async contracts(signal?: AbortSignal): Promise<readonly Contract[]> {
    const answer = await this.#repeat('GET', '/cloudapi/v6/contracts?depth=1', signal);
    const body = this.#read(answer, contractsSchema);
    const list = 'items' in body ? body.items : [body];
    return list.map(({ properties }) => ({
      number: properties.contractNumber,
      owner: properties.owner ?? null,
    }));
  }

  /** GET /cloudapi/v6/um/users/{id}: the user's e-mail address, where the caller may see it. */
  async email(userId: string, signal?: AbortSignal): Promise<string | null> {
    const path = `/cloudapi/v6/um/users/${encodeURIComponent(userId)}?depth=0`;
    const user = this.#read(await this.#repeat('GET', path, signal), userSchema);
    return user.properties.email ?? null;
  }

  /** Sends an idempotent request; passing faults that persist end as their code. */
  #repeat(method: ApiRequest['method'], path: string, signal?: AbortSignal): Promise<ApiAnswer> {
    return withRetries(
      this.#clock,
      async () => {
        const sent = this.#transport.send(this.#request(method, path, signal));
        const answer = await sent.catch((error: unknown) => {
          throw this.#located(error);
        });
        if (answer.status >= 500 || answer.status === 429)
          throw statusError(answer, this.#asked('read'));
        return answer;
      },
      signal,
    );
  }

  #read<S extends v.GenericSchema>(answer: ApiAnswer, schema: S): v.InferOutput<S> {
    return readAnswer(answer, schema, this.#asked('read'));
  }

  /** Names the address that did not answer, unless it is IONOS's own. */
  #located(error: unknown): unknown {
    const { origin } = this.#options;
    if (origin === defaultEndpoint || !isAppError(error, 'OFFLINE', 'CONNECTION_LOST'))
      return error;
    return new AppError(error.code, { ...error.facts, endpoint: origin }, { cause: error.cause });
  }

  #asked(act: Asked['act']): Asked {
    const { credential, contractNumber } = this.#options;
    return { credential: credential.kind, contractNumber, act };
  }

  #request(method: ApiRequest['method'], path: string, signal?: AbortSignal): ApiRequest {
    const { origin, credential, contractNumber, userAgent } = this.#options;
    return {
      method,
      url: origin + path,
      headers: {
        accept: 'application/json',
        'user-agent': userAgent,
        authorization: authorization(credential),
        ...(contractNumber === null ? {} : { 'x-contract-number': String(contractNumber) }),
      },
      timeoutMs: requestTimeoutMs,
      ...(signal ? { signal } : {}),
    };
  }
}

function authorization(credential: Credential): string {
  if (credential.kind === 'token') return `Bearer ${credential.token}`;
  const pair = `${credential.email}:${credential.password}`;
  return `Basic ${Buffer.from(pair, 'utf8').toString('base64')}`;
}
