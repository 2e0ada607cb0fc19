import type { WebContents } from 'electron';
import type { Clock } from '../ports.ts';

/** What only a person's hand makes: Playwright's input and a real one do, a script's click does not. */
const gestures: ReadonlySet<string> = new Set(['mouseUp', 'rawKeyDown', 'keyDown', 'gestureTap']);
/** Of somebody who reads. */
const moved: ReadonlySet<string> = new Set(['mouseWheel', 'gestureScrollBegin']);

/** Remembers when a person last pressed a key or a mouse button in a window of ours. */
export class Gesture {
  readonly #clock: Clock;
  readonly #onUse: () => void;
  /** When each page had the last one, ms. */
  readonly #last = new WeakMap<object, number>();

  /** @param onUse told that a person is there: of every press, and of a list that is moved. */
  constructor(clock: Clock, onUse: () => void) {
    this.#clock = clock;
    this.#onUse = onUse;
  }

  /**
   * Whether there was one in this page within the last `withinMs`. It is used up: what comes next needs
   * its own.
   */
  take(page: object, withinMs: number): boolean {
    const at = this.#last.get(page);
    this.#last.delete(page);
    return at !== undefined && this.#clock.now() - at <= withinMs;
  }

  watch(contents: WebContents): void {
    contents.on('input-event', (_event, input) => {
      // A key that is held down was pressed once.
      const pressed = gestures.has(input.type) && !input.modifiers?.includes('isautorepeat');
      if (pressed) this.#last.set(contents, this.#clock.now());
      if (pressed || moved.has(input.type)) this.#onUse();
    });
  }
}
