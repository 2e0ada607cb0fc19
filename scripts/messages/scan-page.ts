import { existsSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

export const posix = (path: string): string => path.replaceAll('\\', '/');

/** What the page reads at its start, and what it fetches later. */
export interface PageScan {
  /** The messages that the first modules name. */
  readonly first: ReadonlySet<string>;
  /** The modules that the page stands on from the start, absolute. */
  readonly modules: ReadonlySet<string>;
  /** The modules that are fetched by a call, absolute. */
  readonly later: ReadonlySet<string>;
}

const imported =
  /^\s*(?:import|export)\s(?!type\b)[^'"]*?from\s+['"](\.[^'"]+)['"]|^\s*import\s+['"](\.[^'"]+)['"]/gm;
const fetched = /\bimport\('(\.[^']+)'\)/g;
const message = /\bm\.(\w+)/g;

/** @param renderer the page's folder, absolute. */
export function scanPage(renderer: string): PageScan {
  const first = new Set<string>();
  const later = new Set<string>();
  const seen = new Set([posix(resolve(renderer, 'main.ts'))]);
  const waiting = new Set<string>();
  const read = (file: string, isFirst: boolean): void => {
    const code = readFileSync(file, 'utf8');
    const at = (name: string): string => posix(resolve(dirname(file), name));
    if (isFirst) for (const [, name = ''] of code.matchAll(message)) first.add(name);
    for (const [, name = ''] of code.matchAll(fetched)) later.add(at(name));
    for (const [, from, alone] of code.matchAll(imported)) {
      const other = at(from ?? alone ?? '');
      if (/\.(ts|svelte)$/.test(other) && existsSync(other)) (isFirst ? seen : waiting).add(other);
    }
  };
  for (const file of seen) read(file, true);
  for (const file of later) waiting.add(file);
  // What is fetched may fetch more itself.
  for (const file of waiting) {
    read(file, false);
    for (const other of later) waiting.add(other);
  }
  return { first, modules: seen, later };
}
