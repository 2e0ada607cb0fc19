import { execFile } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { operation } from '../support/sandbox-control.ts';
import { pssMiB } from './process-tree.ts';
import { start } from './subject.ts';
import type { World } from './world.ts';

const exec = promisify(execFile);

/** What a day brings, by the keyboard of the X server: nothing is attached to the app. */
export interface Day {
  readonly refreshes: number;
  readonly copies: number;
  readonly dialogs: number;
}

/** PSS before it, and after each third of it, at rest, MiB. */
export interface DayFigures {
  readonly before: number;
  readonly after: readonly number[];
  /** The lists that really reached the servers. */
  readonly lists: number;
}

const thirds = 3;
/** Until a reading the app has come to rest again, ms. */
const restMs = 20_000;
/** Between two acts, so that each is one of its own, ms. */
const refreshMs = 60;
const copyMs = 60;
const dialogMs = 200;

export async function measureDay(
  world: World,
  day: Day,
  tell: (words: string) => void,
): Promise<DayFigures> {
  const press = async (ms: number, times: number, ...keys: string[]): Promise<void> => {
    const all = Array.from({ length: times }, () => keys).flat();
    // Some hundred at a time: an argument list has an end.
    for (let at = 0; at < all.length; at += 200) {
      const some = all.slice(at, at + 200);
      const args = ['key', '--clearmodifiers', '--delay', String(ms), ...some];
      await exec('xdotool', args, { env: { ...world.env } });
    }
  };
  const lists = async (): Promise<number> => {
    const counts = world.controls.map(
      async (control) => (await control.requests(operation.list)).length,
    );
    return (await Promise.all(counts)).reduce((sum, one) => sum + one, 0);
  };
  const running = await start('app', world);
  try {
    const focus = ['search', '--sync', '--onlyvisible', '--name', '^Token Vault$', 'windowfocus'];
    await exec('xdotool', [...focus, '--sync'], { env: { ...world.env } });
    await pause(restMs);
    const before = pssMiB(running.pid);
    const listsBefore = await lists();
    const after: number[] = [];
    for (let third = 1; third <= thirds; third += 1) {
      // Into the list, whose first row has a saved value.
      await press(50, 1, 'Down');
      await press(refreshMs, Math.ceil(day.refreshes / thirds), 'F5');
      await press(copyMs, Math.ceil(day.copies / thirds), 'c');
      await press(dialogMs, Math.ceil(day.dialogs / thirds), 'g', 'Escape');
      await pause(restMs);
      after.push(pssMiB(running.pid));
      tell(`${third} of ${thirds} parts of a day`);
    }
    return { before, after, lists: (await lists()) - listsBefore };
  } finally {
    await running.stop();
  }
}
