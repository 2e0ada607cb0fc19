import { accessSync, constants, mkdirSync } from 'node:fs';

/** Whether the app can keep its files in a folder; makes the folder where it is missing. */
export function canKeepFiles(folder: string): boolean {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    accessSync(folder, constants.W_OK | constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
