import type { Clock } from '../ports.ts';

export interface TrayLossOptions {
  readonly clock: Clock;
  /** The window is there and cannot be seen: it was closed to the tray. */
  readonly hidden: () => boolean;
  readonly show: () => void;
  /** Instead of the usual time as long as no tray was there, in ms. */
  readonly firstGraceMs?: number | undefined;
}

/** How long a tray may be away before it counts as lost, in ms: panels start again now and then. */
const graceMs = 5_000;

/**
 * Brings back a window that was closed to a tray which is gone since: nobody is left with neither.
 * GNOME takes its tray away while the screen is locked, which is no loss.
 */
export class TrayLoss {
  readonly #options: TrayLossOptions;
  #present = true;
  #screenLocked = false;
  #seen = false;
  #cancel: () => void = () => undefined;

  constructor(options: TrayLossOptions) {
    this.#options = options;
  }

  trayIs(present: boolean): void {
    this.#present = present;
    this.#seen ||= present;
    this.#wait();
  }

  screenIs(locked: boolean): void {
    this.#screenLocked = locked;
    this.#wait();
  }

  close(): void {
    this.#cancel();
  }

  #wait(): void {
    const { clock, hidden, show, firstGraceMs = graceMs } = this.#options;
    this.#cancel();
    if (this.#present || this.#screenLocked) return;
    this.#cancel = clock.after(this.#seen ? graceMs : firstGraceMs, () => {
      if (hidden()) show();
    });
  }
}
