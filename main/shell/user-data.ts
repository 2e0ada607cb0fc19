import {
  accessSync,
  chmodSync,
  constants,
  lstatSync,
  mkdirSync,
  readdirSync,
  rmSync,
} from 'node:fs';
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

/** What is ours alone in the user-data folder. */
const folders = ['vault', 'trial', 'logs'] as const;
/** Each with what stands beside it: the generation before, one that was put aside, half of one. */
const files = ['settings.json', 'window.json', 'updates.json'] as const;
/** Of electron-updater: it goes by it where a release is staged. */
const updaterId = '.updaterId';

/**
 * Takes from others what a copy, a backup or an odd umask gave them in what is ours. The folder above
 * may be any that a person named: its rights are theirs.
 */
export function keepPrivate(folder: string, log: Log): void {
  if (process.platform === 'win32') return;
  for (const name of [...folders, join('logs', 'main.log'), ...files])
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

const isOurs = (name: string): boolean =>
  [...folders, ...files, updaterId].some((own) => own === name) ||
  files.some((file) => name.startsWith(`${file}.`));

/**
 * Removes every file that this app has written into its folder. What else is there stays: Chromium's,
 * which has no data of a person, and what somebody put there, since the folder may be any that a person
 * named.
 *
 * @param fetched the folder of what updates were fetched to, absolute: it goes whole.
 * @returns the names of those that could not be removed.
 */
export function removeOurs(folder: string, fetched: string): readonly string[] {
  const ours = readdirSync(folder).filter(isOurs);
  return [...ours.map((name) => join(folder, name)), fetched].filter((path) => {
    try {
      rmSync(path, { recursive: true, force: true });
      return false;
    } catch {
      return true;
    }
  });
}
