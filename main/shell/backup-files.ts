import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { BrowserWindow } from 'electron';
import { m } from '#messages';
import { AppError } from '../app-error.ts';
import type { BackupFiles } from '../ports.ts';
import { chooseFile, reading } from './chosen-file.ts';
import { choosePlace, writePrivateFile } from './save-dialog.ts';

const filters = () => [{ name: m.main_backup_filter(), extensions: ['age'] }];
const nameOf = (path: string): string => basename(path).slice(0, 300);

/** Encrypted files of a vault's values, where a person wants them. */
export function backupFiles(window: () => BrowserWindow | null): BackupFiles {
  return {
    async save({ suggestedName, values, content, prove }) {
      const path = await choosePlace(window(), {
        title: m.main_backup_save_title({ n: values }),
        suggestedName,
        filters: filters(),
      });
      if (path === null) return null;
      // Proven before it takes the place of an older one.
      await writePrivateFile(path, content, {
        prove: async (written) => prove(await readFile(written)),
      });
      return nameOf(path);
    },
    async choose(largest) {
      const path = await chooseFile(window(), {
        title: m.main_backup_open_title(),
        filters: [...filters(), { name: m.main_open_filter_all(), extensions: ['*'] }],
      });
      return path === null ? null : readBackupFile(path, largest);
    },
  };
}

/** @param largest bytes. @throws AppError BACKUP_NOT_READ, BACKUP_TOO_LARGE. */
export async function readBackupFile(
  path: string,
  largest: number,
): Promise<{ name: string; content: Uint8Array }> {
  try {
    const content = await reading(path, async (file) => {
      const facts = await file.stat();
      if (!facts.isFile()) throw new AppError('BACKUP_NOT_READ');
      if (facts.size > largest) throw new AppError('BACKUP_TOO_LARGE');
      return file.readFile();
    });
    return { name: nameOf(path), content };
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    throw new AppError('BACKUP_NOT_READ', {}, { cause });
  }
}
