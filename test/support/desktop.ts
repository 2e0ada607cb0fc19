import type { Environment } from './desktop/child.ts';
import { Clipboard } from './desktop/clipboard.ts';
import { startDisplay } from './desktop/display.ts';
import { homeVariables, makeFolders } from './desktop/folders.ts';
import { Keyboard } from './desktop/keyboard.ts';
import { Keyring } from './desktop/keyring.ts';
import { noBus, startSessionBus } from './desktop/session-bus.ts';

/** How a desktop is to be; by default a usual one, with its keyring open. */
export interface DesktopOptions {
  /** `none`: no Secret Service. `locked`: there, with a collection, and locked. */
  readonly keyring?: 'unlocked' | 'locked' | 'none';
  /** False: no session bus at all, and with it no keyring. */
  readonly bus?: boolean;
}

/** A desktop of one test worker's own: screen, session bus, home, keyring, clipboard, keyboard. */
export interface Desktop {
  /** The whole environment for a program that is to live in it. */
  readonly env: Environment;
  /** HOME, absolute; gone after `close()`. */
  readonly home: string;
  readonly keyring: Keyring;
  readonly clipboard: Clipboard;
  readonly keyboard: Keyboard;
  /** Ends every process of it and removes its folders. */
  readonly close: () => Promise<void>;
}

const keptVariables = [
  'PATH',
  'TMPDIR',
  'TZ',
  'USER',
  'LOGNAME',
  'CI',
  'NODE_EXTRA_CA_CERTS',
  'TOKEN_VAULT_ELECTRON_FALLBACK',
];

/** What a program needs of the outside: no account, endpoint, token or session of the person's. */
function outside(): Record<string, string> {
  const variables = keptVariables.flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return { ...Object.fromEntries(variables), LANG: 'C.UTF-8', LANGUAGE: 'en' };
}

/**
 * Starts a desktop and resolves when all of it serves (about 0.3 s). Linux only.
 *
 * Usage: `const desktop = await startDesktop({ keyring: 'locked' })`, start programs with
 * `env: desktop.env`, and `await desktop.close()` in the end.
 *
 * Rejects with the complaint of the part that did not start, and leaves nothing behind.
 */
export async function startDesktop(options: DesktopOptions = {}): Promise<Desktop> {
  const { keyring: mode = 'unlocked', bus: wantsBus = true } = options;
  const folders = makeFolders();
  const endings: (() => Promise<void>)[] = [];
  const close = async (): Promise<void> => {
    for (const end of endings.splice(0).reverse()) await end();
    folders.remove();
  };
  try {
    const home = { ...outside(), ...homeVariables(folders) };
    const display = await startDisplay(home);
    endings.push(display.stop);
    const screen = { ...home, DISPLAY: display.name };

    const clipboard = new Clipboard(screen);

    const bus = wantsBus ? await startSessionBus(folders, screen) : undefined;
    if (bus !== undefined) endings.push(bus.stop);
    const env = { ...screen, DBUS_SESSION_BUS_ADDRESS: bus?.address ?? noBus(folders) };

    const keyring = new Keyring(env.DBUS_SESSION_BUS_ADDRESS, env);
    endings.push(() => keyring.stop());
    if (bus !== undefined && mode !== 'none') await keyring.start();
    if (bus !== undefined && mode === 'locked') await keyring.lock();

    const keyboard = new Keyboard(screen);
    return { env, home: folders.home, keyring, clipboard, keyboard, close };
  } catch (error) {
    await close();
    throw error;
  }
}
