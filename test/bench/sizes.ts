import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { root } from '../../scripts/root.ts';
import { findPacked } from '../support/packed.ts';

/** Of the packed app, bytes. */
export const archiveSize = (): number => statSync(join(findPacked().resources, 'app.asar')).size;

/** What has to be read before the first list stands, and what is handed out. Bytes. */
export interface Sizes {
  /** The page's script with the sentences of its larger language, compressed. */
  readonly page: number;
  readonly styles: number;
  /** What main reads before its window, minified. */
  readonly main: number;
  readonly preload: number;
}

/** Bytes, each as the issue of this app's lightness sets it; a build that is larger fails `npm test`. */
export const budget = {
  page: 80_000,
  styles: 15_000,
  main: 150_000,
  /** A sandboxed preload is compiled anew for each page. */
  preload: 4_000,
} as const satisfies Sizes;

export const archiveBudget = 3_000_000;

/** The built app in `out`. @throws Error where it was not built. */
export function builtSizes(out = join(root, 'out')): Sizes {
  const assets = join(out, 'renderer/assets');
  const gzip = (name: string): number =>
    gzipSync(readFileSync(join(assets, name)), { level: 9 }).length;
  const sum = (names: Iterable<string>): number =>
    [...names].map(gzip).reduce((all, one) => all + one, 0);
  const names = readdirSync(assets);
  const page = readFileSync(join(out, 'renderer/index.html'), 'utf8');
  const named = (end: string): string[] =>
    [...page.matchAll(/"\.\/assets\/([^"]+)"/g)].flatMap(([, name = '']) =>
      name.endsWith(end) && names.includes(name) ? [name] : [],
    );
  const scripts = new Set(named('.js').flatMap((name) => [...startPath(assets, name)]));
  const sentences = names.filter((name) => name.startsWith('sentences-') && name.endsWith('.js'));
  const main = [...startPath(join(out, 'main'), 'index.js')];
  return {
    page: sum(scripts) + Math.max(...sentences.map(gzip)),
    styles: sum(named('.css')),
    main: main.reduce((bytes, name) => bytes + statSync(join(out, 'main', name)).size, 0),
    preload: statSync(join(out, 'preload/index.cjs')).size,
  };
}

/** A file and all that it imports at once; what is imported by a call comes later. */
function startPath(folder: string, entry: string): ReadonlySet<string> {
  const names = new Set(readdirSync(folder));
  const seen = new Set([entry]);
  for (const name of seen) {
    const code = readFileSync(join(folder, name), 'utf8');
    for (const [, other = ''] of code.matchAll(/(?:from|import)\s*["'`]\.\/([\w.-]+)["'`]/g))
      if (names.has(other)) seen.add(other);
  }
  return seen;
}
