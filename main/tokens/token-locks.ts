/** One operation on a token at a time: who comes second waits until the first has ended. */
export class TokenLocks {
  /** The end of the last operation on each token, by its id. */
  readonly #last = new Map<string, Promise<void>>();

  /** Waits for the tokens to be free, and holds them until the returned function is called. */
  async acquire(...ids: readonly (string | null | undefined)[]): Promise<() => void> {
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const wanted = new Set(ids.filter((id) => typeof id === 'string'));
    const before = [...wanted].map((id) => this.#last.get(id) ?? Promise.resolve());
    // All at once, so that two that want the same tokens never wait for each other.
    for (const id of wanted) this.#last.set(id, held);
    await Promise.all(before);
    return () => {
      for (const id of wanted) if (this.#last.get(id) === held) this.#last.delete(id);
      release();
    };
  }

  /** Runs `work` while nothing else works on these tokens; ids that are not known are left out. */
  async run<T>(ids: readonly (string | null | undefined)[], work: () => Promise<T>): Promise<T> {
    const release = await this.acquire(...ids);
    try {
      return await work();
    } finally {
      release();
    }
  }
}
