import { accessSync, chmodSync, constants, mkdirSync, statSync } from 'node:fs';
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

/** The folders in the user-data folder that are ours alone. */
const ours = ['vault', 'trial', 'logs'];

/**
 * Takes from others what a copy, a backup or an odd umask gave them in our own folders. The folder above
 * may be any that a person named: its rights are theirs.
 */
export function keepPrivate(folder: string, log: Log): void {
  if (process.platform === 'win32') return;
  for (const name of ours)
    try {
      const path = join(folder, name);
      const stat = statSync(path, { throwIfNoEntry: false });
      if (stat?.isDirectory() && (stat.mode & 0o077) !== 0) {
        chmodSync(path, 0o700);
        log.warn('a folder was open to others, and is not any more', { name });
      }
    } catch (error) {
      log.warn('the rights of a folder could not be looked at', { name, error });
    }
}
