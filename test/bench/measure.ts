import { alone, beside, type Figure } from './figure.ts';
import { measureGrowth, sizes, type GrowthPoint } from './growth.ts';
import { measureInteractions } from './interactions.ts';
import { measurePairs } from './pairs.ts';
import { archiveBudget, archiveSize, budget, builtSizes } from './sizes.ts';
import { measureSuites } from './suites.ts';
import { measureDay } from './work.ts';
import { openWorld, type World } from './world.ts';

/** What can be measured, each by itself. */
export const parts = ['pairs', 'day', 'growth', 'interactions', 'sizes', 'suites'] as const;
export type Part = (typeof parts)[number];

export interface BenchOrder {
  /** Counted pairs of starts, after one that is not. */
  readonly pairs: number;
  /** Of so many of them the rest is measured, too. */
  readonly rests: number;
  readonly only: ReadonlySet<Part>;
}

export interface Measured {
  readonly figures: readonly Figure[];
  readonly growth: readonly GrowthPoint[];
}

type Tell = (words: string) => void;

const usual = { tokens: 100, accounts: 1 } as const;
const watchMs = 60_000;
const day = { refreshes: 1_000, copies: 500, dialogs: 200 } as const;
/** Starts at each size, after one that is not counted. */
const growthStarts = 5;

/** In the order of the bars; the parts that were not asked for are left out. */
export async function measureAll(order: BenchOrder, tell: Tell): Promise<Measured> {
  const figures: Figure[] = [];
  const { only } = order;
  if (only.has('pairs') || only.has('day')) figures.push(...(await besideFloor(order, tell)));
  let growth: readonly GrowthPoint[] = [];
  if (only.has('growth') || only.has('interactions')) {
    const interactions: Figure[] = [];
    const grows = only.has('growth');
    growth = await measureGrowth(
      grows ? sizes : sizes.slice(-1),
      grows ? growthStarts : 0,
      tell,
      async (world, { tokens }) => {
        if (tokens === 1_000 && only.has('interactions'))
          interactions.push(...(await ofInteractions(world)));
      },
    );
    if (only.has('growth')) figures.push(ofGrowth(growth));
    figures.push(...interactions);
  }
  if (only.has('sizes')) figures.push(...ofSizes());
  if (only.has('suites'))
    for (const { name, cases, each } of await measureSuites(tell))
      figures.push(alone(`${name}, one case`, 'ms', each, suiteBars[name] ?? Infinity, cases));
  return { figures, growth };
}

/** What a case of the long suites may take, with the start of the suite: they must stay quick, ms. */
const suiteBars: Readonly<Record<string, number>> = { kills: 3_000, faults: 500, attack: 5_000 };

async function besideFloor({ pairs, rests, only }: BenchOrder, tell: Tell): Promise<Figure[]> {
  const world = await openWorld(usual);
  try {
    const all = await measurePairs(
      world,
      only.has('pairs') ? { pairs, rests, watchMs } : { pairs: 1, rests: 1, watchMs: 1_000 },
      tell,
    );
    const figures = only.has('pairs')
      ? [
          beside('start to the painted list', 'ms', all.start, 1.15),
          beside('start to the fresh list, less the API', 'ms', all.fresh, 1.15),
          ...(rests > 0
            ? [
                beside('memory at rest, PSS', 'MiB', all.memory, 1.1),
                beside('processor at rest, 60 s', 'ms', all.cpu, 1.25),
                beside('memory hidden at login', 'MiB', all.hidden, 0.75),
              ]
            : []),
        ]
      : [];
    if (!only.has('day')) return figures;
    const { before, after, lists } = await measureDay(world, day, tell);
    if (lists < day.refreshes * 0.9)
      throw new Error(`only ${lists} of ${day.refreshes} refreshes reached the API`);
    const [first = NaN, , last = NaN] = after;
    const floor = all.memory.floor.slice(0, 1);
    return [
      ...figures,
      beside("memory after a day's work", 'MiB', { floor, app: [last] }, 1.15),
      alone('the same, before it', 'MiB', before, Infinity, 1),
      alone('growth from the first to the last third of it', '%', (last / first - 1) * 100, 2, 1),
    ];
  } finally {
    await world.close();
  }
}

function ofGrowth(growth: readonly GrowthPoint[]): Figure {
  const at = (tokens: number): number => growth.find((one) => one.tokens === tokens)?.start ?? NaN;
  return beside(
    'start at 1,000 tokens, beside 100',
    'ms',
    { floor: [at(100)], app: [at(1_000)] },
    1.3,
  );
}

async function ofInteractions(world: World): Promise<Figure[]> {
  const found = await measureInteractions(world);
  const { generate } = found;
  const sum = `${generate.api.toFixed(0)} API + ${generate.keychain.toFixed(0)} keychain + ${generate.disk.toFixed(0)} disk`;
  return [
    alone('search, a key to painted, p95 at 1,000 tokens', 'ms', found.search, 16, 38),
    alone('sort, p95', 'ms', found.sort, 16, 20),
    alone('filter, p95', 'ms', found.filter, 16, 20),
    alone('dialog open, p95', 'ms', found.dialog, 50, 20),
    alone("copy, beyond the keychain's own time", 'ms', found.copy, 5, 20),
    alone('tray menu of 500 saved', 'ms', found.tray, 5, 25),
    alone(`generate ${generate.whole.toFixed(0)} = ${sum} + own`, 'ms', generate.own, 30, 5),
  ];
}

function ofSizes(): Figure[] {
  const { page, styles, main, preload } = builtSizes();
  const kB = (name: string, bytes: number, most: number): Figure =>
    alone(name, 'kB', bytes / 1000, most / 1000, 1);
  return [
    kB("page's script with its sentences, gzip", page, budget.page),
    kB('styles, gzip', styles, budget.styles),
    kB("main's start path, minified", main, budget.main),
    kB('preload', preload, budget.preload),
    kB('app.asar', archiveSize(), archiveBudget),
  ];
}
