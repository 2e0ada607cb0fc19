import { SvelteMap } from 'svelte/reactivity';
import type { ErrorCode, Failure, Token } from '../../preload/contract.ts';
import type { VaultState } from './vault-state.svelte.ts';

/** `unknown`: asked for, and no answer came. */
export type DeleteItemState = 'waiting' | 'running' | 'deleted' | 'failed' | 'unknown';

/** After these nobody knows whether the server has done it. */
const lostAnswer: ReadonlySet<ErrorCode> = new Set(['CONNECTION_LOST', 'TIMEOUT', 'CANCELLED']);

/**
 * Deletes tokens one by one, until it is stopped or one fails; what is left can be tried again. The
 * app's own token goes last, since without it no other could be deleted.
 */
export class DeleteRun {
  readonly #vault: VaultState;
  /** In the order in which the person saw them. */
  readonly tokens: readonly Token[];

  readonly #states = new SvelteMap<string, DeleteItemState>();
  running = $state(false);
  /** Stop was asked for: the one under way is awaited, since its request cannot be called back. */
  stopping = $state(false);
  failure = $state.raw<Failure | null>(null);

  constructor(vault: VaultState, tokens: readonly Token[]) {
    this.#vault = vault;
    this.tokens = tokens;
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

  /** True when all are deleted. */
  async start(): Promise<boolean> {
    if (this.running) return false;
    this.running = true;
    this.stopping = false;
    this.failure = null;
    for (const token of this.rest.toSorted((a, b) => Number(a.own) - Number(b.own))) {
      if (!(await this.#delete(token))) break;
    }
    this.running = false;
    return this.rest.length === 0;
  }

  stop = (): void => {
    this.stopping = this.running;
  };

  /** True when the next one may follow. */
  async #delete(token: Token): Promise<boolean> {
    if (this.stopping) return false;
    this.#states.set(token.id, 'running');
    const result = await this.#vault.act((bridge) => bridge.tokens.delete({ tokenId: token.id }));
    if (result.ok) this.#states.set(token.id, 'deleted');
    else this.#failed(token, result.error);
    return result.ok;
  }

  #failed(token: Token, failure: Failure): void {
    const lost = lostAnswer.has(failure.code);
    this.#states.set(token.id, lost ? 'unknown' : 'failed');
    this.failure = failure;
    // The list says what became of it, and of the sign-in if it was the app's own.
    if (lost) void this.#vault.act((bridge) => bridge.tokens.refresh());
  }
}
