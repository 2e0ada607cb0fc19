import { accessSync, chmodSync, constants, mkdirSync, lstatSync } from 'node:fs';
import { join } from 'node:path';
import type { Log } from '../ports.ts';

/** Whether the app can keep its files in a folder; makes the folder where it is missing. */
export function canKeepFiles(folder: string): boolean {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    accessSync(folder, constants.W_OK | constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** What is ours alone in the user-data folder. Files in the first two are made anew at each write. */
const ours = ['vault', 'trial', 'logs', join('logs', 'main.log'), 'settings.json', 'window.json'];

/**
 * Takes from others what a copy, a backup or an odd umask gave them in what is ours. The folder above
 * may be any that a person named: its rights are theirs.
 */
export function keepPrivate(folder: string, log: Log): void {
  if (process.platform === 'win32') return;
  for (const name of ours)
    try {
      const path = join(folder, name);
      // What a link leads to is somebody else's.
      const stat = lstatSync(path, { throwIfNoEntry: false });
      if (stat === undefined || stat.isSymbolicLink() || (stat.mode & 0o077) === 0) continue;
      chmodSync(path, stat.isDirectory() ? 0o700 : 0o600);
      log.warn('what is ours alone was open to others, and is not any more', { name });
    } catch (error) {
      log.warn('the rights of a folder could not be looked at', { name, error });
    }
}
