import { realpath, rm, type FileHandle } from 'node:fs/promises';
import { basename } from 'node:path';
import type { BrowserWindow } from 'electron';
import { m } from '#messages';
import { AppError } from '../app-error.ts';
import type { TokenFile, TokenFiles } from '../ports.ts';
import { chooseFile, reading } from './chosen-file.ts';

/** A token's value has 2 to 4 kB; a file with more than this is not one. Bytes. */
const largestFile = 64 * 1024;

/** Text files with a token's value, as the console's "Download as text file" makes them. */
export function tokenFiles(window: () => BrowserWindow | null): TokenFiles {
  return {
    async choose() {
      const path = await chooseFile(window(), {
        title: m.main_open_title(),
        filters: [{ name: m.main_open_filter(), extensions: ['txt', 'jwt', 'token', '*'] }],
      });
      return path === null ? null : readTokenFile(path);
    },
    read: readTokenFile,
    async remove(file) {
      const now = await readTokenFile(file.path).catch(() => null);
      if (now?.mark !== file.mark || now.text !== file.text) throw new AppError('FILE_CHANGED');
      try {
        await rm(file.path);
      } catch (cause) {
        throw new AppError('FILE_NOT_WRITTEN', {}, { cause });
      }
    },
  };
}

/** @throws AppError FILE_NOT_READ. */
export async function readTokenFile(path: string): Promise<TokenFile> {
  try {
    return await reading(path, async (file) => {
      const mark = await markOf(file);
      return {
        // Of a link, the file that holds the value: deleting the link alone would delete nothing.
        path: await realpath(path),
        name: basename(path).slice(0, 300),
        text: await file.readFile('utf8'),
        mark,
      };
    });
  } catch (cause) {
    throw new AppError('FILE_NOT_READ', {}, { cause });
  }
}

/** @throws AppError FILE_NOT_READ: not a file, or far too large for a token. */
async function markOf(file: FileHandle): Promise<string> {
  const facts = await file.stat({ bigint: true });
  if (!facts.isFile() || facts.size > largestFile) throw new AppError('FILE_NOT_READ');
  return [facts.dev, facts.ino, facts.size, facts.mtimeNs].join(' ');
}
