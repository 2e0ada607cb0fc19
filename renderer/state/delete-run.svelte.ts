import { SvelteMap } from 'svelte/reactivity';
import type { Failure, Token } from '../../preload/contract.ts';
import type { VaultState } from './vault-state.svelte.ts';

export type DeleteItemState = 'waiting' | 'running' | 'deleted' | 'failed';

/**
 * Deletes tokens one by one and stops at the first failure; what is left can be tried again. The
 * app's own token goes last, since without it no other could be deleted.
 */
export class DeleteRun {
  readonly #vault: VaultState;
  readonly tokens: readonly Token[];

  readonly #states = new SvelteMap<string, DeleteItemState>();
  running = $state(false);
  failure = $state.raw<Failure | null>(null);

  constructor(vault: VaultState, tokens: readonly Token[]) {
    this.#vault = vault;
    this.tokens = tokens.toSorted((a, b) => Number(a.own) - Number(b.own));
  }

  stateOf(token: Token): DeleteItemState {
    return this.#states.get(token.id) ?? 'waiting';
  }

  /** How many are deleted. */
  get done(): number {
    return this.tokens.filter((token) => this.stateOf(token) === 'deleted').length;
  }

  /** How many are still to be deleted. */
  get left(): number {
    return this.tokens.length - this.done;
  }

  /** True when all are deleted. */
  async start(): Promise<boolean> {
    if (this.running) return false;
    this.running = true;
    this.failure = null;
    for (const token of this.tokens) {
      if (this.stateOf(token) === 'deleted') continue;
      if (!(await this.#delete(token))) break;
    }
    this.running = false;
    return this.left === 0;
  }

  async #delete(token: Token): Promise<boolean> {
    this.#states.set(token.id, 'running');
    const result = await this.#vault.act((bridge) => bridge.tokens.delete({ tokenId: token.id }));
    this.#states.set(token.id, result.ok ? 'deleted' : 'failed');
    if (!result.ok) this.failure = result.error;
    return result.ok;
  }
}
