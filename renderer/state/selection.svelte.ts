import { SvelteSet } from 'svelte/reactivity';

/** Which rows of a list are selected, and which one has the keyboard. */
export class Selection {
  readonly ids = new SvelteSet<string>();
  /** The row that Tab leads to; null: the first one. */
  active = $state<string | null>(null);
  #anchor: string | null = null;
  /** One row was chosen, none was ticked: the choice goes on with the keyboard. */
  #goesOn = false;

  has(id: string): boolean {
    return this.ids.has(id);
  }

  /** Selects this row and no other. */
  only(id: string): void {
    this.#start(id);
    this.set([id]);
    this.#goesOn = true;
  }

  /** The keyboard moved from one row to another. True: the choice went with it. */
  moved(from: string | null, to: string): boolean {
    if (!this.#goesOn || from === null || this.ids.size !== 1 || !this.has(from)) return false;
    this.only(to);
    return true;
  }

  toggle(id: string): void {
    this.#start(id);
    if (!this.ids.delete(id)) this.ids.add(id);
  }

  /** Selects from where the selection began to this row, in the order shown. */
  extend(id: string, order: readonly string[]): void {
    const from = Math.max(0, order.indexOf(this.#anchor ?? this.active ?? id));
    const to = order.indexOf(id);
    this.#anchor = order[from] ?? id;
    this.active = id;
    this.set(order.slice(Math.min(from, to), Math.max(from, to) + 1));
  }

  set(ids: readonly string[]): void {
    this.#goesOn = false;
    for (const id of this.ids) if (!ids.includes(id)) this.ids.delete(id);
    for (const id of ids) this.ids.add(id);
  }

  clear(): void {
    this.ids.clear();
  }

  forget(): void {
    this.clear();
    this.active = null;
    this.#anchor = null;
  }

  #start(id: string): void {
    this.#anchor = id;
    this.active = id;
    this.#goesOn = false;
  }
}
