import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../../scripts/root.ts';

const components = join(root, 'renderer/components');
const stories = join(root, 'test/renderer/playground/stories');

const svelteFiles = (folder: string): readonly string[] =>
  readdirSync(folder).filter((name) => name.endsWith('.svelte'));

const imported = (folder: string, file: string): readonly string[] =>
  [...readFileSync(join(folder, file), 'utf8').matchAll(/from '[^']*\/(\w+\.svelte)';/g)].map(
    ([, name]) => name ?? '',
  );

/** The components that a story shows, with those that these are made of. */
function shown(): ReadonlySet<string> {
  const all = new Set<string>();
  const add = (name: string): void => {
    if (all.has(name) || !svelteFiles(components).includes(name)) return;
    all.add(name);
    for (const part of imported(components, name)) add(part);
  };
  for (const story of svelteFiles(stories)) for (const name of imported(stories, story)) add(name);
  return all;
}

test('the playground shows every component', () => {
  const seen = shown();
  expect(svelteFiles(components).filter((name) => !seen.has(name))).toEqual([]);
});

test('and every page of it is listed', () => {
  const index = readFileSync(join(stories, 'index.ts'), 'utf8');
  const pages = svelteFiles(stories).filter((name) => !/^(Story|State)\.svelte$/.test(name));
  expect(pages.filter((name) => !index.includes(`'./${name}'`))).toEqual([]);
});
