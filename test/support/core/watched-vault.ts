import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { expiryFile } from '../../../main/expiry/expiry-file.ts';
import { ExpiryWatch } from '../../../main/expiry/watch.ts';
import type { Announcement } from '../../../main/expiry/words.ts';
import type { Token } from '../../../preload/contract.ts';
import { unreminded, unsaid } from '../unsaid.ts';
import { RecordingLog } from './fake-ports.ts';
import { ManualClock } from './manual-clock.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { TestFiles } from './test-files.ts';

/** In ms. */
export const hour = 3_600_000;
/** In ms. */
export const day = 24 * hour;

/** The nth token, saved and listed. @param expiresAt Unix time in ms. */
export const aToken = (n: number, expiresAt: number): Token => ({
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

/** A vault that is watched, over one folder through all its runs. @param ends of its tokens, in ms from now. */
export async function watchedVault(ends: readonly number[]) {
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
    /** Of the servers of single accounts. */
    offsets: new Map<string | null, number>(),
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
          },
          tokens: world.tokens,
          file: world.file,
          own: world.own,
          trial: false,
          accountName: () => '',
          rotatedOf: () => null,
          offsetOf: ({ accountId }) => world.offsets.get(accountId) ?? world.offset,
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
