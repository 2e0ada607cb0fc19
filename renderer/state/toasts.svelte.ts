/** One short message that goes by itself. */
export interface Toast {
  readonly id: number;
  readonly text: string;
  readonly tone: 'done' | 'failed';
  /** False: it is heard only, since it is seen in another place. */
  readonly seen: boolean;
}

const stay = { done: 4_000, failed: 10_000 } as const;

/** What was just done, or could not be done and has no place of its own to say so. */
export class Toasts {
  items = $state.raw<readonly Toast[]>([]);
  #next = 0;

  done(text: string): void {
    this.#show({ text, tone: 'done', seen: true });
  }

  failed(text: string): void {
    this.#show({ text, tone: 'failed', seen: true });
  }

  /** For a screen reader. */
  say(text: string): void {
    this.#show({ text, tone: 'done', seen: false });
  }

  clear(): void {
    this.items = [];
  }

  /** What was done before a dialog opened would lie on top of it. */
  clearDone(): void {
    this.items = this.items.filter(({ tone }) => tone !== 'done');
  }

  #show(toast: Omit<Toast, 'id'>): void {
    const id = this.#next++;
    const { text, tone } = toast;
    // The same words again replace the first, so that they are announced again.
    this.items = [...this.items.filter((other) => other.text !== text), { id, ...toast }];
    // What waits knows the id alone, so that words that were cleared are gone at once.
    setTimeout(this.#end, stay[tone], id);
  }

  readonly #end = (id: number): void => {
    this.items = this.items.filter((other) => other.id !== id);
  };
}
