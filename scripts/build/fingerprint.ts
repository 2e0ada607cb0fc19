import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../root.ts';

/** What the build reads: folders and files, relative to the checkout. */
const inputs = [
  'main',
  'preload',
  'renderer',
  'messages',
  'scripts/licences',
  'project.inlang/settings.json',
  'electron.vite.config.ts',
  'svelte.config.js',
  'tsconfig.json',
  'package.json',
  'package-lock.json',
];

/** The compiled messages lie among the catalogues, and are a result, not an input. */
const isResult = (path: string): boolean => path.startsWith(join('messages', 'generated'));

function files(folder: string, path: string): string[] {
  const absolute = join(folder, path);
  if (isResult(path) || !existsSync(absolute)) return [];
  if (!statSync(absolute).isDirectory()) return [path];
  return readdirSync(absolute).flatMap((name) => files(folder, join(path, name)));
}

/**
 * A hash of the names and contents of everything the build reads. Contents, not times: a fresh
 * clone or a switched branch has new times on old files.
 */
export function sourceFingerprint(folder: string = root): string {
  const hash = createHash('sha256');
  const paths = inputs.flatMap((path) => files(folder, path)).sort();
  for (const path of paths) {
    const content = readFileSync(join(folder, path));
    hash.update(`${path}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex');
}
