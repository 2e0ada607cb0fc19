/** Where faults hold requests until a test lets them go, in place of a delay that has to be guessed. */
export class Gate {
  readonly #released = new Set<number>();
  readonly #held = new Set<() => void>();
  readonly #closing: AbortSignal;

  constructor(closing: AbortSignal) {
    this.#closing = closing;
    closing.addEventListener('abort', () => {
      this.#wake();
    });
  }

  /**
   * Resolves when the fault is released, at once when it was before.
   *
   * @throws the reason of the signal when the sandbox closes.
   */
  async hold(fault: number): Promise<void> {
    while (!this.#released.has(fault)) {
      this.#closing.throwIfAborted();
      await new Promise<void>((resolve) => this.#held.add(resolve));
    }
  }

  /** Lets a fault's requests go: those that are held and those to come. */
  release(fault: number): void {
    this.#released.add(fault);
    this.#wake();
  }

  #wake(): void {
    for (const resolve of this.#held) resolve();
    this.#held.clear();
  }
}
