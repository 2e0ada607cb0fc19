import { SvelteMap, SvelteSet } from 'svelte/reactivity';
import type { ErrorCode, Failure, Result, Token } from '../../preload/contract.ts';
import type { VaultState } from './vault-state.svelte.ts';

/** `unknown`: asked for, and no answer came. */
export type DeleteItemState = 'waiting' | 'running' | 'deleted' | 'failed' | 'unknown';

/** After these nobody knows whether the server has done it. */
const lostAnswer: ReadonlySet<ErrorCode> = new Set(['CONNECTION_LOST', 'TIMEOUT', 'CANCELLED']);

/** One that was not deleted, and why. */
export interface Failed {
  readonly token: Token;
  readonly failure: Failure;
}

/** What a failure ends: all of it, what is of the same account, or nothing but its own token. */
export type Ends = 'all' | 'account' | 'token';

export interface DeleteRules {
  readonly ends?: (failure: Failure) => Ends;
  /** Only what has expired goes, by lists that are read anew: a clock that was set may have called others so. */
  readonly expired?: boolean;
}

/**
 * Deletes tokens one by one, until it is stopped or one fails; what is left can be tried again. The
 * app's own token goes last, since without it no other could be deleted.
 */
export class DeleteRun {
  readonly #vault: VaultState;
  /** In the order in which the person saw them. */
  readonly tokens: readonly Token[];

  readonly #ends: (failure: Failure) => Ends;
  readonly #expired: boolean;
  readonly #states = new SvelteMap<string, DeleteItemState>();
  readonly #replaced = new SvelteSet<string>();
  running = $state(false);
  /** Stop was asked for: the one under way is awaited, since its request cannot be called back. */
  stopping = $state(false);
  /** Of the last start. */
  failures = $state.raw<readonly Failed[]>([]);

  constructor(
    vault: VaultState,
    tokens: readonly Token[],
    { ends = () => 'all', expired = false }: DeleteRules = {},
  ) {
    this.#vault = vault;
    this.tokens = tokens;
    this.#ends = ends;
    this.#expired = expired;
  }

  stateOf(token: Token): DeleteItemState {
    if (this.#replaced.has(token.id)) return 'deleted';
    return this.#states.get(token.id) ?? 'waiting';
  }

  /** One of them is gone by other means: there is another one in its place, and the app retired it. */
  replaced(token: Token): void {
    this.#replaced.add(token.id);
  }

  /** True once one of them was tried. */
  get begun(): boolean {
    return this.#states.size > 0;
  }

  /** How many are gone by what was done here, and not by other means. */
  get removed(): number {
    return this.done - this.#replaced.size;
  }

  /** How many are gone. */
  get done(): number {
    return this.tokens.length - this.rest.length;
  }

  /** Those that are still to be deleted. */
  get rest(): readonly Token[] {
    return this.tokens.filter((token) => this.stateOf(token) !== 'deleted');
  }

  /** Those of them of which something signs in: after a 401 nothing can be deleted any more. */
  get open(): readonly Token[] {
    return this.rest.filter((token) => !this.#isSignedOut(token));
  }

  /** True when all are deleted. */
  async start(): Promise<boolean> {
    if (this.running) return false;
    this.running = true;
    this.stopping = false;
    // Of a sign-in that has ended it stays said.
    this.failures = this.failures.filter(({ token }) => this.#isSignedOut(token));
    if (this.#expired) await this.#vault.act((bridge) => bridge.tokens.refresh());
    const left: (string | null)[] = [];
    for (const token of this.open.toSorted((a, b) => Number(a.own) - Number(b.own))) {
      if (left.includes(token.accountId)) continue;
      const ends = await this.#delete(token);
      if (ends === 'all') break;
      if (ends === 'account') left.push(token.accountId);
    }
    this.running = false;
    // The list says what became of those, and of the sign-in if one was the app's own.
    if (this.failures.some(({ failure }) => lostAnswer.has(failure.code)))
      void this.#vault.act((bridge) => bridge.tokens.refresh());
    return this.rest.length === 0;
  }

  /** Why it is not even asked for. */
  #obstacle({ id, accountId }: Token): Result<void> | null {
    if (!this.#expired) return null;
    const { accounts, tokens } = this.#vault.list;
    const list = accounts.find((one) => one.accountId === accountId);
    if (list?.error) return { ok: false, error: list.error };
    // By the clock here alone, which may be wrong, nothing has expired.
    if (list?.clockOffsetMs === null) return { ok: false, error: { code: 'SERVER_TIME_UNKNOWN' } };
    const lives = tokens.some((token) => token.id === id && token.state !== 'expired');
    return lives ? { ok: false, error: { code: 'TOKEN_LIVES' } } : null;
  }

  /** It had one, and was refused since. */
  #isSignedOut({ accountId }: Token): boolean {
    const account = this.#vault.session.accounts.find(({ id }) => id === accountId);
    return this.begun && account?.authorised === false;
  }

  stop = (): void => {
    this.stopping = this.running;
  };

  /** What it ends, if it was not deleted. */
  async #delete(token: Token): Promise<Ends | null> {
    if (this.stopping) return 'all';
    this.#states.set(token.id, 'running');
    const result =
      this.#obstacle(token) ??
      (await this.#vault.act((bridge) => bridge.tokens.delete({ tokenId: token.id })));
    if (result.ok) {
      this.#states.set(token.id, 'deleted');
      return null;
    }
    const failure = result.error;
    this.#states.set(token.id, lostAnswer.has(failure.code) ? 'unknown' : 'failed');
    this.failures = [...this.failures, { token, failure }];
    return this.#ends(failure);
  }
}
