import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import {
  findPacked,
  listArchive,
  listFolder,
  type ArchivedFile,
  type Packed,
} from '../support/packed.ts';

const binding = 'node_modules/keytar/build/Release/keytar.node';

let packed: Packed;
let files: readonly ArchivedFile[];

beforeAll(() => {
  packed = findPacked();
  files = listArchive(join(packed.resources, 'app.asar'));
});

test('beside the bundle there is keytar, as far as it runs, and nothing else', () => {
  const paths = files.map((file) => file.path).filter((path) => !path.startsWith('out/'));
  expect(paths.sort()).toEqual([
    'LICENSE',
    'node_modules/keytar/LICENSE.md',
    binding,
    'node_modules/keytar/lib/keytar.js',
    'node_modules/keytar/package.json',
    'package.json',
  ]);
});

test('the bundle holds what runs: no sources, no tests, no maps', () => {
  const bundle = files.map((file) => file.path).filter((path) => path.startsWith('out/'));
  expect(bundle).toEqual(
    expect.arrayContaining([
      'out/main/index.js',
      'out/preload/index.cjs',
      'out/renderer/index.html',
    ]),
  );
  const kinds = new Set(bundle.map((path) => path.slice(path.lastIndexOf('.'))));
  const allowed = ['.js', '.cjs', '.css', '.html', '.svg', '.png', '.woff2'];
  expect([...kinds].filter((kind) => !allowed.includes(kind))).toEqual([]);
});

test("keytar's binding lies outside the archive, and it alone", () => {
  const unpacked = files.filter((file) => file.unpacked).map((file) => file.path);
  expect(unpacked).toEqual([binding]);
  expect(listFolder(join(packed.resources, 'app.asar.unpacked'))).toEqual([binding]);
});

test('no other app lies beside the archive', () => {
  const others = listFolder(packed.resources).filter((path) => !path.startsWith('app.asar'));
  expect(others.filter((path) => path.startsWith('app/') || path.endsWith('.asar'))).toEqual([]);
});
