import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { placeLoader } from '../../scripts/electron/place-loader.ts';
import { root } from '../../scripts/root.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'loader-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

const contents = (of: string) =>
  readdirSync(of).map((name) => [name, readFileSync(join(of, name), 'utf8')]);

const source = join(root, 'scripts/electron/loader');

test('a loader that is not there, is old or lacks a file is placed; one as it should be stays', () => {
  const place = join(folder, 'resources/app');
  expect(placeLoader(folder)).toBe(true);
  expect(contents(place)).toEqual(contents(source));

  writeFileSync(join(place, 'main.mjs'), 'the loader of another commit');
  rmSync(join(place, 'package.json'));
  expect(placeLoader(folder)).toBe(true);
  expect(contents(place)).toEqual(contents(source));

  const { ino } = statSync(join(place, 'main.mjs'));
  expect(placeLoader(folder)).toBe(false);
  expect(statSync(join(place, 'main.mjs')).ino).toBe(ino);
});
