import type { TestContext } from 'vitest';
import { noKills, type KillsMade } from '../../../scripts/reliability/kills-made.ts';

declare module 'vitest' {
  interface TaskMeta {
    /** How often the app of this test was killed, and when; `npm run kills` sums it up. */
    kills?: KillsMade;
  }
}

/** Kills that are counted into the report of a test, whether it passes or not. */
export function notedKills({ task }: TestContext): KillsMade {
  const made = noKills();
  task.meta.kills = made;
  return made;
}
