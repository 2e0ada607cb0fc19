import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../../scripts/root.ts';

const guide = readFileSync(join(root, 'docs/guide.md'), 'utf8');
const folder = join(root, 'docs/pictures/guide');
const pictures = readdirSync(folder);

test('the guide shows every picture that the script takes, and no other', () => {
  const shown = [...guide.matchAll(/!\[[^\]]+\]\(pictures\/guide\/([^)]+)\)/g)].map(
    ([, name]) => name,
  );
  expect(shown.toSorted()).toEqual(pictures.toSorted());
});

test.each(pictures)('%s stays small', (name) => {
  expect(statSync(join(folder, name)).size).toBeLessThan(120 * 1024);
});

test('the menu of the tray stands in it as it was read', () => {
  expect(guide).toMatch(/```text\n(.+\n)*Copy token '.+' \(next to expire\)\n(.+\n)*Show window\n/);
});
