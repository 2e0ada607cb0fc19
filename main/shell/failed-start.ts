import { app, dialog } from 'electron';
import { m } from '#messages';
import { isAppError } from '../app-error.ts';
import { languageFor, speak } from '../language.ts';

/**
 * Says in a window of the system why the app cannot start, and ends it. Nothing else was shown yet.
 * Not Electron's error box: it holds up everything, an end from outside too, and before `ready`
 * Linux has it on stderr alone.
 */
export async function sayStartFailed(error: unknown): Promise<void> {
  await app.whenReady();
  speak(languageFor('system', app.getPreferredSystemLanguages()));
  const newer = isAppError(error, 'FILE_FROM_NEWER_VERSION');
  const message = newer ? m.main_newer_title() : m.main_start_failed_title();
  const detail = newer
    ? m.main_newer_message()
    : m.main_start_failed_message({ folder: app.getPath('userData') });
  process.stderr.write(`${message}\n${detail}\n`);
  await dialog.showMessageBox({ type: 'error', title: app.name, message, detail });
  app.exit(1);
}
