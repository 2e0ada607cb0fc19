import { open, rename, rm } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import { app, dialog, type BrowserWindow, type FileFilter } from 'electron';
import { m } from '#messages';
import { AppError } from '../app-error.ts';
import type { SaveDialog } from '../ports.ts';
import { syncFolder } from '../vault/files.ts';

/** The kind of file, as the dialog names it. */
function filterFor(extension: string): { name: string; extensions: string[] } {
  const names: Readonly<Record<string, () => string>> = {
    csv: m.main_save_table,
    json: m.main_save_json,
    ics: m.main_save_calendar,
  };
  return { name: (names[extension] ?? m.main_save_filter)(), extensions: [extension] };
}

/** The system's save dialog, above the app's window. */
export function saveDialog(window: () => BrowserWindow | null): SaveDialog {
  return {
    async save(suggestedName, content) {
      const path = await choosePlace(window(), {
        title: m.main_save_title(),
        suggestedName,
        filters: [filterFor(extname(suggestedName).slice(1))],
      });
      if (path !== null) await writePrivateFile(path, content);
      return path !== null;
    },
  };
}

/** Asks where a file is to go, from the folder of downloads on. Its path; null: cancelled. */
export async function choosePlace(
  parent: BrowserWindow | null,
  about: { readonly title: string; readonly suggestedName: string; readonly filters: FileFilter[] },
): Promise<string | null> {
  const { title, suggestedName, filters } = about;
  const options = { title, filters, defaultPath: join(app.getPath('downloads'), suggestedName) };
  const { canceled, filePath } = parent
    ? await dialog.showSaveDialog(parent, options)
    : await dialog.showSaveDialog(options);
  return canceled || !filePath ? null : filePath;
}

export interface Writing {
  /** Where it is written first, in the same folder. */
  readonly partial?: string;
  /** Looks at it there, before it takes its place. */
  readonly prove?: (partial: string) => Promise<void>;
}

/**
 * Writes a file that only its owner can read (0600), whole or not at all. It is on disk when this
 * resolves: the value may be kept nowhere else.
 *
 * @throws AppError FILE_NOT_WRITTEN.
 */
export async function writePrivateFile(
  path: string,
  content: string | Uint8Array,
  {
    partial = join(dirname(path), `.${basename(path)}.${process.pid}.part`),
    prove = () => Promise.resolve(),
  }: Writing = {},
): Promise<void> {
  try {
    // Anybody may write in the folder of a person's choice: neither a file nor a link of theirs is taken.
    const file = await open(partial, 'wx', 0o600);
    try {
      try {
        await file.writeFile(content, 'utf8');
        await file.sync();
      } finally {
        await file.close();
      }
      await prove(partial);
      await rename(partial, path);
    } catch (cause) {
      await rm(partial, { force: true }).catch(() => undefined);
      throw cause;
    }
    await syncFolder(dirname(path));
  } catch (cause) {
    throw new AppError('FILE_NOT_WRITTEN', {}, { cause });
  }
}
