import { on } from 'svelte/events';

/**
 * The time that relative words ("in 12 days", "3 min ago") are counted from. It has no timer: it
 * moves when a person does something or the window comes forward, since a page that nobody looks
 * at shall cost nothing. What must be right to the second (a countdown) ticks on its own.
 */
export class Clock {
  now = $state(Date.now());

  /** Moves to the current time; small steps are left out, so that a moving mouse costs nothing. */
  touch = (): void => {
    const now = Date.now();
    if (Math.abs(now - this.now) >= 5_000) this.now = now;
  };

  /** Follows the person's activity; returns the end of it. */
  start(): () => void {
    const passive = { passive: true, capture: true };
    const ends = [
      on(window, 'focus', this.touch),
      on(window, 'pointermove', this.touch, passive),
      on(window, 'keydown', this.touch, passive),
      on(document, 'visibilitychange', this.touch),
    ];
    return () => {
      for (const end of ends) end();
    };
  }
}
