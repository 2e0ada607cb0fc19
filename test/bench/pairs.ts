import { setTimeout as pause } from 'node:timers/promises';
import type { Series } from './figures.ts';
import { cpuMs, pssMiB } from './process-tree.ts';
import { start, type Subject } from './subject.ts';
import type { World } from './world.ts';

/** What is measured of both, by name. */
export type FigureName = 'start' | 'memory' | 'cpu' | 'hidden';
export type Figures = Readonly<Record<FigureName, Series>>;

/** How long after its list stood a subject is at rest, ms. */
const restMs = 4_000;
/** How long the processor is watched at rest, ms. */
const watchMs = 10_000;
/** Of so many pairs the rest is measured, too: it swings by a few percent only. */
const restPairs = 5;

interface Measured {
  readonly start: number;
  readonly rest: { readonly memory: number; readonly cpu: number } | null;
}

async function one(subject: Subject, world: World, rests: boolean): Promise<Measured> {
  const running = await start(subject, world);
  try {
    if (!rests) return { start: running.paintedMs ?? NaN, rest: null };
    await pause(restMs);
    const memory = pssMiB(running.pid);
    const before = cpuMs(running.pid);
    await pause(watchMs);
    const cpu = cpuMs(running.pid) - before;
    return { start: running.paintedMs ?? NaN, rest: { memory, cpu } };
  } finally {
    await running.stop();
  }
}

/** The app as a login starts it: no window, no page. MiB. */
async function hidden(world: World): Promise<number> {
  const running = await start('app', world, { args: ['--hidden'], looks: false });
  try {
    await pause(restMs * 2);
    return pssMiB(running.pid);
  } finally {
    await running.stop();
  }
}

/** Floor and app in turns: what the machine does beside it befalls both. The first pair is not counted. */
export async function measurePairs(
  world: World,
  pairs: number,
  tell: (words: string) => void,
): Promise<Figures> {
  const figures = {
    start: { floor: [] as number[], app: [] as number[] },
    memory: { floor: [] as number[], app: [] as number[] },
    cpu: { floor: [] as number[], app: [] as number[] },
    hidden: { floor: [] as number[], app: [] as number[] },
  };
  for (let pair = 0; pair <= pairs; pair += 1) {
    const rests = pair > 0 && pair <= restPairs;
    // Who goes first changes: what one leaves in the caches is not always to the other's good.
    const order: readonly Subject[] = pair % 2 === 0 ? ['floor', 'app'] : ['app', 'floor'];
    for (const subject of order) {
      const measured = await one(subject, world, rests);
      if (pair > 0) figures.start[subject].push(measured.start);
      if (measured.rest) {
        figures.memory[subject].push(measured.rest.memory);
        figures.cpu[subject].push(measured.rest.cpu);
      }
    }
    if (rests) {
      figures.hidden.app.push(await hidden(world));
      figures.hidden.floor.push(figures.memory.floor.at(-1) ?? NaN);
    }
    tell(pair === 0 ? 'one pair to warm up' : `pair ${pair} of ${pairs}`);
  }
  return figures;
}
