import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../root.ts';
import { fallback } from './fallback-source.ts';

/** An Electron that setup installed: the official release, or the fallback for machines without a way to it. */
export interface InstalledElectron {
  readonly kind: 'official' | 'fallback';
  /** Its version, without a "v". */
  readonly version: string;
  /** The executable, absolute. */
  readonly executable: string;
  /** The distribution's folder, absolute: what electron-builder calls `electronDist`. */
  readonly folder: string;
}

const readText = (path: string): string | undefined =>
  existsSync(path) ? readFileSync(path, 'utf8').trim() : undefined;

const packageFolder = join(root, 'node_modules/electron');

/** The version of Electron that package.json pins. Throws when the npm packages are not installed. */
export function pinnedVersion(): string {
  const manifest: unknown = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8'));
  if (typeof manifest === 'object' && manifest !== null && 'version' in manifest) {
    return String(manifest.version);
  }
  throw new Error('node_modules/electron/package.json names no version');
}

/** The official Electron, when it is there whole: its installer writes path.txt last. */
export function findOfficial(): InstalledElectron | undefined {
  const folder = join(packageFolder, 'dist');
  const relative = readText(join(packageFolder, 'path.txt'));
  const version = readText(join(folder, 'version'))?.replace(/^v/, '');
  if (relative === undefined || version === undefined || version !== pinnedVersion()) {
    return undefined;
  }
  const executable = join(folder, relative);
  return existsSync(executable) ? { kind: 'official', version, executable, folder } : undefined;
}

/** The fallback Electron, when it is there: its folder gets its name only once it is whole. */
export function findFallback(): InstalledElectron | undefined {
  const { version } = fallback;
  const folder = join(root, '.electron', version);
  const executable = join(folder, 'electron');
  return existsSync(executable) ? { kind: 'fallback', version, executable, folder } : undefined;
}

/** The Electron to use: the official one when there is one. */
export function findElectron(): InstalledElectron | undefined {
  const wish = process.env['TOKEN_VAULT_ELECTRON_FALLBACK'];
  if (wish === 'only') return findFallback();
  if (wish === 'never') return findOfficial();
  return findOfficial() ?? findFallback();
}
