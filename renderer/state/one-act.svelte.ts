import type { Failure, Result } from '../../preload/contract.ts';

/** Whatever does one act at a time; the failure of the last one stays until the next. */
export class OneAct<Act extends string> {
  busy = $state<Act | null>(null);
  failure = $state.raw<Failure | null>(null);
  /** The last one that failed. */
  protected failedAct = $state.raw<Act | null>(null);

  readonly #isFailure: (act: Act, failure: Failure) => boolean;

  /** @param isFailure whether it is to be said. */
  constructor(isFailure: (act: Act, failure: Failure) => boolean = () => true) {
    this.#isFailure = isFailure;
  }

  /** Null: it failed, or another one is under way. */
  protected async run<T>(act: Act, intent: () => Promise<Result<T>>): Promise<T | null> {
    if (this.busy) return null;
    this.busy = act;
    this.failure = null;
    const result = await intent();
    this.busy = null;
    if (result.ok) return result.value;
    if (this.#isFailure(act, result.error)) {
      this.failure = result.error;
      this.failedAct = act;
    }
    return null;
  }
}
