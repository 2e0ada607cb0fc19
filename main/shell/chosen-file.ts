import { constants, open, type FileHandle } from 'node:fs/promises';
import { dialog, type BrowserWindow, type OpenDialogOptions } from 'electron';

/** The system's open dialog for one file, above the app's window. Its path; null: cancelled. */
export async function chooseFile(
  parent: BrowserWindow | null,
  about: Pick<OpenDialogOptions, 'title' | 'filters'>,
): Promise<string | null> {
  const options = { ...about, properties: ['openFile' as const] };
  const { canceled, filePaths } = parent
    ? await dialog.showOpenDialog(parent, options)
    : await dialog.showOpenDialog(options);
  return canceled ? null : (filePaths[0] ?? null);
}

/** Opens what a person chose for reading while `work` runs. Throws as the file system does. */
export async function reading<T>(path: string, work: (file: FileHandle) => Promise<T>): Promise<T> {
  // Not waiting: a pipe that nobody writes to would hold a thread for ever. Absent on Windows.
  const file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK || 0));
  try {
    return await work(file);
  } finally {
    await file.close();
  }
}
