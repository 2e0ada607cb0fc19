import type { Clock } from '../ports.ts';
import type { RotationIntent } from '../vault/journal.ts';

/** How long before a rotation finishes by itself that is announced, ms. */
export const announcedBeforeMs = 3_600_000;
/** How late a look may come, ms: what is later slept. */
const lateMs = 60_000;
/** In the last hour it is looked so often, ms, so that a sleep is noticed. */
const watchMs = 300_000;
/** Longest time that a timer can wait, ms. */
const longestTimer = 2 ** 31 - 1;

interface Acts {
  readonly open: () => readonly RotationIntent[];
  /** The person is told. @returns whether they can have seen it. */
  readonly announce: (rotation: RotationIntent) => boolean;
  readonly finish: (rotation: RotationIntent) => void;
  /** One became overdue: the person is asked. */
  readonly onOverdue: () => void;
}

/** What a person chose in this run. */
interface Chosen {
  readonly finishAt: number;
  /** When it was announced, ms; null: not yet, or it was slept through since. */
  announcedAt: number | null;
  overdue: boolean;
}

/**
 * Finishes rotations at the moment that a person chose: only one that was chosen in this very run, was
 * announced an hour before, and was not slept through. In any other case the person is asked: the app
 * cannot know who uses the old value still, and a file that says when proves nothing.
 */
export class RotationTimer {
  readonly #clock: Clock;
  readonly #acts: Acts;
  readonly #chosen = new Map<string, Chosen>();
  /** When the next look was planned for, ms; null: none is. */
  #due: number | null = null;
  #cancel: () => void = () => undefined;

  constructor(clock: Clock, acts: Acts) {
    this.#clock = clock;
    this.#acts = acts;
  }

  /** A person chose a moment, or none. */
  choose(id: string, finishAt: number | null): void {
    if (finishAt === null) this.#chosen.delete(id);
    else this.#chosen.set(id, { finishAt, announcedAt: null, overdue: false });
  }

  /** Looks what is due, and when something is next. To be called after whatever may have changed that. */
  readonly plan = (): void => {
    this.#cancel();
    const now = this.#clock.now();
    if (this.#due !== null && now > this.#due + lateMs)
      for (const chosen of this.#chosen.values()) chosen.announcedAt = null;
    this.#due = null;
    this.#cancel = () => undefined;
    const moments = this.#acts.open().flatMap((rotation) => this.#look(rotation, now));
    if (moments.length === 0) return;
    this.#due = Math.max(Math.min(...moments), now);
    this.#cancel = this.#clock.after(Math.min(this.#due - now, longestTimer), this.plan);
  };

  close(): void {
    this.#cancel();
  }

  /** Whether a person has to say what becomes of one that had a moment. */
  asks({ id, finishAt }: RotationIntent): boolean {
    if (finishAt === null) return false;
    const chosen = this.#chosen.get(id);
    return chosen?.finishAt !== finishAt || chosen.overdue;
  }

  /** Does what is due of one; gives the next moment of it, if there is one. */
  #look(rotation: RotationIntent, now: number): number[] {
    const { id, finishAt, stage } = rotation;
    const chosen = this.#chosen.get(id);
    if (finishAt === null || stage !== 'open' || chosen?.finishAt !== finishAt || chosen.overdue)
      return [];
    const announceAt = finishAt - announcedBeforeMs;
    if (now < announceAt) return [announceAt];
    if (now < finishAt) {
      const inTime = now <= announceAt + lateMs;
      if (chosen.announcedAt === null && inTime && this.#acts.announce(rotation))
        chosen.announcedAt = now;
      return [Math.min(finishAt, now + watchMs)];
    }
    if (chosen.announcedAt !== null && now <= finishAt + lateMs) {
      this.#chosen.delete(id);
      this.#acts.finish(rotation);
      return [];
    }
    chosen.overdue = true;
    this.#acts.onOverdue();
    return [];
  }
}
