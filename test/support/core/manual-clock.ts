import type { Clock } from '../../../main/ports.ts';

interface Timer {
  due: number;
  readonly task: () => void;
}

/** A clock that stands still until a test moves it; timers run in their order while it moves. */
export class ManualClock implements Clock {
  #now: number;
  readonly #timers = new Set<Timer>();

  /** @param now Unix time in ms; by default a round second. */
  constructor(now = Date.UTC(2026, 10, 23, 12, 0, 0)) {
    this.#now = now;
  }

  now(): number {
    return this.#now;
  }

  after(ms: number, task: () => void): () => void {
    const timer = { due: this.#now + ms, task };
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
  }

  /** How long until each timer, in ms, the next one first. */
  get waits(): readonly number[] {
    return [...this.#timers].map(({ due }) => due - this.#now).sort((a, b) => a - b);
  }

  /** Moves the clock on by `ms` and runs what falls due on the way. */
  advance(ms: number): void {
    const end = this.#now + ms;
    for (;;) {
      const [next] = [...this.#timers].sort((a, b) => a.due - b.due);
      if (!next || next.due > end) break;
      this.#timers.delete(next);
      this.#now = Math.max(this.#now, next.due);
      next.task();
    }
    this.#now = end;
  }

  /** Sets the time of day, as a person or a time server does; timers run on as they were. */
  set(now: number): void {
    const moved = now - this.#now;
    for (const timer of this.#timers) timer.due += moved;
    this.#now = now;
  }
}

/** The time of another clock, whose own timers run at once; what was waited for is remembered. */
export class ImpatientClock implements Clock {
  /** Every wait that was asked for, in ms. */
  readonly waits: number[] = [];
  readonly #time: Clock;

  constructor(time: Clock) {
    this.#time = time;
  }

  now(): number {
    return this.#time.now();
  }

  after(ms: number, task: () => void): () => void {
    this.waits.push(ms);
    const timer = setImmediate(task);
    return () => {
      clearImmediate(timer);
    };
  }
}
