/** What a row is high at least, in CSS pixels (--row of styles/tokens.css). */
const rowHeight = 48;
/** By then what was drawn at first is on the screen, ms. */
const paintedMs = 150;
/** Rows that follow at a time, so that a key that is pressed meanwhile is heard soon. */
const nextRows = 50;

/** How much of a long list stands already: what a window shows at once, the rest right after. */
export class Drawing {
  /** Rows of the first picture: more than the window shows below what stands above them. */
  #drawn = $state(Math.ceil(window.innerHeight / rowHeight));

  /** Whether all of it is. */
  get done(): boolean {
    return this.#drawn === Infinity;
  }

  /** What of these is drawn now, where so many of other groups stand above them. */
  of<T>(rows: readonly T[], before: number): readonly T[] {
    const room = this.#drawn - before;
    return room >= rows.length ? rows : rows.slice(0, Math.max(room, 0));
  }

  /** Goes on after the first picture until all stands. Returns the end of it. */
  start(count: () => number): () => void {
    let ended = false;
    const next = (): void => {
      if (ended) return;
      if (this.#drawn < count()) {
        this.#drawn += nextRows;
        wait();
      } else this.#drawn = Infinity;
    };
    const wait = (): void => {
      requestIdleCallback(next, { timeout: 500 });
    };
    // What stands is painted first.
    setTimeout(wait, paintedMs);
    return () => {
      ended = true;
    };
  }
}
