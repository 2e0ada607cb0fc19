import { app, type RelaunchOptions } from 'electron';

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
  const args = argv.slice(1);
  return appImage
    ? { execPath: appImage, args: ['--appimage-extract-and-run', ...args] }
    : { args };
}
