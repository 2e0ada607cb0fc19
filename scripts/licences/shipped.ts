import { join } from 'node:path';
import type { Licence } from '../../renderer/licences.ts';
import { packageFolder, readLicence } from './package.ts';

/** A chunk of a bundle: what of each module is in it, by the module's id. */
export interface Chunk {
  readonly modules: Readonly<Record<string, { readonly renderedLength: number }>>;
}

/** What carries the app, and what keytar's binding is compiled from: in no bundle. */
const besideBundles = ['electron', 'keytar', 'node-addon-api'];

/** Tools of which a few lines are written into the bundles. */
export const helpers: Readonly<Record<string, RegExp>> = {
  rolldown: /^\0rolldown\//,
  vite: /^\0vite\//,
};

/** The messages and what chooses among them, as their compiler wrote them. */
const compiled: Readonly<Record<string, RegExp>> = {
  '@inlang/paraglide-js': /[/\\]messages[/\\]generated[/\\]runtime\.js$/,
};

/** The folders of the packages that chunks hold something of. */
export function foldersOf(chunks: readonly Chunk[], root: string): ReadonlySet<string> {
  const ids = chunks.flatMap(({ modules }) =>
    Object.entries(modules).flatMap(([id, { renderedLength }]) => (renderedLength > 0 ? [id] : [])),
  );
  const packages = ids.map(packageFolder).filter((folder) => folder !== null);
  const written = Object.entries({ ...helpers, ...compiled })
    .filter(([, pattern]) => ids.some((id) => pattern.test(id)))
    .map(([name]) => join(root, 'node_modules', name));
  return new Set([...packages, ...written]);
}

/** Everything of others that ships, by name: what is in the bundles and what lies beside them. */
export function shippedLicences(folders: ReadonlySet<string>, root: string): readonly Licence[] {
  const beside = besideBundles.map((name) => join(root, 'node_modules', name));
  const all = new Map(
    [...folders, ...beside].map(readLicence).map((one) => [`${one.name} ${one.version}`, one]),
  );
  return [...all.values()].toSorted(
    (a, b) => a.name.localeCompare(b.name, 'en') || a.version.localeCompare(b.version, 'en'),
  );
}

/** The same as a text file, for whoever opens the folder of the app. */
export const noticesText = (licences: readonly Licence[]): string =>
  [
    'Token Vault contains software of others, under the licences below. The licences of Chromium and',
    'of what is in it are in LICENSES.chromium.html.',
    ...licences.map(
      ({ name, version, licence, text }) =>
        `\n${'-'.repeat(78)}\n${name} ${version} (${licence})\n\n${text}`,
    ),
    '',
  ].join('\n');
