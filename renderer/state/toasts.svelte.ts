import type { Account } from '../../preload/contract.ts';
import { Timers } from './timers.ts';

/** One short message that goes by itself. */
export interface Toast {
  readonly id: number;
  readonly text: string;
  readonly tone: 'done' | 'failed';
  /** False: it is heard only, since it is seen in another place. */
  readonly seen: boolean;
  /** Whose it is about, where there are several. */
  readonly account: Account | null;
  /** Takes back what it says; null: there is no way back. */
  readonly undo: (() => void) | null;
}

/** ms; what can be taken back has to be read, and reached by the keyboard. */
const stay = { done: 4_000, undo: 12_000, failed: 10_000 } as const;

/** What was just done, or could not be done and has no place of its own to say so. */
export class Toasts {
  items = $state.raw<readonly Toast[]>([]);
  readonly #timers = new Timers();
  #next = 0;

  /** @param account whose it is about, as `VaultState.whose` says. */
  done(text: string, account: Account | null = null): void {
    this.#show({ text, tone: 'done', seen: true, account, undo: null });
  }

  failed(text: string): void {
    this.#show({ text, tone: 'failed', seen: true, account: null, undo: null });
  }

  /** For a screen reader. */
  say(text: string): void {
    this.#show({ text, tone: 'done', seen: false, account: null, undo: null });
  }

  /** What was done and can be taken back. The last one only: one step back is what a person oversees. */
  undoable(text: string, undo: () => void, account: Account | null = null): void {
    // What was said before gives way: there is one line for all.
    this.#drop(({ tone, seen }) => tone === 'done' && seen);
    this.#show({ text, tone: 'done', seen: true, account, undo });
  }

  /** What was done last and can be taken back; null: there is none. */
  get way(): Toast | null {
    return this.items.findLast((toast) => toast.undo !== null) ?? null;
  }

  /** Takes back what was done last, while its message stands. False: there is none. */
  undo(): boolean {
    return this.way !== null && this.takeBack(this.way);
  }

  /** Takes back what this message says. False: it has gone. */
  takeBack(toast: Toast): boolean {
    if (!toast.undo || !this.items.includes(toast)) return false;
    this.#drop((other) => other === toast);
    toast.undo();
    return true;
  }

  /** Somebody is at it: it stays. */
  hold({ id }: Toast): void {
    this.#timers.stop(id);
  }

  /** It stays for its whole time again. */
  letGo(toast: Toast): void {
    this.hold(toast);
    if (this.items.includes(toast)) this.#wait(toast);
  }

  clear(): void {
    this.#drop(() => true);
  }

  /** What was done before a dialog opened would lie on top of it; not the way back, which has its time. */
  clearDone(): void {
    this.#drop(({ tone, undo }) => tone === 'done' && undo === null);
  }

  /** What it was about is out of reach. */
  clearUndo(): void {
    this.#drop(({ undo }) => undo !== null);
  }

  #show(said: Omit<Toast, 'id'>): void {
    const toast = { id: this.#next++, ...said };
    // The same words again replace the first, so that they are announced again.
    this.#drop(({ text }) => text === said.text);
    this.items = [...this.items, toast];
    this.#wait(toast);
  }

  #wait({ id, tone, undo }: Toast): void {
    // What waits knows the id alone, so that words that were cleared are gone at once.
    this.#timers.start(id, stay[undo ? 'undo' : tone], this.#end);
  }

  readonly #end = (id: number): void => {
    this.#drop((toast) => toast.id === id);
  };

  #drop(which: (toast: Toast) => boolean): void {
    for (const { id } of this.items.filter(which)) this.#timers.stop(id);
    this.items = this.items.filter((toast) => !which(toast));
  }
}
