import { constants, copyFile, mkdir, open, readdir, readFile, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { AppError } from '../app-error.ts';

/**
 * Files as the vault needs them: a write is durable when its promise resolves, and a reader sees
 * the old content or the new, never half of one. A port, so that tests can fail it and cut power.
 */
export interface Files {
  /** The content, or null where there is no such file. Throws where it cannot be read, or is no file. */
  read(path: string): Promise<string | null>;
  /** Replaces the content, mode 0600. @throws AppError FILE_NOT_WRITTEN. */
  write(path: string, content: string): Promise<void>;
  /**
   * Copies a file beside itself and returns the copy's path; the original stays.
   *
   * @throws AppError FILE_NOT_WRITTEN.
   */
  copyAside(path: string, suffix: string): Promise<string>;
  /** Removes a file or a folder with all in it; nothing happens where there is none. */
  remove(path: string): Promise<void>;
  exists(path: string): Promise<boolean>;
  /** Names in a folder; none where there is no such folder. */
  list(folder: string): Promise<readonly string[]>;
}

export const durableFiles: Files = {
  async read(path) {
    try {
      // A pipe in place of a file would be waited for without end.
      if (!(await stat(path)).isFile()) throw new AppError('FILE_NOT_READ');
      return await readFile(path, 'utf8');
    } catch (error) {
      if (isMissing(error)) return null;
      throw error;
    }
  },

  async write(path, content) {
    try {
      await makeFolder(dirname(path));
      // Writes a temporary file, fsyncs it and renames it over the old one.
      await writeFileAtomic(path, content, { mode: 0o600, fsync: true });
      await syncFolder(dirname(path));
    } catch (cause) {
      throw new AppError('FILE_NOT_WRITTEN', {}, { cause });
    }
  },

  async copyAside(path, suffix) {
    for (let n = 0; ; n += 1) {
      const copy = `${path}.${suffix}${n === 0 ? '' : `-${n}`}`;
      try {
        await copyFile(path, copy, constants.COPYFILE_EXCL);
        await sync(copy);
        await syncFolder(dirname(copy));
        return copy;
      } catch (error) {
        if (!hasCode(error, 'EEXIST') || n > 99)
          throw new AppError('FILE_NOT_WRITTEN', {}, { cause: error });
      }
    }
  },

  remove: (path) => rm(path, { recursive: true, force: true }),

  async exists(path) {
    try {
      await stat(path);
      return true;
    } catch (error) {
      if (isMissing(error)) return false;
      throw error;
    }
  },

  async list(folder) {
    try {
      return await readdir(folder);
    } catch (error) {
      if (isMissing(error)) return [];
      throw error;
    }
  },
};

/** Makes a folder and those above it, mode 0700, so that they are still there after a power cut. */
async function makeFolder(folder: string): Promise<void> {
  const first = await mkdir(folder, { recursive: true, mode: 0o700 });
  if (first === undefined) return;
  // The name of a new folder is on disk only when the folder above it is.
  for (let made = folder; ; made = dirname(made)) {
    await syncFolder(dirname(made));
    if (made === first) return;
  }
}

/**
 * A rename is on disk only when its folder is. write-file-atomic leaves that out, and Windows has
 * no such call (a folder cannot be opened there; NTFS journals the rename).
 */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  try {
    await sync(folder, 'r');
  } catch (error) {
    const code = refusals.find((refusal) => hasCode(error, refusal));
    if (code === undefined) throw error;
    tellRefused(code);
    // Once is enough: it will not change.
    tellRefused = () => undefined;
  }
}

/**
 * What file systems answer that do not sync folders at all (some network and FUSE ones). The file
 * itself is on disk by then, so that it is written as well as it can be there.
 */
const refusals = ['EINVAL', 'ENOTSUP', 'EPERM'] as const;

let tellRefused: (code: string) => void = () => undefined;

/** Who is told, once, that a file system does not sync folders. */
export function whenFolderSyncIsRefused(tell: (code: string) => void): void {
  tellRefused = tell;
}

/** Waits until a file or folder is on disk. Windows wants a file to be open for writing. */
async function sync(path: string, flags: 'r' | 'r+' = 'r+'): Promise<void> {
  const handle = await open(path, flags);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

const isMissing = (error: unknown): boolean => hasCode(error, 'ENOENT');

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
