import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../root.ts';
import { findOfficial, pinnedVersion, type InstalledElectron } from './locate.ts';

const packageFolder = join(root, 'node_modules/electron');

/** Removes what an interrupted installation left: the installer would unpack over it. */
function clean(): void {
  rmSync(join(packageFolder, 'path.txt'), { force: true });
  rmSync(join(packageFolder, 'dist'), { recursive: true, force: true });
}

const noWay = /fetch failed|ENOTFOUND|EAI_AGAIN|ECONN|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|socket/i;

/**
 * Why the official Electron is not there, as the beginning of a sentence, by what its installer
 * printed. `mirror` is ELECTRON_MIRROR, where that is set.
 */
export function whyNotOfficial(printed: string, mirror: string | undefined): string {
  const lines = printed.split('\n').map((line) => line.trim());
  const reason = lines.find((line) => /^\w*Error\b/.test(line)) ?? lines.find(Boolean);
  if (noWay.test(reason ?? '')) return `${mirror ?? 'GitHub'} cannot be reached from here`;
  return `the installer of the official Electron failed (${reason ?? 'it gave no reason'})`;
}

/**
 * Fetches the official Electron by its own installer (from GitHub, or its cache, or
 * ELECTRON_MIRROR; checked against the checksums in the npm package).
 * Gives the sentence of `whyNotOfficial` when it cannot be had.
 */
export function installOfficial(): InstalledElectron | string {
  const there = findOfficial();
  if (there !== undefined) return there;
  clean();
  console.log(`Electron: fetching the official ${pinnedVersion()}.`);
  const result = spawnSync(process.execPath, [join(packageFolder, 'install.js')], {
    cwd: root,
    encoding: 'utf8',
  });
  const installed = findOfficial();
  if (result.status === 0 && installed !== undefined) return installed;
  clean();
  return whyNotOfficial(result.stderr, process.env['ELECTRON_MIRROR']);
}
