import { randomUUID } from 'node:crypto';
import type { SandboxAccount } from './accounts.ts';
import type { SandboxClock } from './clock.ts';
import type { TokenRecord } from './state.ts';
import type { SandboxStore } from './store.ts';
import { verifyTokenValue, writeTokenValue } from './token-value.ts';

/** "You can generate up to 100 authentication tokens" [DOC token-manager]. */
export const tokenLimit = 100;

/** A token to be made. Times in seconds. */
export interface TokenOrder {
  readonly account: SandboxAccount;
  readonly contract: number;
  readonly ttlSeconds: number;
  readonly origin: TokenRecord['origin'];
  readonly secured?: boolean;
  /** Epoch seconds; now when absent. */
  readonly createdAt?: number;
  readonly kid?: string;
  /** The token is listed only after this many seconds of the sandbox's clock. */
  readonly visibleAfter?: number;
}

/** A token with its value, which is given out this once and never kept. */
export interface IssuedToken {
  readonly record: TokenRecord;
  readonly value: string;
}

/** Whose tokens are meant: tokens belong to a user and a contract (assumed). */
export interface TokenOwner {
  readonly userId: string;
  readonly contract: number;
}

/** Makes, lists, checks and deletes tokens. Each change is on disk before the promise resolves. */
export class TokenRegister {
  readonly #store: SandboxStore;
  readonly #clock: SandboxClock;

  constructor(store: SandboxStore, clock: SandboxClock) {
    this.#store = store;
    this.#clock = clock;
  }

  /** Makes a token; null when `limited` and the owner has 100 already, expired ones included (assumed). */
  async issue(order: TokenOrder, limited: boolean): Promise<IssuedToken | null> {
    const key = await this.#store.key();
    const owner = { userId: order.account.userId, contract: order.contract };
    if (limited && this.#of(owner).length >= tokenLimit) return null;
    const record = this.#recordOf(order);
    await this.#store.putTokens([record]);
    return { record, value: writeTokenValue(record, order.account, key) };
  }

  /** Makes many tokens at once, without a limit. Values are written only when asked for. */
  async issueMany(
    orders: readonly TokenOrder[],
    withValues: boolean,
  ): Promise<readonly { readonly record: TokenRecord; readonly value: string | null }[]> {
    const key = await this.#store.key();
    const issued = orders.map((order) => {
      const record = this.#recordOf(order);
      return { record, value: withValues ? writeTokenValue(record, order.account, key) : null };
    });
    await this.#store.putTokens(issued.map(({ record }) => record));
    return issued;
  }

  /** The owner's visible tokens, expired ones included, oldest first (both assumed). */
  list(owner: TokenOwner): readonly TokenRecord[] {
    return this.#of(owner).filter((record) => this.#isVisible(record));
  }

  /** One visible token of the owner. */
  find(owner: TokenOwner, kid: string): TokenRecord | undefined {
    return this.list(owner).find((record) => record.kid === kid);
  }

  isExpired(record: TokenRecord): boolean {
    return this.#clock.seconds() >= record.expiresAt;
  }

  /** Whether its value authenticates now, listed yet or not. Not before its creation (assumed). */
  isLive(record: TokenRecord): boolean {
    const exists = record.deletedAt === null && record.createdAt <= this.#clock.seconds();
    return exists && !this.isExpired(record);
  }

  /** Deletes at once: their values stop working. */
  async delete(records: readonly TokenRecord[]): Promise<void> {
    const deletedAt = this.#clock.seconds();
    await this.#store.putTokens(records.map((record) => ({ ...record, deletedAt })));
  }

  /** The live token that a value belongs to; null for anything else. */
  async authenticate(value: string): Promise<TokenRecord | null> {
    if (!this.#store.hasKey) return null;
    const kid = verifyTokenValue(value, await this.#store.key());
    const record = kid === null ? undefined : this.#store.token(kid);
    return record && this.isLive(record) ? record : null;
  }

  #of(owner: TokenOwner): readonly TokenRecord[] {
    return this.#store.tokens.filter(
      ({ userId, contract, deletedAt }) =>
        userId === owner.userId && contract === owner.contract && deletedAt === null,
    );
  }

  #isVisible({ visibleAt }: TokenRecord): boolean {
    return visibleAt === null || this.#clock.seconds() >= visibleAt;
  }

  #recordOf(order: TokenOrder): TokenRecord {
    const now = this.#clock.seconds();
    const createdAt = order.createdAt ?? now;
    return {
      kid: order.kid ?? randomUUID(),
      userId: order.account.userId,
      contract: order.contract,
      createdAt,
      expiresAt: createdAt + order.ttlSeconds,
      secured: order.secured ?? false,
      origin: order.origin,
      visibleAt: order.visibleAfter === undefined ? null : now + order.visibleAfter,
      deletedAt: null,
    };
  }
}
