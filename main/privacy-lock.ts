import type { AppState } from './app-state.ts';
import type { Clock } from './ports.ts';

export interface PrivacyLockOptions {
  readonly clock: Clock;
  readonly state: AppState;
  /** Minutes without use after which the app locks; 0: never. */
  readonly idleMinutes: () => number;
  /** Clears the clipboard and lets the page forget. */
  readonly onLock: () => Promise<void>;
}

/**
 * A privacy screen: hides what the app shows and stops copying until somebody asks to see it again.
 * It has no secret of its own and does not claim to be more (docs/threat-model.md).
 */
export class PrivacyLock {
  readonly #options: PrivacyLockOptions;
  #cancel: () => void = () => undefined;

  constructor(options: PrivacyLockOptions) {
    this.#options = options;
  }

  get locked(): boolean {
    return this.#options.state.hidden;
  }

  async lock(): Promise<void> {
    if (this.locked) return;
    this.#cancel();
    this.#options.state.hide();
    await this.#options.onLock();
  }

  unlock(): void {
    this.#options.state.show();
    this.used();
  }

  /** A person did something: the time without use begins anew. */
  used(): void {
    const { clock, idleMinutes } = this.#options;
    this.#cancel();
    const minutes = idleMinutes();
    if (minutes === 0 || this.locked) return;
    this.#cancel = clock.after(minutes * 60_000, () => void this.lock());
  }

  close(): void {
    this.#cancel();
  }
}
