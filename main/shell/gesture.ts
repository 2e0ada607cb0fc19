import type { WebContents } from 'electron';
import type { Clock } from '../ports.ts';

/** What only a person's hand makes: Playwright's input and a real one do, a script's click does not. */
const gestures: ReadonlySet<string> = new Set(['mouseUp', 'rawKeyDown', 'keyDown', 'gestureTap']);
/** Remembers when a person last pressed a key or a mouse button in a window of ours. */
export class Gesture {
  readonly #clock: Clock;
  readonly #onGesture: () => void;
  #last = Number.NEGATIVE_INFINITY;

  constructor(clock: Clock, onGesture: () => void) {
    this.#clock = clock;
    this.#onGesture = onGesture;
  }

  /** Whether there was one within the last `withinMs`. It is used up: what comes next needs its own. */
  take(withinMs: number): boolean {
    const recent = this.#clock.now() - this.#last <= withinMs;
    this.#last = Number.NEGATIVE_INFINITY;
    return recent;
  }

  watch(contents: WebContents): void {
    contents.on('input-event', (_event, input) => {
      // A key that is held down was pressed once.
      if (!gestures.has(input.type) || input.modifiers?.includes('isautorepeat')) return;
      this.#last = this.#clock.now();
      this.#onGesture();
    });
  }
}
