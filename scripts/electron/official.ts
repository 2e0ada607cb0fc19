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

/** The line of an installer's complaint that says what went wrong. */
const reason = (output: string): string => {
  const lines = output.split('\n').map((line) => line.trim());
  return lines.find((line) => /^\w*Error\b/.test(line)) ?? lines.find(Boolean) ?? 'no reason given';
};

/**
 * Fetches the official Electron by its own installer (from GitHub, or its cache, or
 * ELECTRON_MIRROR; checked against the checksums in the npm package).
 * Gives undefined, and says why, when it cannot be had.
 */
export function installOfficial(): InstalledElectron | undefined {
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
  console.log(`  it could not be had (${reason(result.stderr)}).`);
  return undefined;
}
