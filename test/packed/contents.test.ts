import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { packedApp } from '../../scripts/package/output.ts';
import { root } from '../../scripts/root.ts';
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

describe.runIf(process.platform === 'linux')('docs/package.md', () => {
  const text = readFileSync(join(root, 'docs/package.md'), 'utf8');
  /** What it says: a size in bytes by the name of a part. */
  const said = new Map(
    [...text.matchAll(/^\| `([^`]+)` +\| ([\d.]+) /gm)].map(([, name = '', size]) => [
      name,
      Number(size) * (/^(main|preload|renderer)\//.test(name) ? 1e3 : 1e6),
    ]),
  );

  function expectSaid(sizes: ReadonlyMap<string, number>): void {
    for (const [name, size] of sizes) {
      const off = Math.abs((said.get(name) ?? Number.NaN) - size);
      expect(off, `${name} has ${size} bytes`).toBeLessThanOrEqual(Math.max(size / 10, 10_000));
    }
  }

  test('names every part of the package with its size', () => {
    const { folder } = packedApp(packed.electron);
    const parts = [
      ...readdirSync(folder).filter((name) => name !== 'resources' && !/-inspectable$/.test(name)),
      ...readdirSync(packed.resources).map((name) => `resources/${name}`),
    ];
    expect(parts.length).toBeGreaterThan(10);
    // Of an official Electron they are others.
    if (packed.electron.kind === 'fallback')
      expectSaid(new Map(parts.map((name) => [name, sizeOf(join(folder, name))])));
    const own = parts.filter((name) => name.startsWith('resources/'));
    expect(own.filter((name) => !said.has(name))).toEqual([]);
  });

  test('names every file of the bundle with its size', () => {
    const bundle = files.filter(({ path }) => path.startsWith('out/'));
    const named = bundle.map(
      ({ path, size }) => [path.replace(/^out\//, '').replace(/-[\w-]{8}\./, '.'), size] as const,
    );
    expect(named.length).toBeGreaterThan(10);
    expectSaid(new Map(named));
  });
});

/** Bytes of a file, or of all files below a folder. */
function sizeOf(path: string): number {
  if (!statSync(path).isDirectory()) return statSync(path).size;
  return listFolder(path).reduce((sum, name) => sum + statSync(join(path, name)).size, 0);
}
