import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Licence } from '../../renderer/licences.ts';

/** What a package's own manifest leaves out, read from the text that it ships. */
const unstated: Readonly<Record<string, string>> = {
  jsbi: 'Apache-2.0',
  'map-stream': 'MIT',
  'svelte-toolbelt': 'MIT',
};

/** Texts that a package leaves out: of the licence that it names, with the author that it names. */
const untold: Readonly<Record<string, string>> = { 'lazy-val': 'lazy-val.txt' };

/** How older manifests write the licences that SPDX names otherwise. */
const spdx: Readonly<Record<string, string>> = { Apache2: 'Apache-2.0', 'MIT/X11': 'MIT' };

/** Vite names its own licence first, then those of what only Vite needs. */
const othersBegin = /^# Licenses of bundled dependencies$/m;

interface Manifest {
  readonly name?: unknown;
  readonly version?: unknown;
  readonly license?: unknown;
}

const manifestIn = (folder: string): Manifest | null => {
  const file = join(folder, 'package.json');
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Manifest) : null;
};

/** The folder of the package that a module belongs to; null: it is of this app, or of no file at all. */
export function packageFolder(moduleId: string): string | null {
  const path = (moduleId.split('?')[0] ?? '').replaceAll('\\', '/');
  if (path.startsWith('\0') || !path.includes('/node_modules/')) return null;
  for (let folder = dirname(path); folder.includes('/node_modules/'); folder = dirname(folder)) {
    // Some lay a manifest without a name beside a part of their modules.
    if (typeof manifestIn(folder)?.name === 'string') return folder;
  }
  throw new Error(`No package could be found that this module belongs to: ${path}`);
}

/**
 * What a package says of itself, with the text of its licence.
 *
 * @throws Error when it ships no such text or names no licence: then it may not be shipped unseen.
 */
export function readLicence(folder: string): Licence {
  const { name, version, license } = manifestIn(folder) ?? {};
  if (typeof name !== 'string' || typeof version !== 'string')
    throw new Error(`${folder} holds no package with a name and a version.`);
  const licence = licenceId(license) ?? unstated[name];
  if (licence === undefined)
    throw new Error(
      `The package ${name} ${version} names no licence. Look which it is before it is shipped.`,
    );
  const text = licenceText(folder) || toldFor(name);
  if (text === '')
    throw new Error(
      `The package ${name} ${version} has no licence text. It may not be shipped without one.`,
    );
  return { name, version, licence, text };
}

function toldFor(name: string): string {
  const file = untold[name];
  return file === undefined ? '' : readFileSync(join('scripts/licences', file), 'utf8').trim();
}

/** A string; in older manifests an object, or a list of which one may choose. */
function licenceId(stated: unknown): string | undefined {
  if (Array.isArray(stated)) return stated.map(licenceId).join(' OR ');
  if (typeof stated === 'string') return spdx[stated] ?? stated;
  return typeof stated === 'object' && stated !== null && 'type' in stated
    ? licenceId(stated.type)
    : undefined;
}

/** Where a package may be had under several licences, each has its file. */
function licenceText(folder: string): string {
  return readdirSync(folder)
    .filter((name) => /^(un)?licen[cs]e|^copying/i.test(name))
    .toSorted()
    .map((name) => readFileSync(join(folder, name), 'utf8').split(othersBegin)[0]?.trim() ?? '')
    .join('\n\n')
    .trim();
}
