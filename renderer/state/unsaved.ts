/** What is being typed somewhere on the page and would be lost with it: asked to save before a lock. */
export class Unsaved {
  readonly #fields = new Set<() => void>();

  /** @returns the end of it. */
  add(save: () => void): () => void {
    this.#fields.add(save);
    return () => this.#fields.delete(save);
  }

  save(): void {
    for (const save of this.#fields) save();
  }
}
