import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Update } from '../../../preload/contract.ts';
import { AppError } from '../../../main/app-error.ts';
import { updateFile } from '../../../main/updates/update-file.ts';
import { Updates, type Updater } from '../../../main/updates/updates.ts';
import { durableFiles } from '../../../main/vault/files.ts';
import { ManualClock } from '../../support/core/manual-clock.ts';
import { temporaryFolder } from '../../support/core/temporary-folder.ts';

const minute = 60_000;
const day = 24 * 60 * minute;
const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** Publishes what the test says, and counts what is asked of it. */
class Publisher implements Updater {
  installs = true;
  newest: string | null = null;
  offline = false;
  asked = 0;
  fetched = 0;
  installed = 0;
  whileFetched: (tell: (percent: number) => void) => Promise<void> = () => Promise.resolve();
  check = () => {
    this.asked += 1;
    return this.offline ? Promise.reject(new Error('ENOTFOUND')) : Promise.resolve(this.newest);
  };
  download = (tell: (percent: number) => void) => {
    this.fetched += 1;
    return this.whileFetched(tell);
  };
  install = () => {
    this.installed += 1;
  };
}

let clock: ManualClock;
let publisher: Publisher;
let path: string;
let wanted: boolean;
let told: Update[];
let endings: (() => void)[];

beforeEach(async () => {
  clock = new ManualClock();
  publisher = new Publisher();
  path = join(await temporaryFolder(), 'updates.json');
  wanted = true;
  told = [];
  endings = [];
});

const open = (updated = true): Updates =>
  new Updates({
    open: updated ? () => Promise.resolve(publisher) : null,
    file: updateFile(durableFiles, path),
    clock,
    log: quiet,
    wanted: () => wanted,
    tell: (update) => told.push(update),
    endBy: (last) => endings.push(last),
  });

const asked = (times: number) => expect.poll(() => publisher.asked).toBe(times);
/** It asks a moment after its timer: what it does not do has to be waited for. */
const onlyAsked = async (times: number): Promise<void> => {
  for (let turn = 0; turn < 3; turn += 1) await new Promise(setImmediate);
  expect(publisher.asked).toBe(times);
};
const settled = () =>
  expect.poll(async () => (await updateFile(durableFiles, path).load(0)).checkedAt);

describe('by itself', () => {
  test('it looks a minute after the first start, and then once a day, and fetches nothing', async () => {
    publisher.newest = '9.9.9';
    await open().start();
    clock.advance(minute - 1);
    await onlyAsked(0);
    clock.advance(1);
    await asked(1);
    await settled().toBe(clock.now());
    clock.advance(day - 1);
    await onlyAsked(1);
    clock.advance(1);
    await asked(2);
    expect(told.at(-1)).toEqual({
      status: 'available',
      version: '9.9.9',
      installs: true,
      progress: null,
    });
    expect(publisher.fetched).toBe(0);
  });

  test('a start soon after waits for the rest of the day', async () => {
    const before = open();
    await before.check();
    before.close();
    clock.advance(day / 2);
    await open().start();
    clock.advance(day / 2 - 1);
    await onlyAsked(1);
    clock.advance(1);
    await asked(2);
  });

  test('a clock that was a year ahead does not silence it for a year', async () => {
    clock.advance(365 * day);
    await open().check();
    clock = new ManualClock();
    await open().start();
    clock.advance(minute);
    await asked(2);
  });

  test('it does not look where the person does not want it, until they do', async () => {
    wanted = false;
    await open().start();
    clock.advance(3 * day);
    await onlyAsked(0);
    wanted = true;
    clock.advance(day);
    await asked(1);
  });

  test('offline it says nothing, and tries again a day later', async () => {
    publisher.offline = true;
    await open().start();
    clock.advance(minute);
    await asked(1);
    publisher.offline = false;
    publisher.newest = '9.9.9';
    expect(told.map(({ status }) => status)).toEqual(['none']);
    clock.advance(day);
    await asked(2);
    await expect.poll(() => told.at(-1)?.status).toBe('available');
  });

  test('what failed is not asked for anew by the next start', async () => {
    publisher.offline = true;
    await open().start();
    clock.advance(minute);
    await asked(1);
    await settled().not.toBeNull();
    await open().start();
    clock.advance(60 * minute);
    await onlyAsked(1);
  });

  test('a closed app asks nobody', async () => {
    const updates = open();
    await updates.start();
    updates.close();
    clock.advance(9 * day);
    await onlyAsked(0);
    expect(clock.waits).toEqual([]);
  });
});

describe('by hand', () => {
  test('it says whether there is a newer one', async () => {
    const updates = open();
    expect(await updates.check()).toBe(false);
    expect(told.at(-1)?.status).toBe('none');
    publisher.newest = '9.9.9';
    expect(await updates.check()).toBe(true);
  });

  test('a failure is told, and that it was looked for is remembered', async () => {
    publisher.offline = true;
    await expect(open().check()).rejects.toMatchObject({ code: 'UPDATE_FAILED' });
    await settled().toBe(clock.now());
  });

  test('what cannot be written down is told all the same', async () => {
    await durableFiles.write(path, '{"version":99}');
    publisher.newest = '9.9.9';
    const updates = open();
    await expect(updates.start()).rejects.toMatchObject({ code: 'FILE_FROM_NEWER_VERSION' });
    expect(await updates.check()).toBe(true);
    expect(told.at(-1)).toMatchObject({ status: 'available', version: '9.9.9' });
  });

  test('two looks at once ask once', async () => {
    const updates = open();
    await Promise.all([updates.check(), updates.check()]);
    expect(publisher.asked).toBe(1);
  });
});

describe('a newer version', () => {
  const found = async (): Promise<Updates> => {
    publisher.newest = '9.9.9';
    const updates = open();
    await updates.check();
    told.shift();
    return updates;
  };

  test('is fetched when the person says so, with its progress, and installed last of all', async () => {
    const updates = await found();
    publisher.whileFetched = (tell) => {
      for (const percent of [0.4, 62.9, 100]) tell(percent);
      return Promise.resolve();
    };
    await updates.download();
    expect(told.map(({ status, progress }) => `${status} ${String(progress)}`)).toEqual([
      'available null',
      'downloading 0',
      'downloading 0',
      'downloading 62',
      'downloading 100',
      'ready null',
    ]);
    await updates.install();
    expect([publisher.installed, endings.length]).toEqual([0, 1]);
    endings[0]?.();
    expect(publisher.installed).toBe(1);
  });

  test.each([
    [new AppError('UPDATE_REFUSED'), 'UPDATE_REFUSED'],
    [new Error('ECONNRESET'), 'UPDATE_FAILED'],
  ])('that fails with %s is still there to be fetched, and not installed', async (error, code) => {
    const updates = await found();
    publisher.whileFetched = () => Promise.reject(error);
    await expect(updates.download()).rejects.toMatchObject({ code });
    expect(told.at(-1)).toMatchObject({ status: 'available', version: '9.9.9', progress: null });
    await expect(updates.install()).rejects.toMatchObject({ code: 'NOTHING_PENDING' });
    expect(endings).toEqual([]);
  });

  test('that is fetched is not forgotten by the next look', async () => {
    const updates = await found();
    await updates.download();
    publisher.newest = null;
    await updates.check();
    expect(told.at(-1)).toMatchObject({ status: 'ready', version: '9.9.9' });
  });

  test('that the system installs is a notice alone', async () => {
    publisher.installs = false;
    const updates = await found();
    expect(told.at(-1)).toMatchObject({ status: 'available', installs: false });
    await expect(updates.download()).rejects.toMatchObject({ code: 'NOTHING_PENDING' });
    expect(publisher.fetched).toBe(0);
  });
});

test('a build that is not updated says so, and asks nobody', async () => {
  const updates = open(false);
  await updates.start();
  expect(told.at(-1)?.status).toBe('off');
  expect(clock.waits).toEqual([]);
  await expect(updates.check()).rejects.toMatchObject({ code: 'UPDATE_FAILED' });
});
