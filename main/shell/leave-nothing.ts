import { homedir } from 'node:os';
import { dialog } from 'electron';
import { m } from '#messages';
import { fetchedFolder } from '../updates/fetched-folder.ts';
import { closeLog } from './log.ts';
import { leaveLogin } from './start-at-login.ts';
import { removeOurs } from './user-data.ts';

/**
 * Removes what the app has written on this computer, as the last that it does, and says what could not be
 * removed.
 *
 * @param folder the app's user-data folder, absolute.
 */
export function leaveNothing(folder: string): void {
  closeLog();
  const { platform, env } = process;
  const left = [
    ...leaveLogin(),
    ...removeOurs(folder, fetchedFolder({ platform, env, home: homedir() })),
  ];
  if (left.length > 0)
    dialog.showErrorBox(m.main_remove_title(), m.main_remove_left({ paths: left.join('\n') }));
}
