import { join } from 'node:path';

/** Where a person's folder is, of the two that count. */
export interface Home {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Partial<Record<'LOCALAPPDATA' | 'XDG_CACHE_HOME', string>>>;
  /** Absolute. */
  readonly home: string;
}

/**
 * The folder in which electron-updater lays what it fetched: it has a name of its own beside the caches of
 * other programs (`AppAdapter.js`; electron-builder's `updaterCacheDirName`).
 */
export function fetchedFolder({ platform, env, home }: Home): string {
  const name = 'token-vault-updater';
  if (platform === 'win32') return join(env.LOCALAPPDATA ?? join(home, 'AppData/Local'), name);
  if (platform === 'darwin') return join(home, 'Library/Caches', name);
  return join(env.XDG_CACHE_HOME ?? join(home, '.cache'), name);
}
