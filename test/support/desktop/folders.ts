import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The folders of one desktop, all under one temporary folder. */
export interface Folders {
  readonly root: string;
  readonly home: string;
  /** XDG_RUNTIME_DIR: sockets of the session, mode 0700 as the specification asks. */
  readonly runtime: string;
  /** Empties the disk of all of it. */
  readonly remove: () => void;
}

/** Makes the folders. The name is short: a socket's path may have 107 bytes. */
export function makeFolders(): Folders {
  const root = mkdtempSync(join(tmpdir(), 'desk-'));
  const home = join(root, 'home');
  const runtime = join(root, 'run');
  for (const folder of [home, runtime]) mkdirSync(folder);
  chmodSync(runtime, 0o700);
  return {
    root,
    home,
    runtime,
    remove: () => {
      rmSync(root, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}

/** Variables that say where a person's things are; all point into the desktop. */
export function homeVariables({ home, runtime }: Folders): Record<string, string> {
  return {
    HOME: home,
    XDG_RUNTIME_DIR: runtime,
    XDG_CONFIG_HOME: join(home, '.config'),
    XDG_DATA_HOME: join(home, '.local/share'),
    XDG_STATE_HOME: join(home, '.local/state'),
    XDG_CACHE_HOME: join(home, '.cache'),
  };
}
