import { setTimeout as pause } from 'node:timers/promises';
import { operation } from '../support/sandbox-control.ts';
import type { Series } from './figures.ts';
import { apiMs } from './parts.ts';
import { cpuMs, pssMiB } from './process-tree.ts';
import { start, type Subject } from './subject.ts';
import type { World } from './world.ts';

export interface PairOrder {
  /** Counted pairs of starts, after one that is not. */
  readonly pairs: number;
  /** Of so many of them the rest is measured, too: it swings by a few percent only. */
  readonly rests: number;
  /** How long the processor is watched at rest, ms. */
  readonly watchMs: number;
}

/** What is measured of both, in turns. */
export interface PairFigures {
  /** From the start of the process to a painted list: of the app the one that it kept, ms. */
  readonly start: Series;
  /** The same to the list as the server has it, without what the server itself takes, ms. */
  readonly fresh: Series;
  /** Proportional set size of the whole tree at rest, MiB. */
  readonly memory: Series;
  /** Processor time of the tree at rest, ms. */
  readonly cpu: Series;
  /** As a login starts the app, without a window; the floor has its window, MiB. */
  readonly hidden: Series;
}

/** How long after its list stood a subject comes to rest, ms. */
const settlesMs = 5_000;
/** Longer than a start is watched for. */
const heldMs = 6_000;

/** The list that the app kept: the server's answer is held back. */
async function startToList(subject: Subject, world: World): Promise<number> {
  const [control] = world.controls;
  for (const one of world.controls)
    await one.fault({ ...operation.list, times: 'always', delayBeforeMs: heldMs });
  const running = await start(subject, world, { quietMs: 1_000 });
  await running.stop();
  for (const one of world.controls) await one.clearFaults();
  if (!control || running.paintedMs === null) throw new Error('nothing was started');
  return running.paintedMs;
}

/** The list with a token that somebody else has just made: it stands at the top, so that it is seen. */
async function startToFresh(world: World): Promise<number> {
  const [control] = world.controls;
  if (!control) throw new Error('there is no server');
  const { kid } = await control.consoleToken('plain');
  const running = await start('app', world, { quietMs: 1_500 });
  await running.stop();
  await control.deleteToken(kid);
  return (running.paintedMs ?? NaN) - (await apiMs(control));
}

async function atRest(subject: Subject, world: World, watchMs: number) {
  const running = await start(subject, world, { quietMs: 1_500 });
  try {
    await pause(settlesMs);
    const before = cpuMs(running.pid);
    await pause(watchMs);
    return { cpu: cpuMs(running.pid) - before, memory: pssMiB(running.pid) };
  } finally {
    await running.stop();
  }
}

/** The app as a login starts it: no window, no page. MiB. */
async function hidden(world: World): Promise<number> {
  const running = await start('app', world, { args: ['--hidden'], looks: false });
  try {
    await pause(settlesMs * 2);
    return pssMiB(running.pid);
  } finally {
    await running.stop();
  }
}

/** Floor and app in turns: what the machine does beside it befalls both. The first pair is not counted. */
export async function measurePairs(
  world: World,
  { pairs, rests, watchMs }: PairOrder,
  tell: (words: string) => void,
): Promise<PairFigures> {
  const series = () => ({ floor: [] as number[], app: [] as number[] });
  const figures = {
    start: series(),
    fresh: series(),
    memory: series(),
    cpu: series(),
    hidden: series(),
  };
  for (let pair = 0; pair <= pairs; pair += 1) {
    const counts = pair > 0;
    // Who goes first changes: what one leaves in the caches is not always to the other's good.
    const order: readonly Subject[] = pair % 2 === 0 ? ['floor', 'app'] : ['app', 'floor'];
    const painted = { floor: NaN, app: NaN };
    for (const subject of order) {
      painted[subject] = await startToList(subject, world);
      if (counts) figures.start[subject].push(painted[subject]);
    }
    const fresh = await startToFresh(world);
    if (counts) {
      figures.fresh.app.push(fresh);
      figures.fresh.floor.push(painted.floor);
    }
    if (counts && pair <= rests) {
      for (const subject of order) {
        const { memory, cpu } = await atRest(subject, world, watchMs);
        figures.memory[subject].push(memory);
        figures.cpu[subject].push(cpu);
      }
      figures.hidden.app.push(await hidden(world));
      figures.hidden.floor.push(figures.memory.floor.at(-1) ?? NaN);
    }
    tell(counts ? `pair ${pair} of ${pairs}` : 'one pair to warm up');
  }
  return figures;
}
