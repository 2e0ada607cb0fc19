import type { Clock } from '../ports.ts';
import type { RotationIntent } from '../vault/journal.ts';

/** How long before a rotation finishes by itself that is announced, ms. */
export const announcedBeforeMs = 3_600_000;
/** How late a look may come, ms: what is later slept. */
const lateMs = 60_000;
/** In the last hour it is looked so often, ms, so that a sleep is noticed. */
const watchMs = 300_000;
/** What nobody showed is announced again so soon, ms, while that is still in time. */
const retryMs = 15_000;
/** Longest time that a timer can wait, ms. */
const longestTimer = 2 ** 31 - 1;

interface Acts {
  readonly open: () => readonly RotationIntent[];
  /** The person is told. @returns whether it is proven that somebody showed it. */
  readonly announce: (rotation: RotationIntent) => Promise<boolean>;
  readonly finish: (rotation: RotationIntent) => void;
  /** One became overdue: the person is asked. */
  readonly onOverdue: () => void;
}

/** What a person chose in this run. */
interface Chosen {
  readonly finishAt: number;
  /** When it was announced, ms; null: not yet, or it was slept through since. */
  announcedAt: number | null;
  /** Nobody has answered yet whether it is shown. */
  announcing: boolean;
  overdue: boolean;
}

/** What came of looking at one. */
interface Look {
  /** When to look again, ms. */
  readonly next?: number;
  /** To be done once the next look is planned. */
  readonly act?: () => void;
}

/**
 * Finishes rotations at the moment that a person chose: only one that was chosen in this very run, was
 * shown to a person an hour before, and was not slept through. In any other case the person is asked: the app
 * cannot know who uses the old value still, and a file that says when proves nothing.
 */
export class RotationTimer {
  readonly #clock: Clock;
  readonly #acts: Acts;
  readonly #chosen = new Map<string, Chosen>();
  /** When the next look was planned for, ms; null: none is. */
  #due: number | null = null;
  #cancel: () => void = () => undefined;
  #closed = false;

  constructor(clock: Clock, acts: Acts) {
    this.#clock = clock;
    this.#acts = acts;
  }

  /** A person chose a moment, or none. */
  choose(id: string, finishAt: number | null): void {
    if (finishAt === null) this.#chosen.delete(id);
    else this.#chosen.set(id, { finishAt, announcedAt: null, announcing: false, overdue: false });
  }

  /** Looks what is due, and when something is next. To be called after whatever may have changed that. */
  readonly plan = (): void => {
    if (this.#closed) return;
    const now = this.#clock.now();
    if (this.#due !== null && now > this.#due + lateMs)
      for (const chosen of this.#chosen.values()) chosen.announcedAt = null;
    const looks = this.#acts.open().map((rotation) => this.#look(rotation, now));
    this.#wait(
      looks.flatMap(({ next }) => next ?? []),
      now,
    );
    // Each may come back here, or close this: nothing of it is left to be done then.
    for (const { act } of looks) if (!this.#isClosed()) act?.();
  };

  /** Its vault is shown again. */
  open(): void {
    this.#closed = false;
  }

  /** From now on nothing is announced, finished or asked; what was chosen stays. */
  close(): void {
    this.#closed = true;
    this.#cancel();
  }

  /** As it is now: an act may have closed it. */
  #isClosed(): boolean {
    return this.#closed;
  }

  #wait(moments: readonly number[], now: number): void {
    this.#cancel();
    this.#cancel = () => undefined;
    this.#due = null;
    if (moments.length === 0) return;
    this.#due = Math.max(Math.min(...moments), now);
    this.#cancel = this.#clock.after(Math.min(this.#due - now, longestTimer), this.plan);
  }

  /** Whether a person has to say what becomes of one that had a moment. */
  asks({ id, finishAt }: RotationIntent): boolean {
    if (finishAt === null) return false;
    const chosen = this.#chosen.get(id);
    return chosen?.finishAt !== finishAt || chosen.overdue;
  }

  /** What is due of one, and its next moment. */
  #look(rotation: RotationIntent, now: number): Look {
    const { id, finishAt, stage } = rotation;
    const chosen = this.#chosen.get(id);
    if (finishAt === null || stage !== 'open' || chosen?.finishAt !== finishAt || chosen.overdue)
      return {};
    const announceAt = finishAt - announcedBeforeMs;
    if (now < announceAt) return { next: announceAt };
    if (now < finishAt) {
      if (chosen.announcedAt !== null || now > announceAt + lateMs)
        return { next: Math.min(finishAt, now + watchMs) };
      const act = (): void => void this.#announce(rotation, chosen, now);
      return { next: Math.min(finishAt, now + retryMs), ...(chosen.announcing ? {} : { act }) };
    }
    if (chosen.announcedAt !== null && now <= finishAt + lateMs) {
      this.#chosen.delete(id);
      return {
        act: () => {
          this.#acts.finish(rotation);
        },
      };
    }
    chosen.overdue = true;
    return { act: this.#acts.onOverdue };
  }

  /** Only what somebody showed, and said so in time, was announced. Never throws. */
  async #announce(rotation: RotationIntent, chosen: Chosen, now: number): Promise<void> {
    chosen.announcing = true;
    const shown = await this.#acts.announce(rotation).catch(() => false);
    chosen.announcing = false;
    // An answer that came much later may be of a computer that slept meanwhile.
    if (!shown || this.#clock.now() > now + lateMs) return;
    chosen.announcedAt = now;
    this.plan();
  }
}
