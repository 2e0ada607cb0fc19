/** Lets a person end what waits for the network. What is begun afterwards is not touched. */
export class Cancellation {
  #controller = new AbortController();

  /** Of what begins now. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  cancel(): void {
    this.#controller.abort();
    this.#controller = new AbortController();
  }
}
