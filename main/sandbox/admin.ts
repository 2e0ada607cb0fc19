import * as v from 'valibot';
import { accountSchema, type AccountName, type SandboxAccount } from './accounts.ts';
import { furthestSeconds } from './clock.ts';
import {
  tooFarSentence,
  type AccountChange,
  type ClockMove,
  type ConsoleTokenOrder,
  type NewToken,
  type SandboxView,
  type SeededToken,
  type SeedOrder,
} from './control-messages.ts';
import { faultSchema, type FaultInput } from './fault.ts';
import type { FaultQueue, FaultStatus } from './fault-queue.ts';
import type { Gate } from './gate.ts';
import type { RequestLog } from './request-log.ts';
import type { TokenOrder } from './token-register.ts';
import { tokenOf, viewOf, type SandboxSettings, type ViewParts } from './view.ts';

/** What the admin works with. */
export interface AdminParts extends ViewParts {
  readonly log: RequestLog;
  readonly faults: FaultQueue;
  readonly gate: Gate;
}

/** An account by name or e-mail. */
export type AccountKey = AccountName | (string & {});

const month = 30 * 24 * 3600;

/**
 * What stands outside the API: the web console, other people, the passing of time and things that
 * go wrong. In process it is `sandbox.admin`; over HTTP it is the control door. The limit of 100
 * tokens does not hold here, so that tests can make lists of any length. What cannot be done throws
 * an Error that says why.
 */
export class SandboxAdmin {
  readonly log: RequestLog;
  readonly #parts: AdminParts;
  readonly #first: SandboxSettings & { readonly offsetSeconds: number };

  constructor(parts: AdminParts) {
    this.#parts = parts;
    this.log = parts.log;
    this.#first = { ...parts.settings, offsetSeconds: parts.clock.offsetSeconds };
  }

  /** Makes a token as the web console would and gives its value, this once. */
  async issueToken(
    account: AccountKey,
    options: Omit<ConsoleTokenOrder, 'account'> = {},
  ): Promise<NewToken> {
    const order = this.#orderOf({ account, ...options }, 'console');
    const issued = await this.#parts.register.issue(order, false);
    if (!issued) throw new Error('The token was not made.');
    return { ...tokenOf(issued.record), value: issued.value };
  }

  /** Makes many tokens: the first at `createdAt`, each next one `everySeconds` later. */
  async seed(seed: SeedOrder): Promise<readonly SeededToken[]> {
    const { count, everySeconds = 1, values = false, createdAt, ...rest } = seed;
    const start = createdAt ?? this.#parts.clock.seconds() - (count - 1) * everySeconds;
    const orders = Array.from({ length: count }, (_, index) =>
      this.#orderOf({ ...rest, createdAt: start + index * everySeconds }, 'seed'),
    );
    const issued = await this.#parts.register.issueMany(orders, values);
    return issued.map(({ record, value }) => ({ ...tokenOf(record), value }));
  }

  /** Deletes a token as the console would. */
  async deleteToken(kid: string): Promise<void> {
    const record = this.#parts.store.token(kid);
    if (!record || record.deletedAt !== null) throw new Error(`There is no token ${kid}.`);
    await this.#parts.register.delete([record]);
  }

  /** Changes an account's password, contracts, role, privileges or two-factor login. */
  async changeAccount(account: AccountKey, change: AccountChange): Promise<void> {
    const changed = v.parse(accountSchema, { ...this.#account(account), ...change });
    await this.#parts.store.putAccount(changed);
  }

  /** Every account's tokens, deleted and not yet listed ones too; never a value. */
  view(): SandboxView {
    return viewOf(this.#parts);
  }

  /** Sets a fault and gives its id. */
  fault(fault: FaultInput): number {
    return this.#parts.faults.add(v.parse(faultSchema, fault));
  }

  get faults(): readonly FaultStatus[] {
    return this.#parts.faults.all;
  }

  clearFaults(): void {
    this.#parts.faults.clear();
  }

  /** Lets the requests go that a fault holds. */
  release(fault: number): void {
    this.#parts.gate.release(fault);
  }

  /** @throws Error with one sentence where the clock would be too far off. */
  moveClock({ offsetSeconds, advanceSeconds = 0 }: ClockMove): void {
    const { clock } = this.#parts;
    const offset = (offsetSeconds ?? clock.offsetSeconds) + advanceSeconds;
    if (Math.abs(offset) > furthestSeconds) throw new Error(tooFarSentence);
    clock.offsetSeconds = offset;
  }

  set strictTwoFactor(strict: boolean) {
    this.#parts.settings.strictTwoFactor = strict;
  }

  /** Everything as at first creation, but for the signing key. */
  async reset(): Promise<void> {
    this.clearFaults();
    this.log.clear();
    this.#parts.clock.offsetSeconds = this.#first.offsetSeconds;
    this.strictTwoFactor = this.#first.strictTwoFactor;
    await this.#parts.store.reset();
  }

  #account(key: AccountKey): SandboxAccount {
    const found = this.#parts.store.accounts.find(
      ({ name, email }) => name === key || email === key,
    );
    if (!found) throw new Error(`There is no account ${key}.`);
    return found;
  }

  #orderOf(order: ConsoleTokenOrder, origin: TokenOrder['origin']): TokenOrder {
    const { ttl, contract, ...rest } = order;
    const account = this.#account(order.account);
    const number = contract ?? account.contracts[0] ?? 0;
    if (!account.contracts.includes(number))
      throw new Error(`${account.name} has no contract ${number}.`);
    if (order.kid !== undefined && this.#parts.store.token(order.kid))
      throw new Error(`There is a token ${order.kid} already.`);
    return { ...rest, account, contract: number, origin, ttlSeconds: ttl ?? month };
  }
}
