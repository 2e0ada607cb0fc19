import { SvelteMap } from 'svelte/reactivity';
import type { ErrorCode, Failure, Token } from '../../preload/contract.ts';
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

/**
 * Deletes tokens one by one, until it is stopped or one fails; what is left can be tried again. The
 * app's own token goes last, since without it no other could be deleted.
 */
export class DeleteRun {
  readonly #vault: VaultState;
  /** In the order in which the person saw them. */
  readonly tokens: readonly Token[];

  readonly #ends: (failure: Failure) => Ends;
  readonly #states = new SvelteMap<string, DeleteItemState>();
  running = $state(false);
  /** Stop was asked for: the one under way is awaited, since its request cannot be called back. */
  stopping = $state(false);
  /** Of the last start. */
  failures = $state.raw<readonly Failed[]>([]);

  constructor(
    vault: VaultState,
    tokens: readonly Token[],
    ends: (failure: Failure) => Ends = () => 'all',
  ) {
    this.#vault = vault;
    this.tokens = tokens;
    this.#ends = ends;
  }

  stateOf(token: Token): DeleteItemState {
    return this.#states.get(token.id) ?? 'waiting';
  }

  /** True once one of them was tried. */
  get begun(): boolean {
    return this.#states.size > 0;
  }

  /** How many are deleted. */
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
    const result = await this.#vault.act((bridge) => bridge.tokens.delete({ tokenId: token.id }));
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
