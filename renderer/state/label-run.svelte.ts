import type { Failure, Token } from '../../preload/contract.ts';
import type { Change, Said } from './undo.ts';
import type { VaultState } from './vault-state.svelte.ts';

/** What was written down of one token. */
export interface Labelled {
  readonly tokenId: string;
  readonly changes: readonly Change[];
}

/** What is to be said of several tokens; what is empty is left as it is with each of them. */
export type SaidOfMany = Pick<Said, 'label' | 'usedIn' | 'color'>;

/** Writes the same down of several tokens, one after the other, until one fails. */
export class LabelRun {
  readonly #vault: VaultState;
  readonly tokens: readonly Token[];
  running = $state(false);
  failure = $state.raw<Failure | null>(null);
  /** Those that were written, with what stood there before. */
  done = $state.raw<readonly Labelled[]>([]);

  constructor(vault: VaultState, tokens: readonly Token[]) {
    this.#vault = vault;
    this.tokens = tokens;
  }

  /** True when it is written down of all. What a try before this one wrote is not written again. */
  async start(said: SaidOfMany): Promise<boolean> {
    if (this.running) return false;
    this.running = true;
    this.failure = null;
    for (const token of this.#rest) {
      const changes = changesOf(token, said);
      const notes = Object.fromEntries(changes.map(({ field, to }) => [field, to]));
      const result = await this.#vault.act((bridge) =>
        bridge.tokens.describe({ tokenId: token.id, ...notes }),
      );
      if (!result.ok) {
        this.failure = result.error;
        break;
      }
      this.done = [...this.done, { tokenId: token.id, changes }];
    }
    this.running = false;
    return this.failure === null;
  }

  get #rest(): readonly Token[] {
    return this.tokens.filter(({ id }) => this.done.every(({ tokenId }) => tokenId !== id));
  }
}

function changesOf(token: Token, { label, usedIn, color }: SaidOfMany): readonly Change[] {
  const changes: readonly (Change | false)[] = [
    label !== '' && { field: 'label', from: token.label, to: label },
    usedIn !== '' && { field: 'usedIn', from: token.usedIn, to: usedIn },
    color !== 'none' && { field: 'color', from: token.color, to: color },
  ];
  return changes.filter((change) => change !== false);
}
