import * as v from 'valibot';
import type { AccountKey } from '../../main/sandbox/admin.ts';
import {
  faultsSchema,
  logSchema,
  newTokenSchema,
  seededSchema,
  viewSchema,
  type AccountChange,
  type ClockMove,
  type ConsoleTokenOrder,
  type NewToken,
  type SandboxView,
  type SeededToken,
  type SeedOrder,
  type TokenView,
} from '../../main/sandbox/control-messages.ts';
import type { FaultInput } from '../../main/sandbox/fault.ts';
import { patternOf, type FaultStatus } from '../../main/sandbox/fault-queue.ts';
import type { LogEntry } from '../../main/sandbox/request-log.ts';
import { startSandbox, type Sandbox, type SandboxOptions } from '../../main/sandbox/server.ts';
import { generateSigningKey } from '../../main/sandbox/signing-key.ts';

/** `method` and `path` of a fault, for the five operations. */
export const operation = {
  generate: { method: 'GET', path: '/auth/v1/tokens/generate' },
  list: { method: 'GET', path: '/auth/v1/tokens' },
  /** The hyphens keep generate out. */
  get: { method: 'GET', path: '/auth/v1/tokens/*-*-*-*-*' },
  delete: { method: 'DELETE', path: '/auth/v1/tokens/*-*-*-*-*' },
  deleteByCriteria: { method: 'DELETE', path: '/auth/v1/tokens' },
} as const satisfies Record<string, FaultInput>;

/** The request is carried out, and its answer never comes. */
export const resetAfter: FaultInput = { answer: { kind: 'reset', when: 'after' } };
/** The request never arrives. */
export const resetBefore: FaultInput = { answer: { kind: 'reset', when: 'before' } };

/**
 * The typed client of a sandbox's control door, in this process or another:
 *
 *     const control = new SandboxControl('http://127.0.0.1:8080');
 *     await control.fault({ ...operation.generate, answer: { kind: 'reset', when: 'after' } });
 *     …
 *     expect(await control.requests(operation.generate)).toHaveLength(1);
 *
 * Every method throws an Error with the door's sentence when it refuses.
 */
export class SandboxControl {
  readonly origin: string;

  constructor(origin: string) {
    this.origin = origin;
  }

  /** Sets a fault; gives its id. */
  async fault(fault: FaultInput): Promise<number> {
    return v.parse(v.object({ id: v.number() }), await this.#post('faults', fault)).id;
  }

  /** The faults that were set, and how often each was applied. */
  async faults(): Promise<readonly FaultStatus[]> {
    return v.parse(faultsSchema, await this.#call('GET', 'faults')).faults;
  }

  async clearFaults(): Promise<void> {
    await this.#call('DELETE', 'faults');
  }

  /** Lets the requests go that a fault with `hold` holds. */
  async release(fault: number): Promise<void> {
    await this.#post('release', { fault });
  }

  /** The requests that arrived, oldest first. */
  async log(): Promise<readonly LogEntry[]> {
    return (await this.#log('log')).requests;
  }

  /** The requests of one operation. */
  async requests(of: { readonly method: string; readonly path: string }): Promise<LogEntry[]> {
    return (await this.log()).filter((entry) => fits(entry, of));
  }

  /** Waits, without sleeping, until the log is as `isThere` wants it; gives the log. Ends with the test's time. */
  async waitForLog(isThere: (log: readonly LogEntry[]) => boolean): Promise<readonly LogEntry[]> {
    let { changes, requests } = await this.#log('log');
    while (!isThere(requests)) ({ changes, requests } = await this.#log(`log?after=${changes}`));
    return requests;
  }

  async clearLog(): Promise<void> {
    await this.#call('DELETE', 'log');
  }

  /** Every account and its tokens as they really are. */
  async state(): Promise<SandboxView> {
    return v.parse(viewSchema, await this.#call('GET', 'state'));
  }

  /** The tokens of one account, deleted ones too. */
  async tokens(account: AccountKey): Promise<readonly TokenView[]> {
    const { accounts } = await this.state();
    return accounts.find(({ name, email }) => name === account || email === account)?.tokens ?? [];
  }

  /** Makes a token as the web console would; its value is given this once. */
  async consoleToken(
    account: AccountKey,
    options: Omit<ConsoleTokenOrder, 'account'> = {},
  ): Promise<NewToken> {
    return v.parse(newTokenSchema, await this.#post('console-token', { account, ...options }));
  }

  /** Makes many tokens, beyond the limit too. */
  async seed(seed: SeedOrder & { readonly account: AccountKey }): Promise<readonly SeededToken[]> {
    return v.parse(seededSchema, await this.#post('seed', seed)).tokens;
  }

  /** Deletes a token as somebody else would. */
  async deleteToken(kid: string): Promise<void> {
    await this.#post('delete-token', { kid });
  }

  async changeAccount(account: AccountKey, change: AccountChange): Promise<void> {
    await this.#post('account', { account, change });
  }

  /** Moves the sandbox's clock; gives its new time, Unix ms. */
  async clock(move: ClockMove): Promise<number> {
    return v.parse(v.object({ now: v.number() }), await this.#post('clock', move)).now;
  }

  /** Whether even a secured token of a two-factor user may not make and delete. */
  async strictTwoFactor(strictTwoFactor: boolean): Promise<void> {
    await this.#post('settings', { strictTwoFactor });
  }

  /** Everything as at first creation, but for the signing key. */
  async reset(): Promise<void> {
    await this.#post('reset', null);
  }

  async #log(path: string): Promise<v.InferOutput<typeof logSchema>> {
    return v.parse(logSchema, await this.#call('GET', path));
  }

  #post(path: string, body: unknown): Promise<unknown> {
    return this.#call('POST', path, JSON.stringify(body));
  }

  async #call(method: string, path: string, body?: string): Promise<unknown> {
    const response = await fetch(`${this.origin}/control/${path}`, {
      method,
      headers: { 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body }),
    });
    const answer: unknown = await response.json();
    if (response.ok) return answer;
    throw new Error(v.parse(v.object({ error: v.string() }), answer).error);
  }
}

/** A sandbox in this process with its control door open. */
export interface TestSandbox extends Sandbox {
  readonly control: SandboxControl;
}

let sharedKey: Promise<string> | null = null;

/** Starts a sandbox in this process; all of one process share a signing key. */
export async function startTestSandbox(options: SandboxOptions = {}): Promise<TestSandbox> {
  sharedKey ??= generateSigningKey();
  const sandbox = await startSandbox({ control: true, signingKey: await sharedKey, ...options });
  return { ...sandbox, control: new SandboxControl(sandbox.origin) };
}

function fits(
  entry: LogEntry,
  { method, path }: { readonly method: string; readonly path: string },
): boolean {
  const [at = ''] = entry.path.split('?');
  return entry.method === method && patternOf(path).test(at);
}
