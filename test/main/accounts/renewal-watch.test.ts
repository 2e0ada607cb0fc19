import { describe, expect, test } from 'vitest';
import { RenewalWatch } from '../../../main/accounts/renewal-watch.ts';
import { RecordingLog } from '../../support/core/fake-ports.ts';
import { ManualClock } from '../../support/core/manual-clock.ts';

const hour = 3_600_000;
const day = 24 * hour;

/** One that is to be renewed in `left` ms; null: none. `renews`: reading its list does that. */
async function watching(left: number | null, renews = true) {
  const clock = new ManualClock();
  const start = clock.now();
  const log = new RecordingLog();
  const world = {
    clock,
    log,
    next: left === null ? null : start + left,
    /** When lists were read, ms after the start. */
    reads: [] as number[],
    fails: false,
    pass: async (ms: number) => {
      const end = clock.now() + ms;
      while (clock.now() < end) {
        clock.advance(Math.min(clock.waits[0] ?? Infinity, end - clock.now()));
        await watch.look();
      }
    },
  };
  const watch = new RenewalWatch({
    clock,
    log,
    next: () => world.next,
    read: () => {
      world.reads.push(clock.now() - start);
      if (world.fails) return Promise.reject(new Error('not read'));
      if (renews) world.next = null;
      return Promise.resolve();
    },
  });
  await watch.look();
  return { ...world, world, watch };
}

describe('a token of the app’s own that is to be renewed', () => {
  test('is seen to when it is time, by timers that are never long', async () => {
    const { world, reads, clock, pass } = await watching(23 * day + 90_000);
    expect(clock.waits).toEqual([day]);
    await pass(22 * day);
    expect(reads).toEqual([]);
    expect(clock.waits).toEqual([hour]);
    await pass(2 * day);
    expect(reads).toEqual([23 * day + 90_000]);
    expect(world.next).toBeNull();
    expect(clock.waits).toEqual([]);
  });

  test('is seen to at once where it is time already', async () => {
    expect((await watching(-1)).reads).toEqual([0]);
  });

  test('is tried once an hour while it is not renewed, however often one looks', async () => {
    const { reads, watch, pass } = await watching(0, false);
    await watch.look();
    await watch.look();
    await pass(3 * hour);
    expect(reads).toEqual([0, hour, 2 * hour, 3 * hour]);
  });

  test('that cannot be seen to is tried again', async () => {
    const { world, reads, log, pass } = await watching(hour);
    world.fails = true;
    await pass(hour);
    world.fails = false;
    await pass(2 * hour);
    expect(reads).toEqual([hour, 2 * hour]);
    expect(log.entries).toHaveLength(1);
  });

  test('after a sleep, in which timers stand still, is seen to at once', async () => {
    const { reads, clock, watch } = await watching(10 * day);
    clock.set(clock.now() + 11 * day);
    await watch.look();
    expect(reads).toEqual([11 * day]);
  });
});

test('where there is none, nothing waits', async () => {
  const { clock, reads } = await watching(null);
  expect([clock.waits, reads]).toEqual([[], []]);
});

test('once it is closed nothing happens', async () => {
  const { clock, reads, watch } = await watching(hour);
  watch.close();
  clock.advance(2 * hour);
  await watch.look();
  expect([clock.waits, reads]).toEqual([[], []]);
});
