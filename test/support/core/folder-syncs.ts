import { readdirSync, readFileSync, statSync } from 'node:fs';
import type * as fs from 'node:fs/promises';
import { join } from 'node:path';

/** A folder that was synced, and what its files held at that moment. */
export interface FolderSync {
  readonly folder: string;
  readonly files: Readonly<Record<string, string>>;
}

/** Every sync of a folder, in order; a test empties it where it begins to look. */
export const folderSyncs: FolderSync[] = [];

/**
 * `node:fs/promises` with a note of every folder that is synced:
 *
 *     vi.mock('node:fs/promises', async (original) => {
 *       const { notingFolderSyncs } = await import('../../support/core/folder-syncs.ts');
 *       return notingFolderSyncs(await original());
 *     });
 */
export function notingFolderSyncs(real: typeof fs): typeof fs & { default: typeof fs } {
  const open: typeof real.open = async (path, ...rest) => {
    const handle = await real.open(path, ...rest);
    const sync = handle.sync.bind(handle);
    handle.sync = async () => {
      const folder = String(path);
      if (statSync(folder).isDirectory()) {
        const names = readdirSync(folder);
        const files = names.map((name) => [name, readFileSync(join(folder, name), 'utf8')]);
        folderSyncs.push({ folder, files: Object.fromEntries(files) as FolderSync['files'] });
      }
      await sync();
    };
    return handle;
  };
  return { ...real, open, default: { ...real, open } };
}
