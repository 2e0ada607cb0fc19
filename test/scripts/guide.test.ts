import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../../scripts/root.ts';
import { views } from '../../scripts/screenshots/views.ts';

const guide = readFileSync(join(root, 'docs/guide.md'), 'utf8');

test('the guide and the first minute show every view that the script takes', () => {
  const text = guide + readFileSync(join(root, 'docs/first-minute.md'), 'utf8');
  const shown = [...text.matchAll(/!\[[^\]]+\]\(pictures\/[a-z]{2}-[a-z]+\/([^)]+)\.png\)/g)];
  expect(new Set(shown.map(([, name]) => name))).toEqual(new Set(views));
});

test('the menu of the tray stands in it as it was read', () => {
  expect(guide).toMatch(/```text\n(.+\n)*Copy token '.+' \(next to expire\)\n(.+\n)*Show window\n/);
});
