/** One timer for each id, in no state: a change of one is nothing to see. */
export class Timers {
  readonly #running = new Map<number, ReturnType<typeof setTimeout>>();

  start(id: number, ms: number, ended: (id: number) => void): void {
    this.stop(id);
    this.#running.set(id, setTimeout(ended, ms, id));
  }

  stop(id: number): void {
    clearTimeout(this.#running.get(id));
    this.#running.delete(id);
  }
}
