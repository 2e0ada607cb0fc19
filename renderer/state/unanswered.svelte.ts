import type { AnswerOfNoUse, Ghost } from '../../preload/contract.ts';

/** A generate of this page that was sent and got no usable answer. */
export interface UnansweredRequest {
  /** Between these moments it was made, Unix time in ms. */
  readonly from: number;
  readonly until: number;
  /** What came in place of an answer, where main could tell. */
  readonly came: AnswerOfNoUse | undefined;
}

/** Whether an open request is this one: one is made at a time. */
export function isOf({ from, until }: UnansweredRequest, ghost: Ghost): boolean {
  return ghost.purpose === 'vault' && from <= ghost.startedAt && ghost.startedAt <= until;
}

/**
 * The requests of this run of the page that got no usable answer. Main settles them and does not know
 * what came; what an earlier run left open stays without it.
 */
export class Unanswered {
  #requests = $state.raw<readonly UnansweredRequest[]>([]);

  add(request: UnansweredRequest): void {
    this.#requests = [...this.#requests, request];
  }

  /** What came in place of an answer to an open request; undefined: not known. */
  came(ghost: Ghost): AnswerOfNoUse | undefined {
    return this.#requests.find((request) => isOf(request, ghost))?.came;
  }

  forget(): void {
    this.#requests = [];
  }
}
