import type { Clock, Log } from '../ports.ts';

const hour = 3_600_000;
const day = 24 * hour;

export interface RenewalWatchParts {
  readonly clock: Clock;
  readonly log: Log;
  /** When the first token of the app's own is to be renewed, by the clock here, Unix time in ms; null: none is. */
  readonly next: () => number | null;
  /** Reads the lists of those that are due: a list that was read is what renews. Asks nobody for anything. */
  readonly read: () => Promise<void>;
}

/**
 * Sees to it that the app's own tokens are renewed in time while nobody looks at it, as when it runs in the
 * tray for a month. One timer, and none where nothing is to be renewed.
 */
export class RenewalWatch {
  readonly #parts: RenewalWatchParts;
  #stop: () => void = () => undefined;
  /** When lists were last read for it, Unix time in ms. */
  #readAt: number | null = null;
  #running: Promise<void> | null = null;
  #closed = false;

  constructor(parts: RenewalWatchParts) {
    this.#parts = parts;
  }

  /** Looks now; many calls while one runs share it. Never throws. */
  look(): Promise<void> {
    if (this.#closed) return Promise.resolve();
    this.#running ??= this.#look()
      .catch((error: unknown) => {
        this.#parts.log.warn('it could not be seen to what the app signs in with', { error });
      })
      .finally(() => {
        this.#running = null;
        this.#plan();
      });
    return this.#running;
  }

  close(): void {
    this.#closed = true;
    this.#stop();
  }

  async #look(): Promise<void> {
    const { clock, next, read } = this.#parts;
    const now = clock.now();
    // What could not be renewed, as while the keychain is locked, is not asked for all the time.
    const isLately = this.#readAt !== null && Math.abs(now - this.#readAt) < hour;
    if ((next() ?? Infinity) > now || isLately) return;
    this.#readAt = now;
    await read();
  }

  #plan(): void {
    this.#stop();
    const next = this.#parts.next();
    if (next === null || this.#closed) return;
    const left = next - this.#parts.clock.now();
    // Timers stand still while a computer sleeps, and hear nothing of a clock that is set.
    const wait = left > 2 * day ? day : left > 0 ? Math.min(left, hour) : hour;
    this.#stop = this.#parts.clock.after(wait, () => void this.look());
  }
}
