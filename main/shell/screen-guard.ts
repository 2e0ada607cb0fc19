import type { BrowserWindow } from 'electron';
import type { Clock } from '../ports.ts';

/** How long a revealed value may stand in the page, ms; the page counts down and hides it too, or sooner. */
const revealedMs = 10_000;

export interface ScreenGuardOptions {
  readonly clock: Clock;
  readonly window: () => Pick<BrowserWindow, 'setContentProtection'> | null;
  /** Told when a revealed value was seen for its time. */
  readonly onOver: () => void;
}

/**
 * The time of a revealed value, kept in main, where no page can stop it. It also keeps a window out of screenshots and shared screens while a value may be seen in it. Windows does
 * that; macOS 15 and later let newer programs record it all the same, and Linux has no such thing. So
 * it is a courtesy and not a promise (docs/threat-model.md).
 */
export class ScreenGuard {
  readonly #options: ScreenGuardOptions;
  #generated = false;
  #cancel: (() => void) | null = null;

  constructor(options: ScreenGuardOptions) {
    this.#options = options;
  }

  /** A value was handed to the page because a person asked to see it. */
  revealed(): void {
    this.#cancel?.();
    this.#cancel = this.#options.clock.after(revealedMs, () => {
      this.#cancel = null;
      this.#options.onOver();
      this.#apply();
    });
    this.#apply();
  }

  /** Whether the window with the one-time value of a new token is open. */
  generatedIs(open: boolean): void {
    this.#generated = open;
    this.#apply();
  }

  #apply(): void {
    this.#options.window()?.setContentProtection(this.#generated || this.#cancel !== null);
  }
}
