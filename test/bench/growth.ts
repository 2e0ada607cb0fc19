import { setTimeout as pause } from 'node:timers/promises';
import { operation } from '../support/sandbox-control.ts';
import { median } from './figures.ts';
import { pssMiB } from './process-tree.ts';
import { start } from './subject.ts';
import { openWorld, type VaultSize, type World } from './world.ts';

/** The app with a vault of one size. */
export interface GrowthPoint extends VaultSize {
  /** To the list that it kept, the median, ms. */
  readonly start: number;
  /** At rest, MiB. */
  readonly memory: number;
}

export const sizes: readonly VaultSize[] = [
  { tokens: 10, accounts: 1 },
  { tokens: 100, accounts: 1 },
  { tokens: 300, accounts: 3 },
  { tokens: 1_000, accounts: 10 },
];

/** Longer than a start is watched for. */
const heldMs = 8_000;
const restMs = 15_000;

/** @param starts of each size, after one that is not counted. */
export async function growthPoint(
  world: World,
  size: VaultSize,
  starts: number,
): Promise<GrowthPoint> {
  const took: number[] = [];
  for (const control of world.controls)
    await control.fault({ ...operation.list, times: 'always', delayBeforeMs: heldMs });
  for (let round = 0; round <= starts; round += 1) {
    const running = await start('app', world, { quietMs: 2_000 });
    if (round > 0) took.push(running.paintedMs ?? NaN);
    await running.stop();
  }
  for (const control of world.controls) await control.clearFaults();
  const resting = await start('app', world);
  await pause(restMs);
  const memory = pssMiB(resting.pid);
  await resting.stop();
  return { ...size, start: median(took), memory };
}

/** In a world of its own for each size (without starts nothing is measured of it); `with` may measure more there before it goes. */
export async function measureGrowth(
  of: readonly VaultSize[],
  starts: number,
  tell: (words: string) => void,
  within: (world: World, size: VaultSize) => Promise<void>,
): Promise<readonly GrowthPoint[]> {
  const points: GrowthPoint[] = [];
  for (const size of of) {
    const world = await openWorld(size);
    try {
      if (starts > 0) points.push(await growthPoint(world, size, starts));
      await within(world, size);
    } finally {
      await world.close();
    }
    tell(`${size.tokens} tokens`);
  }
  return points;
}
