import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { app } from 'electron';
import type { AppState } from '../app-state.ts';
import { systemClock, type Log } from '../ports.ts';
import { runtime } from '../shell/runtime.ts';
import { durableFiles } from '../vault/files.ts';
import { updateFile } from './update-file.ts';
import { Updates, type UpdateParts } from './updates.ts';

/** The app-update.yml of a test, for a build that is not packed. */
const triedFile = (): string | null =>
  app.isPackaged ? null : (process.env['TOKEN_VAULT_TRY_UPDATES'] ?? null);

/** Whether this build of Windows says who has to have signed the next one: else it installs none. */
async function namesPublisher(): Promise<boolean> {
  const file = join(process.resourcesPath, 'app-update.yml');
  const text = await readFile(file, 'utf8').catch(() => '');
  return /^publisherName:/m.test(text);
}

function opening(log: Log): UpdateParts['open'] {
  const tried = triedFile();
  // Nothing is published of a trial build, nor for it.
  if (tried === null && (!app.isPackaged || runtime.fallback)) return null;
  return async () => {
    // It takes as long to load as all the rest of main, and is needed once a day.
    const { electronUpdater } = await import('./electron-updater.ts');
    const { platform } = runtime;
    const installation = {
      platform,
      appImage: process.env['APPIMAGE'] !== undefined,
      namesPublisher: platform !== 'win32' || (await namesPublisher()),
    };
    return electronUpdater(installation, log, tried);
  };
}

export interface OpenUpdateParts {
  /** The app's data, absolute. */
  readonly folder: string;
  readonly state: AppState;
  readonly log: Log;
  readonly endBy: UpdateParts['endBy'];
}

/** Looking for newer versions, as this build does it. It begins with `start`. */
export function openUpdates({ folder, state, log, endBy }: OpenUpdateParts): Updates {
  return new Updates({
    open: opening(log),
    file: updateFile(durableFiles, join(folder, 'updates.json')),
    clock: systemClock,
    log,
    wanted: () => state.current.settings.checkForUpdates,
    tell: (update) => {
      state.change({ update });
    },
    endBy,
  });
}
