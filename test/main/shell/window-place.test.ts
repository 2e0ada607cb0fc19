import { EventEmitter } from 'node:events';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BrowserWindow } from 'electron';
import { describe, expect, test } from 'vitest';
import { openingOf, WindowPlace } from '../../../main/shell/window-place.ts';
import { durableFiles } from '../../../main/vault/files.ts';
import { windowFile } from '../../../main/vault/window-file.ts';
import { RecordingLog } from '../../support/core/fake-ports.ts';
import { ManualClock } from '../../support/core/manual-clock.ts';
import { temporaryFolder } from '../../support/core/temporary-folder.ts';

const screen = { x: 0, y: 0, width: 1_920, height: 1_050 };
const second = { x: 1_920, y: -200, width: 1_280, height: 1_024 };
const size = { width: 900, height: 600 };

describe('a window opens', () => {
  test('in the usual size where nothing is remembered', () => {
    expect(openingOf(null, [screen])).toEqual({ width: 1_200, height: 780, maximized: false });
  });

  test('as it was, and maximized as it was, on the second screen too', () => {
    for (const at of [
      { x: 10, y: 20 },
      { x: 2_000, y: -150 },
    ]) {
      const place = { ...at, ...size, maximized: true };
      expect(openingOf(place, [screen, second])).toEqual(place);
    }
  });

  test.each([
    ['on a screen that is gone', { x: 2_000, y: -150 }],
    ['above the screen', { x: 100, y: -40 }],
    ['below it', { x: 100, y: 1_030 }],
    ['to the left of it', { x: -850, y: 100 }],
    ['to the right of it', { x: 1_850, y: 100 }],
  ])('where the system puts it, where it was %s', (_, at) => {
    const place = { ...at, ...size, maximized: false };
    expect(openingOf(place, [screen])).toEqual({ ...size, maximized: false });
  });

  test('no larger than the screens are', () => {
    const place = { x: 0, y: 0, width: 3_840, height: 2_100, maximized: false };
    expect(openingOf(place, [screen])).toEqual({ ...place, width: 1_920, height: 1_050 });
  });

  test('as it was where no screen is known', () => {
    const place = { x: 0, y: 0, ...size, maximized: false };
    expect(openingOf(place, [])).toEqual({ ...size, maximized: false });
  });
});

/** A window that a person moves, and what stands in its file. */
async function setup(path?: string) {
  const file = path ?? join(await temporaryFolder(), 'window.json');
  const clock = new ManualClock();
  const log = new RecordingLog();
  const place = new WindowPlace({
    file: windowFile(durableFiles, file),
    clock,
    screens: () => [screen],
    log,
  });
  await place.load();
  let bounds = { x: 10, y: 20, ...size };
  const events = new EventEmitter();
  const window = Object.assign(events, {
    getNormalBounds: () => bounds,
    isMaximized: () => false,
  });
  place.watch(window as unknown as BrowserWindow);
  const move = (x: number): void => {
    bounds = { ...bounds, x };
    window.emit('move');
  };
  const written = async (): Promise<unknown> => JSON.parse(await readFile(file, 'utf8'));
  return { file, clock, log, place, move, written };
}

describe('where a window is', () => {
  test('is written once it stays there, and read at the next start', async () => {
    const { file, clock, place, move, written } = await setup();
    for (const x of [20, 30, 40]) {
      move(x);
      clock.advance(499);
    }
    await expect(stat(file)).rejects.toThrow('ENOENT');
    clock.advance(1);
    await place.flush();
    const there = { x: 40, y: 20, ...size, maximized: false };
    await expect.poll(written).toEqual({ version: 1, place: there });
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect((await setup(file)).place.opening).toEqual(there);
  });

  test('is written at once when the app ends', async () => {
    const { place, move, written } = await setup();
    move(50);
    await place.flush();
    expect(await written()).toMatchObject({ place: { x: 50 } });
  });

  test('that is being written when the app ends is awaited', async () => {
    const { clock, place, move, written } = await setup();
    move(60);
    clock.advance(500);
    await place.flush();
    expect(await written()).toMatchObject({ place: { x: 60 } });
  });

  test.each(['{"version":1,"place":{"x":1e9}}', 'no JSON', '{"version":2}'])(
    'that cannot be read is no failure: %s',
    async (text) => {
      const file = join(await temporaryFolder(), 'window.json');
      await writeFile(file, text);
      const { place } = await setup(file);
      expect(place.opening).toEqual({ width: 1_200, height: 780, maximized: false });
    },
  );

  test('of a newer version stays as it is', async () => {
    const file = join(await temporaryFolder(), 'window.json');
    await writeFile(file, '{"version":2}');
    const { place, move, log } = await setup(file);
    move(50);
    await place.flush();
    expect(await readFile(file, 'utf8')).toBe('{"version":2}');
    expect(log.entries.map(({ message }) => message)).toEqual([
      'the place of the window could not be read',
      'the place of the window could not be written',
    ]);
  });
});
