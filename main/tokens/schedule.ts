import type { Clock } from '../ports.ts';

/** At most one act to come for each id. */
export class Schedule {
  readonly #clock: Clock;
  readonly #cancels = new Map<string, () => void>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Does `act` after `delay` ms, in place of what was to come for `id`. */
  set(id: string, delay: number, act: () => void): void {
    this.cancel(id);
    this.#cancels.set(id, this.#clock.after(delay, act));
  }

  cancel(id: string): void {
    this.#cancels.get(id)?.();
    this.#cancels.delete(id);
  }

  close(): void {
    for (const cancel of this.#cancels.values()) cancel();
    this.#cancels.clear();
  }
}
