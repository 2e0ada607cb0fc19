import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { root } from '../../scripts/root.ts';
import { folders, views } from '../../scripts/screenshots/views.ts';

const pictures = join(root, 'docs/pictures');
/** The repository carries all of them. */
const mostBytes = { each: 120 * 1024, all: 3 * 1024 * 1024 };

const bytesOf = (folder: string, name: string): number =>
  statSync(join(pictures, folder, name)).size;

describe('the set of pictures', () => {
  it('has a folder for each language and theme, and no other', () => {
    expect(readdirSync(pictures).toSorted()).toEqual(folders.map(({ name }) => name).toSorted());
  });

  it.each(folders)('shows every view and nothing else in $name', ({ name }) => {
    const files = views.map((view) => `${view}.png`);
    expect(readdirSync(join(pictures, name)).toSorted()).toEqual(files.toSorted());
  });

  it('stays small, each of them and all together', () => {
    const sizes = folders.flatMap(({ name }) =>
      readdirSync(join(pictures, name)).map((file) => bytesOf(name, file)),
    );
    expect(Math.max(...sizes)).toBeLessThan(mostBytes.each);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(mostBytes.all);
  });

  it('differs by language and theme', () => {
    for (const view of views) {
      const seen = folders.map(({ name }) => readFileSync(join(pictures, name, `${view}.png`)));
      expect(new Set(seen.map((png) => png.toString('base64'))).size, view).toBe(folders.length);
    }
  });
});

/** Whether it is Markdown's or HTML's, each picture by its address from the document. */
function shownIn(document: string): string[] {
  const text = readFileSync(join(root, document), 'utf8');
  const marks = [...text.matchAll(/!\[[^\]]*\]\(([^)]+)\)|<img[^>]+src="([^"]+)"/g)];
  return marks.flatMap(([, markdown, html]) => markdown ?? html ?? []);
}

test.each(['README.md', 'docs/guide.md', 'docs/first-minute.md'])(
  'every picture that %s shows is there, and has words for who cannot see it',
  (document) => {
    const shown = shownIn(document);
    expect(shown.length).toBeGreaterThan(0);
    for (const address of shown)
      expect(existsSync(join(root, document, '..', address)), address).toBe(true);
    expect(readFileSync(join(root, document), 'utf8')).not.toContain('![](');
  },
);
