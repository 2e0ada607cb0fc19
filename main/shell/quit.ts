import { app, dialog, type BrowserWindow } from 'electron';
import { m } from '#messages';
import type { Log } from '../ports.ts';

export interface QuitOptions {
  readonly window: () => BrowserWindow | null;
  readonly log: Log;
  /** Closing the window leaves the app in the tray. */
  readonly staysInTray: () => boolean;
  /** What would be lost by quitting now. */
  readonly atRisk: () => {
    readonly unsafe: boolean;
    readonly running: boolean;
    readonly session: number;
  };
  /** Ends everything: clears the clipboard, stops timers and the sandbox. */
  readonly finish: () => Promise<void>;
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
}

/** Quitting asks where something would be lost, waits for the clipboard to be cleared, and ends. */
export function setupQuit(options: QuitOptions): Quit {
  let state: 'running' | 'asking' | 'ended' = 'running';
  app.on('before-quit', (event) => {
    if (state === 'ended') return;
    event.preventDefault();
    if (state === 'asking') return;
    state = 'asking';
    void mayQuit(options).then(async (yes) => {
      if (yes) await end(options);
      state = yes ? 'ended' : 'running';
      if (yes) app.quit();
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
  };
}

async function mayQuit({ window, atRisk }: QuitOptions): Promise<boolean> {
  const { unsafe, running, session } = atRisk();
  const text = unsafe
    ? [m.main_quit_unsafe_message(), m.main_quit_unsafe_detail()]
    : running
      ? [m.main_quit_running_message(), m.main_quit_running_detail()]
      : session > 0
        ? [m.main_quit_session_message({ count: session }), m.main_quit_session_detail()]
        : null;
  if (text === null) return true;
  const [message = '', detail = ''] = text;
  const question = {
    type: 'warning' as const,
    title: m.main_quit_unsafe_title(),
    message,
    detail,
    buttons: [m.main_quit_stay(), m.main_quit_anyway()],
    defaultId: 0,
    cancelId: 0,
    noLink: true,
  };
  const parent = window();
  const { response } = parent
    ? await dialog.showMessageBox(parent, question)
    : await dialog.showMessageBox(question);
  return response === 1;
}

async function end({ finish, stuck, log }: QuitOptions): Promise<void> {
  const late = new Promise<void>((resolve) => setTimeout(resolve, patienceMs));
  await Promise.race([
    finish().catch((error: unknown) => {
      log.error('ending failed', { error });
    }),
    late,
  ]);
  // Measured: with a keyring prompt open, app.quit() and app.exit() leave a process that ignores
  // SIGTERM. What is on disk is durable, so that nothing is lost by this.
  if (stuck()) process.kill(process.pid, 'SIGKILL');
}
