import { contractOf, type ApiRequest } from './api-request.ts';
import { failure, notFound, unauthorized, type Answer } from './answer.ts';
import { answerAuthApi, readTtl, type AuthApi, type LateToken } from './auth-api.ts';
import { identify, isBasicRefused } from './caller.ts';
import { answerCloudApi } from './cloud-api.ts';
import type { TokenRecord } from './state.ts';
import type { SandboxStore } from './store.ts';

/** The two APIs behind one door, as on api.ionos.com. */
export class SandboxApi {
  readonly #store: SandboxStore;
  readonly #auth: AuthApi;

  constructor(store: SandboxStore, auth: AuthApi) {
    this.#store = store;
    this.#auth = auth;
  }

  /**
   * Carries a request out. The credential is checked before the path: an unknown path without one
   * gets 401 [ISSUE, probe of api.ionos.com; for /auth/v1 assumed].
   */
  async answer(request: ApiRequest, late: LateToken | null = null): Promise<Answer> {
    const caller = await identify(request.authorization, this.#store, this.#auth.register);
    if (!caller) return unauthorized;
    if (isBasicRefused(caller))
      return failure(403, 'Basic authentication is disabled for users with two-factor login'); // assumed
    if (request.path.startsWith('/auth/v1/'))
      return answerAuthApi(this.#auth, request, caller, late);
    if (request.path.startsWith('/cloudapi/v6/')) return answerCloudApi(request, caller.account);
    return notFound;
  }

  /**
   * Another client of the same user mints for the same contract at this moment, for `ttlSeconds` or
   * for what the request asks for. Nothing happens where the caller is unknown or the limit reached.
   */
  async mintBeside(request: ApiRequest, ttlSeconds: number | null): Promise<TokenRecord | null> {
    const caller = await identify(request.authorization, this.#store, this.#auth.register);
    const contract = caller && contractOf(request, caller.account);
    const ttl = ttlSeconds ?? readTtl(request.query);
    if (!caller || contract === null || ttl === null) return null;
    const order = { account: caller.account, contract, ttlSeconds: ttl };
    const issued = await this.#auth.register.issue({ ...order, origin: 'second-client' }, true);
    return issued?.record ?? null;
  }
}
