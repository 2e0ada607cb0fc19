/** One short message that goes by itself. */
export interface Toast {
  readonly id: number;
  readonly text: string;
  readonly tone: 'done' | 'failed';
}

const stay = { done: 4_000, failed: 10_000 } as const;

/** What was just done, or could not be done and has no place of its own to say so. */
export class Toasts {
  items = $state.raw<readonly Toast[]>([]);
  #next = 0;

  done(text: string): void {
    this.#show(text, 'done');
  }

  failed(text: string): void {
    this.#show(text, 'failed');
  }

  clear(): void {
    this.items = [];
  }

  #show(text: string, tone: Toast['tone']): void {
    const id = this.#next++;
    // The same words again replace the first, so that they are announced again.
    this.items = [...this.items.filter((other) => other.text !== text), { id, text, tone }];
    setTimeout(() => {
      this.items = this.items.filter((toast) => toast.id !== id);
    }, stay[tone]);
  }
}
