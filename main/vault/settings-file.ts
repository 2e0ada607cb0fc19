import * as v from 'valibot';
import type { State } from '../../preload/contract.ts';
import { settingsSchema } from '../../preload/contract/settings.ts';
import { isAppError } from '../app-error.ts';
import type { Log } from '../ports.ts';
import type { Files } from './files.ts';
import { JsonFile } from './json-file.ts';

export type Settings = State['settings'];

export const defaultSettings: Settings = {
  language: 'system',
  theme: 'system',
  clipboardClearSeconds: 30,
  keepInKeychain: true,
  // On Linux many desktops show no tray, and a window that hides there is lost.
  closeToTray: process.platform !== 'linux',
  // No default: whatever it were, it would be somebody's already.
  quickAccessShortcut: '',
  lockAfterMinutes: 15,
  lockWithScreen: true,
  checkForUpdates: true,
  notifyExpiry: true,
};

/** A value that is missing or not understood falls back alone; the others stay. */
const schema = v.object({
  language: orDefault('language'),
  theme: orDefault('theme'),
  clipboardClearSeconds: orDefault('clipboardClearSeconds'),
  keepInKeychain: orDefault('keepInKeychain'),
  closeToTray: orDefault('closeToTray'),
  quickAccessShortcut: orDefault('quickAccessShortcut'),
  lockAfterMinutes: orDefault('lockAfterMinutes'),
  lockWithScreen: orDefault('lockWithScreen'),
  checkForUpdates: orDefault('checkForUpdates'),
  notifyExpiry: orDefault('notifyExpiry'),
});

function orDefault<K extends keyof Settings>(key: K) {
  return v.fallback(settingsSchema.entries[key], defaultSettings[key] as never);
}

/** The person's settings, version 1. */
export function settingsFile(files: Files, path: string): JsonFile<Settings> {
  return new JsonFile(files, { path, version: 1, schema, empty: defaultSettings });
}

/**
 * Reads them. False: they cannot be read (no permission, no file), so that the usual ones are in use;
 * what stands there is left alone, and a change is refused.
 *
 * @throws AppError FILE_FROM_NEWER_VERSION.
 */
export async function readSettings(
  settings: JsonFile<Settings>,
  now: number,
  log: Log,
): Promise<boolean> {
  try {
    await settings.load(now);
    return true;
  } catch (error) {
    if (isAppError(error, 'FILE_FROM_NEWER_VERSION')) throw error;
    log.warn('the settings could not be read', { error });
    return false;
  }
}
