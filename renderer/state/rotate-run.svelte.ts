import type { Failure, Rotation, RotationOutcome, Token } from '../../preload/contract.ts';
import type { VaultState } from './vault-state.svelte.ts';

export type RotateItemState = 'waiting' | 'running' | RotationOutcome;

/** Rotates tokens: main does one after the other, and says at the end what became of each. */
export class RotateRun {
  readonly #vault: VaultState;
  readonly tokens: readonly Token[];
  running = $state(false);
  outcomes = $state.raw<readonly RotationOutcome[]>([]);
  /** Why none was begun. */
  failure = $state.raw<Failure | null>(null);

  constructor(vault: VaultState, tokens: readonly Token[]) {
    this.#vault = vault;
    this.tokens = tokens;
  }

  /** @param ttlSeconds null: as long as before. */
  async start(ttlSeconds: number | null): Promise<void> {
    if (this.running) return;
    this.running = true;
    this.failure = null;
    const tokenIds = this.tokens.map(({ id }) => id);
    const result = await this.#vault.act((bridge) =>
      bridge.rotations.begin({ tokenIds, ttlSeconds }),
    );
    this.running = false;
    if (result.ok) this.outcomes = result.value;
    else this.failure = result.error;
  }

  /** The one under way is awaited: its request cannot be called back. */
  stop = (): void => {
    void this.#vault.act((bridge) => bridge.app.cancel());
  };

  get ended(): boolean {
    return this.outcomes.length > 0;
  }

  /** How many stand in place of their old ones. */
  get done(): number {
    return this.outcomes.filter(({ stage }) => stage === 'open').length;
  }

  stateOf({ id }: Token): RotateItemState {
    const outcome = this.outcomes.find(({ tokenId }) => tokenId === id);
    if (outcome) return outcome;
    const stage = this.running ? this.rotationOf(id)?.stage : undefined;
    if (stage === undefined) return 'waiting';
    // Main says of all at the end what became of them; of this one it is seen already.
    return stage === 'open' ? { tokenId: id, stage, error: null } : 'running';
  }

  rotationOf(tokenId: string): Rotation | undefined {
    return this.#vault.rotations.find(({ oldTokenId }) => oldTokenId === tokenId);
  }
}
