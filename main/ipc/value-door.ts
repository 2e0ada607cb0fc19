import { AppError } from '../app-error.ts';
import type { Clock } from '../ports.ts';

/** More than a person asks for, and few enough that script in the page cannot empty the vault. */
export const valuesPerMinute = 30;
const minute = 60_000;

export interface ValueDoorParts {
  /** A clock that nobody can set back. */
  readonly clock: Pick<Clock, 'now'>;
  /** Uses up the key or mouse button that a person just pressed; false: there was none. */
  readonly takeGesture: () => boolean;
}

/** What every value passes on its way to the page. */
export class ValueDoor {
  readonly #parts: ValueDoorParts;
  /** When the last ones passed, ms. */
  #passed: readonly number[] = [];

  constructor(parts: ValueDoorParts) {
    this.#parts = parts;
  }

  /**
   * Before a value that is there already is shown: script in the page can ask, but it cannot press a
   * key, and one press shows one value.
   *
   * @throws AppError GESTURE_NEEDED, TOO_MANY_VALUES.
   */
  passByHand(): void {
    if (!this.#parts.takeGesture()) throw new AppError('GESTURE_NEEDED');
    this.pass();
  }

  /** Before a value is made that is shown. @throws AppError TOO_MANY_VALUES. */
  pass(): void {
    const now = this.#parts.clock.now();
    const recent = this.#passed.filter((at) => now - at < minute);
    if (recent.length >= valuesPerMinute) throw new AppError('TOO_MANY_VALUES');
    this.#passed = [...recent, now];
  }
}
