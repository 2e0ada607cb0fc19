import type { Ghost } from '../../preload/contract.ts';
import type { AppState } from '../app-state.ts';
import type { GenerateIntent } from '../vault/journal.ts';

/** The open generates as views show them. */
export class GhostBoard {
  readonly #state: AppState;
  readonly #hasSeveral: () => boolean;

  /** @param hasSeveral whether it has to be said whose a request is. */
  constructor(state: AppState, hasSeveral: () => boolean) {
    this.#state = state;
    this.#hasSeveral = hasSeveral;
  }

  find(operationId: string): Ghost | undefined {
    return this.#state.current.ghosts.find((ghost) => ghost.operationId === operationId);
  }

  /** When a candidate that is shown was made, ms; null: not known. */
  createdAt(operationId: string, tokenId: string): number | null {
    const candidates = this.find(operationId)?.candidates ?? [];
    return candidates.find((candidate) => candidate.tokenId === tokenId)?.createdAt ?? null;
  }

  /** Shows an open generate, in place of what was shown of it. */
  show(intent: GenerateIntent, status: Ghost['status']): void {
    const { id, accountId, startedAt, purpose, label, origin, contractNumber, email } = intent;
    const ghost: Ghost = {
      operationId: id,
      accountId,
      startedAt,
      purpose,
      label,
      status,
      account:
        status === 'elsewhere' || this.#hasSeveral() ? { origin, contractNumber, email } : null,
      candidates: [],
      nextCheckAt: null,
    };
    this.#change((ghosts) => [...ghosts.filter(({ operationId }) => operationId !== id), ghost]);
  }

  patch(operationId: string, change: Partial<Ghost>): void {
    this.#change((ghosts) =>
      ghosts.map((ghost) => (ghost.operationId === operationId ? { ...ghost, ...change } : ghost)),
    );
  }

  remove(operationId: string): void {
    this.#change((ghosts) => ghosts.filter((ghost) => ghost.operationId !== operationId));
  }

  clear(): void {
    this.#change(() => []);
  }

  #change(change: (ghosts: readonly Ghost[]) => Ghost[]): void {
    this.#state.change({ ghosts: change(this.#state.current.ghosts) });
  }
}
