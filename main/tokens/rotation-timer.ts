import type { Clock } from '../ports.ts';
import type { RotationIntent } from '../vault/journal.ts';

/** How long before a rotation finishes by itself that is announced, ms. */
export const announcedBeforeMs = 3_600_000;
/** How much of that hour may have been slept through or missed, ms. */
const graceMs = 300_000;
/** Longest time that a timer can wait, ms. */
const longestTimer = 2 ** 31 - 1;

interface Acts {
  /** Those that are open and have a moment. */
  readonly open: () => readonly RotationIntent[];
  /** The person is told. */
  readonly announce: (rotation: RotationIntent) => void;
  readonly finish: (rotation: RotationIntent) => void;
  /** One became overdue: the person is asked. */
  readonly onOverdue: () => void;
}

/**
 * Finishes rotations at the moment that a person chose: only where this very run announced it an hour
 * before, and nothing slept through that. At a start after an absence the person is asked instead,
 * since the app cannot know who uses the old value still.
 */
export class RotationTimer {
  readonly #clock: Clock;
  readonly #acts: Acts;
  /** When each was announced in this run, by the local clock in ms. */
  readonly #announced = new Map<string, number>();
  /** Those of which it was said. */
  readonly #overdue = new Set<string>();
  #cancel: () => void = () => undefined;

  constructor(clock: Clock, acts: Acts) {
    this.#clock = clock;
    this.#acts = acts;
  }

  /** Looks what is due, and when something is next. To be called after whatever may have changed that. */
  readonly plan = (): void => {
    this.#cancel();
    this.#cancel = () => undefined;
    const now = this.#clock.now();
    const moments = this.#acts.open().flatMap((rotation) => this.#look(rotation, now));
    if (moments.length === 0) return;
    const wait = Math.max(Math.min(...moments) - now, 0);
    this.#cancel = this.#clock.after(Math.min(wait, longestTimer), this.plan);
  };

  close(): void {
    this.#cancel();
  }

  /** Whether its moment passed and nobody was told in time: a person has to say. */
  isOverdue({ id, finishAt }: RotationIntent): boolean {
    if (finishAt === null) return false;
    const now = this.#clock.now();
    return now >= finishAt && !this.#mayRun(id, finishAt, now);
  }

  /** The moment was chosen anew. */
  forget(id: string): void {
    this.#announced.delete(id);
    this.#overdue.delete(id);
  }

  /** Does what is due of one; gives the next moment of it, if there is one. */
  #look(rotation: RotationIntent, now: number): number[] {
    const { id, finishAt, stage } = rotation;
    if (finishAt === null || stage !== 'open') return [];
    const announceAt = finishAt - announcedBeforeMs;
    if (now < announceAt) return [announceAt];
    if (now < finishAt) {
      if (!this.#announced.has(id)) {
        this.#announced.set(id, now);
        this.#acts.announce(rotation);
      }
      return [finishAt];
    }
    if (this.#mayRun(id, finishAt, now)) {
      this.#announced.delete(id);
      this.#acts.finish(rotation);
    } else if (!this.#overdue.has(id)) {
      this.#overdue.add(id);
      this.#acts.onOverdue();
    }
    return [];
  }

  #mayRun(id: string, finishAt: number, now: number): boolean {
    const announcedAt = this.#announced.get(id);
    const inTime =
      announcedAt !== undefined && announcedAt <= finishAt - announcedBeforeMs + graceMs;
    return inTime && now <= finishAt + graceMs;
  }
}
