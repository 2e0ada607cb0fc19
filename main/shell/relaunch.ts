import { app, type RelaunchOptions } from 'electron';
import { hiddenSwitch } from './start-at-login.ts';

/** Starts the app again, with the same switches, once this process has ended. */
export function relaunch(): void {
  app.relaunch(relaunchOptions(process.argv, process.env['APPIMAGE']));
}

/**
 * @param argv of this process.
 * @param appImage the file that an AppImage was started from: what runs is mounted from it, and gone
 *   when this process is.
 */
export function relaunchOptions(
  argv: readonly string[],
  appImage: string | undefined,
): RelaunchOptions {
  // Who starts it again is there, and wants to see it.
  const args = argv.slice(1).filter((argument) => argument !== `--${hiddenSwitch}`);
  return appImage
    ? { execPath: appImage, args: ['--appimage-extract-and-run', ...args] }
    : { args };
}
