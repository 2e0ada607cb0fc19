import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { Plugin } from 'vite';
import { foldersOf, noticesText, shippedLicences, type Chunk } from './shipped.ts';

/** What stands in the page's chunk until the last bundle is known. */
const placeholder = '@licences@';
const quoted = new RegExp(`(["'\`])${placeholder}\\1`);

/** The three builds, in the order in which they run; the page is the last and gets the list. */
type Target = 'main' | 'preload' | 'renderer';

interface Output extends Chunk {
  readonly type: string;
  code: string;
}

/**
 * Collects which packages are in the bundles while they are made, and puts their licences where the
 * page can load them as a module of its own, once somebody asks: no request, no power, no time at the
 * start. Beside the bundles it writes `licences.json`, for the bill of materials, and
 * `THIRD-PARTY-NOTICES.txt`, which ships. A package without a licence or its text fails the build.
 *
 * Vite's own `build.license` knows one bundle each, and stops at manifests of an older form.
 */
export function licencePlugins(root: string): (target: Target) => Plugin {
  const page = resolve(root, 'renderer/licences.ts').replaceAll('\\', '/');
  const folders = new Map<Target, ReadonlySet<string>>();
  return (target) => ({
    name: 'licences',
    apply: 'build',
    transform(_code, id) {
      if (id !== page) return undefined;
      return { code: `export const licences = '${placeholder}';`, map: null };
    },
    generateBundle({ dir }, bundle) {
      const chunks = (Object.values(bundle) as unknown as Output[]).filter(
        ({ type }) => type === 'chunk',
      );
      folders.set(target, foldersOf(chunks, root));
      if (target !== 'renderer') return;
      for (const before of ['main', 'preload'] as const)
        if (!folders.has(before)) throw new Error(`The bundle of ${before} was not built before.`);
      const all = new Set([...folders.values()].flatMap((some) => [...some]));
      const licences = shippedLicences(all, root);
      const [chunk, ...others] = chunks.filter(({ code }) => quoted.test(code));
      if (!chunk || others.length > 0) throw new Error('The page has no place for the licences.');
      // JSON is an expression of JavaScript; `$` means something in a replacement that is a string.
      chunk.code = chunk.code.replace(quoted, () => JSON.stringify(licences));
      const out = dirname(resolve(dir ?? join(root, 'out/renderer')));
      mkdirSync(out, { recursive: true });
      writeFileSync(join(out, 'licences.json'), `${JSON.stringify(licences, null, 2)}\n`);
      writeFileSync(join(out, 'THIRD-PARTY-NOTICES.txt'), noticesText(licences));
    },
  });
}
