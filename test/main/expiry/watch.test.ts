import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { expiryFile } from '../../../main/expiry/expiry-file.ts';
import { remind } from '../../../main/expiry/remind.ts';
import { ExpiryWatch } from '../../../main/expiry/watch.ts';
import type { Announcement } from '../../../main/expiry/words.ts';
import type { Token } from '../../../preload/contract.ts';
import { RecordingLog } from '../../support/core/fake-ports.ts';
import { ManualClock } from '../../support/core/manual-clock.ts';
import { temporaryFolder } from '../../support/core/temporary-folder.ts';
import { TestFiles } from '../../support/core/test-files.ts';
import { unreminded, unsaid } from '../../support/unsaid.ts';

const hour = 3_600_000;
const day = 24 * hour;

const aToken = (n: number, expiresAt: number): Token => ({
  ...unsaid,
  ...unreminded,
  id: `${String(n).padStart(8, '0')}-1111-4111-8111-111111111111`,
  label: `t${n}`,
  createdAt: expiresAt - 365 * day,
  expiresAt,
  state: 'saved',
  accountId: null,
  origin: 'https://api.ionos.com',
  contractNumber: 1,
  email: null,
  kept: 'keychain',
  usedAt: null,
  own: false,
  listed: true,
});

/** A vault that is watched, over one folder through all its runs. */
async function setup(ends: readonly number[]) {
  const clock = new ManualClock();
  const folder = await temporaryFolder();
  const start = clock.now();
  /** How many timers of the watch ran. */
  let fired = 0;
  const world = {
    clock,
    start,
    tokens: ends.map((left, n) => aToken(n, start + left)),
    status: 'ready' as 'ready' | 'loading',
    offset: 0,
    fetchedAt: start as number | null,
    wanted: true,
    locked: false,
    /** What the server says when the list is read. */
    refresh: () => Promise.resolve(),
    refreshes: 0,
    canShow: true,
    shown: [] as Announcement[],
    expiring: [] as (readonly string[])[],
    own: new Set<string>(),
    files: new TestFiles(),
    file: expiryFile(new TestFiles(), ''),
    watch: null as ExpiryWatch | null,
    /** Begins a new run, as after a start of the app. */
    open: async () => {
      world.close();
      world.files = new TestFiles();
      world.file = expiryFile(world.files, join(folder, 'expiry.json'));
      await world.file.load(0);
      const watch = new ExpiryWatch({
        clock: {
          now: () => clock.now(),
          after: (ms, task) =>
            clock.after(ms, () => {
              fired += 1;
              task();
            }),
        },
        log: new RecordingLog(),
        shown: () => ({
          list: {
            status: world.status,
            fetchedAt: world.fetchedAt,
            clockOffsetMs: world.offset,
          },
          tokens: world.tokens,
          file: world.file,
          own: world.own,
          trial: false,
          accountName: () => '',
        }),
        wanted: () => world.wanted,
        locked: () => world.locked,
        refresh: async () => {
          world.refreshes += 1;
          await world.refresh();
        },
        announce: (announcement) => {
          if (world.canShow) world.shown.push(announcement);
          return Promise.resolve(world.canShow);
        },
        tell: (ids) => world.expiring.push(ids),
      });
      world.watch = watch;
      await watch.look();
    },
    close: () => {
      world.watch?.close();
      world.files.die();
    },
    look: () => world.watch?.look() ?? Promise.resolve(),
    /** Time passes, timers run, and what they begin has ended. */
    pass: async (ms: number) => {
      const end = clock.now() + ms;
      while (clock.now() < end) {
        const before = fired;
        clock.advance(Math.min(clock.waits[0] ?? Infinity, end - clock.now()));
        // Joins the look that the timer has begun; without one there is none.
        if (fired > before) await world.look();
      }
    },
    titles: () => world.shown.splice(0).map(({ title }) => title),
    disk: async () =>
      JSON.parse(await readFile(join(folder, 'expiry.json'), 'utf8')) as {
        tokens: { id: string; told: number | null }[];
      },
  };
  onTestFinished(() => {
    world.close();
  });
  await world.open();
  return world;
}

test('each rung is told at its time, once, and the last look is the end', async () => {
  const world = await setup([31 * day]);
  await world.pass(31 * day - 1);
  expect(world.titles()).toEqual([
    "'t0' expires in 30 days",
    "'t0' expires in 7 days",
    "'t0' expires in 3 days",
    "'t0' expires in 24 hours",
    "'t0' expires in 1 hour",
  ]);
  await world.pass(2);
  expect(world.titles()).toEqual([]);
  expect(world.clock.waits).toEqual([]);
});

test('where nothing ends there is no timer, and looks are hourly near an end and daily far from one', async () => {
  const world = await setup([]);
  expect(world.clock.waits).toEqual([]);
  world.tokens = [aToken(0, world.start + 300 * day)];
  await world.look();
  expect(world.clock.waits).toEqual([day]);
  world.tokens = [aToken(0, world.start + 30 * day + 2 * hour)];
  await world.look();
  expect(world.clock.waits).toEqual([hour]);
  world.tokens = [aToken(0, world.start + 30 * day + 1_000)];
  await world.look();
  expect(world.clock.waits).toEqual([1_000]);
});

test('a restart tells nothing twice', async () => {
  const world = await setup([2 * day]);
  expect(world.titles()).toHaveLength(1);
  await world.open();
  await world.open();
  expect(world.titles()).toEqual([]);
  expect((await world.disk()).tokens).toMatchObject([{ told: 3 * day }]);
});

test('after a week off there is one summary, with what ended meanwhile', async () => {
  const ends = Array.from({ length: 40 }, (_, n) => (8 + n) * day);
  const world = await setup([...ends, 5 * day]);
  world.titles();
  world.close();
  world.clock.advance(7 * day);
  world.fetchedAt = world.clock.now();
  await world.open();
  expect(world.shown).toHaveLength(1);
  expect(world.shown[0]?.body).toContain('1 token has expired');
  world.titles();
  await world.open();
  expect(world.titles()).toEqual([]);
});

test('what was far from its end and ended while the app was off is told, and what was never known here is not', async () => {
  const world = await setup([60 * day]);
  expect(world.titles()).toEqual([]);
  world.close();
  world.clock.advance(61 * day);
  world.fetchedAt = world.clock.now();
  world.tokens = [...world.tokens, aToken(1, world.start + 60 * day)];
  await world.open();
  expect(world.titles()).toEqual(["'t0' has expired"]);
  await world.open();
  expect(world.titles()).toEqual([]);
});

test('right after sleep what passed is told, of several rungs the last one', async () => {
  const world = await setup([10 * day]);
  world.titles();
  // Timers stand still meanwhile.
  world.clock.set(world.start + 9.5 * day);
  await world.look();
  expect(world.titles()).toEqual(["'t0' expires in 12 hours"]);
});

test('an old list is read first: what was deleted elsewhere is not announced', async () => {
  const world = await setup([10 * day]);
  world.titles();
  world.refresh = () => {
    world.tokens = [];
    return Promise.resolve();
  };
  world.clock.set(world.start + 9.5 * day);
  await world.look();
  expect(world.refreshes).toBe(1);
  expect(world.titles()).toEqual([]);
});

test('a clock that is set far ahead announces nothing, since the server says what time it is', async () => {
  const world = await setup([31 * day]);
  world.refresh = () => {
    world.fetchedAt = world.clock.now();
    world.offset = world.start - world.clock.now();
    return Promise.resolve();
  };
  world.clock.set(world.start + 300 * day);
  await world.look();
  expect(world.titles()).toEqual([]);
  // And set right again every rung comes when it should.
  world.refresh = () => {
    world.fetchedAt = world.clock.now();
    world.offset = 0;
    return Promise.resolve();
  };
  world.clock.set(world.start);
  world.offset = 0;
  await world.pass(2 * day);
  expect(world.titles()).toEqual(["'t0' expires in 30 days"]);
});

test('offline it goes by what is known, and asks the server once, not at each look', async () => {
  const world = await setup([10 * day]);
  world.titles();
  world.refresh = () => Promise.resolve();
  world.canShow = false;
  world.clock.set(world.start + 4 * day);
  await world.look();
  await world.look();
  expect(world.refreshes).toBe(1);
  world.canShow = true;
  await world.look();
  expect(world.titles()).toEqual(["'t0' expires in 6 days"]);
});

test('a list that is just being read is waited for', async () => {
  const world = await setup([]);
  world.status = 'loading';
  world.tokens = [aToken(0, world.start + hour)];
  await world.look();
  expect(world.titles()).toEqual([]);
  world.status = 'ready';
  await world.look();
  expect(world.titles()).toEqual(["'t0' expires in 1 hour"]);
});

test('what nobody could show is tried again within the hour', async () => {
  const world = await setup([]);
  world.canShow = false;
  world.tokens = [aToken(0, world.start + 5 * day)];
  await world.look();
  world.canShow = true;
  await world.pass(hour);
  expect(world.titles()).toHaveLength(1);
});

test('who does not want to be told is not, and is told the last that passed when they do', async () => {
  const world = await setup([]);
  world.wanted = false;
  world.tokens = [aToken(0, world.start + 40 * day)];
  await world.look();
  await world.pass(36 * day);
  expect(world.titles()).toEqual([]);
  // The list still shows it.
  expect(world.expiring.at(-1)).toEqual([world.tokens[0]?.id]);
  world.wanted = true;
  await world.look();
  expect(world.titles()).toEqual(["'t0' expires in 4 days"]);
});

test('a file that cannot be written costs one more message after a restart, and none in this run', async () => {
  const world = await setup([]);
  world.files.failWrites = () => true;
  world.tokens = [aToken(0, world.start + 2 * day)];
  await world.look();
  await world.look();
  expect(world.titles()).toHaveLength(1);
  await world.open();
  await world.open();
  expect(world.titles()).toHaveLength(1);
});

test('killed between showing and writing it tells once more, and never nothing', async () => {
  const world = await setup([]);
  world.tokens = [aToken(0, world.start + 2 * day)];
  // From here on nothing of this process reaches the disk.
  world.files.die();
  void world.look();
  await expect.poll(() => world.shown.length).toBe(1);
  world.watch?.close();
  await world.open();
  expect(world.titles()).toHaveLength(2);
  await world.open();
  expect(world.titles()).toEqual([]);
});

test('one that was to lapse is told of all the same once an account signs in with it', async () => {
  const world = await setup([6 * day]);
  const [token] = world.tokens;
  world.titles();
  const now = world.clock.now();
  await remind(world.file, { tokens: world.tokens, now }, [token?.id ?? ''], 'lapse');
  world.own.add(token?.id ?? '');
  await world.look();
  expect(world.expiring.at(-1)).toEqual([token?.id]);
  await world.pass(3 * day + hour);
  expect(world.titles()).toEqual(["'t0' expires in 3 days"]);
});

test('snoozed and to lapse it is quiet, also over a restart, and a snooze ends with a reminder', async () => {
  const world = await setup([6 * day, 6 * day + hour]);
  const [first, second] = world.tokens;
  world.titles();
  const now = world.clock.now();
  await remind(world.file, { tokens: world.tokens, now }, [first?.id ?? ''], 'week');
  await remind(world.file, { tokens: world.tokens, now }, [second?.id ?? ''], 'lapse');
  await world.look();
  expect(world.expiring.at(-1)).toEqual([]);
  await world.open();
  await world.pass(6 * day - hour - 1);
  expect(world.titles()).toEqual([]);
  await world.pass(1);
  expect(world.titles()).toEqual(["'t0' expires in 1 hour"]);
  await world.pass(2 * day);
  expect(world.titles()).toEqual([]);
});

test('which end soon is told when it changes, by the server’s clock', async () => {
  const world = await setup([7 * day + hour]);
  expect(world.expiring).toEqual([]);
  world.offset = hour;
  await world.look();
  const id = world.tokens[0]?.id;
  expect(world.expiring).toEqual([[id]]);
  await world.pass(7 * day);
  expect(world.expiring).toEqual([[id], []]);
});

test('closed it does nothing more', async () => {
  const world = await setup([31 * day]);
  world.watch?.close();
  expect(world.clock.waits).toEqual([]);
  await world.look();
  expect(world.clock.waits).toEqual([]);
});
