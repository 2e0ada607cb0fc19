import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { app } from 'electron';
import { AppError } from '../app-error.ts';
import type { AppState } from '../app-state.ts';
import { autostartEntry, isAutostartOn } from './autostart-entry.ts';

/** Starts without a window where there is a tray. */
export const hiddenSwitch = 'hidden';

/** Whoever has their vault in another folder finds it there. */
function args(): string[] {
  const folder = app.commandLine.getSwitchValue('user-data-dir');
  return [`--${hiddenSwitch}`, ...(folder === '' ? [] : [`--user-data-dir=${resolve(folder)}`])];
}

/** Where XDG desktops look for what they start at login. A relative XDG_CONFIG_HOME counts for nothing. */
function entryPath(env: NodeJS.ProcessEnv): string {
  const config = env['XDG_CONFIG_HOME'] ?? '';
  const folder = config.startsWith('/') ? config : join(homedir(), '.config');
  return join(folder, 'autostart', 'token-vault.desktop');
}

/**
 * What runs this app again. An AppImage runs from where it is mounted, and is gone then; a checkout is run
 * by an Electron that has to be told which.
 */
function command(): readonly string[] {
  const { APPIMAGE } = process.env;
  if (APPIMAGE) return [APPIMAGE, ...args()];
  return [process.execPath, ...(app.isPackaged ? [] : [app.getAppPath()]), ...args()];
}

/** Whether the system starts the app at login, by its own word; null: this build cannot be started so. */
export function startsAtLogin(): boolean | null {
  if (process.platform === 'linux') {
    const text = read(entryPath(process.env));
    return text !== null && isAutostartOn(text);
  }
  // Of a checkout it would be Electron itself that starts.
  if (!app.isPackaged) return null;
  return process.platform === 'win32'
    ? app.getLoginItemSettings({ args: args() }).executableWillLaunchAtLogin
    : app.getLoginItemSettings().openAtLogin;
}

/**
 * Has the system start the app at login, or not any more.
 *
 * @throws AppError FILE_NOT_WRITTEN: the system did not take it, and it is as it was.
 */
export function startAtLogin(on: boolean): void {
  try {
    if (process.platform === 'linux') writeEntry(on);
    else if (app.isPackaged) app.setLoginItemSettings({ openAtLogin: on, args: args() });
  } catch (cause) {
    throw new AppError('FILE_NOT_WRITTEN', {}, { cause });
  }
  if (startsAtLogin() !== on) throw new AppError('FILE_NOT_WRITTEN');
}

/** Takes away what `startAtLogin` has left outside of the app's own folder. @returns what could not be. */
export function leaveLogin(): readonly string[] {
  if (startsAtLogin() === null) return [];
  try {
    // One that the desktop's own settings switched off is ours all the same.
    if (process.platform === 'linux') rmSync(entryPath(process.env), { force: true });
    else app.setLoginItemSettings({ openAtLogin: false, args: args() });
    return [];
  } catch {
    return [entryPath(process.env)];
  }
}

/** Whether this start is one of the system's, at login: nobody has asked to see a window. */
export function isHiddenStart(): boolean {
  if (app.commandLine.hasSwitch(hiddenSwitch)) return true;
  // macOS hands a login item no switches.
  return process.platform === 'darwin' && app.getLoginItemSettings().wasOpenedAtLogin;
}

/** Says it in the picture when it is called: the system's own settings can change it at any time. */
export function followLogin(state: AppState): () => void {
  return () => {
    const now = startsAtLogin();
    const { app: facts } = state.current;
    if (now !== facts.startsAtLogin) state.change({ app: { ...facts, startsAtLogin: now } });
  };
}

function writeEntry(on: boolean): void {
  const path = entryPath(process.env);
  if (!on) {
    rmSync(path, { force: true });
    return;
  }
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  writeFileSync(path, autostartEntry(app.name, command()));
}

function read(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}
