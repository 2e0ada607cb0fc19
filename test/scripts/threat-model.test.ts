import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../../scripts/root.ts';

const page = readFileSync(join(root, 'docs/threat-model.md'), 'utf8');
const [before = '', others = ''] = page.split('\n## Tests of other names\n');
const placesIn = (text: string): string[] =>
  [...text.matchAll(/`((?:main|preload|scripts|test|build)\/[^`\s]*)`/g)].map(
    ([, path = '']) => path,
  );

test('the threat model names places that are there', () => {
  expect(placesIn(page).length).toBeGreaterThan(15);
  expect(placesIn(page).filter((path) => !existsSync(join(root, path)))).toEqual([]);
  // A folder names no place: what protects stands in a file.
  expect(placesIn(page).filter((path) => path.endsWith('/'))).toEqual(['test/']);
});

test('each place has tests of its name, or the page names those that there are', () => {
  const named = placesIn(others);
  const untested = placesIn(before).filter(
    (path) =>
      path.endsWith('.ts') &&
      !existsSync(join(root, 'test', path.replace(/\.ts$/, '.test.ts'))) &&
      !named.includes(path),
  );
  expect(untested).toEqual([]);
});

/** In a row, each path of a test that stands before a colon, and each title after it. */
const titlesIn = (text: string): (readonly [path: string, title: string])[] =>
  text.split(/(?=`test\/)/).flatMap((part) => {
    const [, path = '', titles = ''] = /^`([^`]+)`: ([^`|]*)/.exec(part) ?? [];
    return titles
      .split(';')
      .map((title) => [path, title.replace(/[\s,(]+$/, '').trim()] as const)
      .filter(([, title]) => title !== '');
  });

test('the tests that the table names are there', () => {
  const [, table = ''] = page.split('\n## Taken away, one by one\n');
  const named = table
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .flatMap(titlesIn);
  expect(named.length).toBeGreaterThan(15);
  const absent = named.filter(
    ([path, title]) => !readFileSync(join(root, path), 'utf8').includes(title),
  );
  expect(absent).toEqual([]);
});
