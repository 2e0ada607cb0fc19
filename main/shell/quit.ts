import { app, type BrowserWindow } from 'electron';
import type { AtRisk } from '../at-risk.ts';
import type { Log } from '../ports.ts';
import { askBeforeQuit } from './quit-question.ts';
import { relaunch } from './relaunch.ts';

export interface QuitOptions {
  readonly window: () => BrowserWindow | null;
  /** Brings the window to the front. */
  readonly show: () => void;
  readonly log: Log;
  /** Closing the window leaves the app in the tray. */
  readonly staysInTray: () => boolean;
  /** What would be lost by quitting now. */
  readonly atRisk: () => AtRisk;
  /** Ends everything: clears the clipboard, stops timers and the sandbox. `given`: what the person lets go. */
  readonly finish: (given: ReadonlySet<string>) => Promise<void>;
  /** A keychain call does not return: the process then cannot end by itself. */
  readonly stuck: () => boolean;
}

/** Longest time that ending may take before the process is ended all the same, in ms. */
const patienceMs = 1_500;

/** What the rest of the shell needs of quitting. */
export interface Quit {
  /**
   * Closing the window ends the app where that is the custom: it asks first, while the window still
   * stands behind the question.
   */
  readonly withWindow: (window: BrowserWindow) => void;
  /** Quits after the same questions, and starts the app again. */
  readonly restart: () => void;
  /** Quits after the same questions; `last` ends the process, or else it ends by itself. */
  readonly endBy: (last: () => void) => void;
}

/** Quitting asks where something would be lost, waits for the clipboard to be cleared, and ends. */
export function setupQuit(options: QuitOptions): Quit {
  let state: 'running' | 'asking' | 'ended' = 'running';
  let restarts = false;
  let last: (() => void) | null = null;
  app.on('before-quit', (event) => {
    if (state === 'ended') return;
    event.preventDefault();
    if (state === 'asking') return;
    state = 'asking';
    void askBeforeQuit(options, restarts).then(async (given) => {
      if (given) {
        // Before the process can be killed: it is remembered by then.
        if (restarts) relaunch();
        await end(options, given);
      }
      restarts = false;
      state = given ? 'ended' : 'running';
      const ending = last;
      last = null;
      if (!given) return;
      ending?.();
      app.quit();
    });
  });
  return {
    withWindow: (window) => {
      if (process.platform === 'darwin') return;
      window.on('close', (event) => {
        if (state === 'ended') return;
        event.preventDefault();
        if (state === 'running' && options.staysInTray()) window.hide();
        else app.quit();
      });
    },
    restart: () => {
      if (state !== 'running') return;
      restarts = true;
      app.quit();
    },
    endBy: (ending) => {
      if (state !== 'running') return;
      last = ending;
      app.quit();
    },
  };
}

async function end({ finish, stuck, log }: QuitOptions, given: ReadonlySet<string>): Promise<void> {
  const late = new Promise<void>((resolve) => setTimeout(resolve, patienceMs));
  await Promise.race([
    finish(given).catch((error: unknown) => {
      log.error('ending failed', { error });
    }),
    late,
  ]);
  // Measured: with a keyring prompt open, app.quit() and app.exit() leave a process that ignores
  // SIGTERM. What is on disk is durable, so that nothing is lost by this.
  if (stuck()) process.kill(process.pid, 'SIGKILL');
}
