import type { RunningApp } from '../../test/support/app.ts';
import type { Desktop } from '../../test/support/desktop.ts';
import type { TestSandbox } from '../../test/support/sandbox-control.ts';
import type { StatusNotifierWatcher } from '../../test/support/status-notifier.ts';
import type { Camera } from './camera.ts';
import type { Hand } from './hand.ts';

export interface Stage extends RunningApp {
  readonly desktop: Desktop;
  readonly sandbox: TestSandbox;
  readonly tray: StatusNotifierWatcher;
  readonly camera: Camera;
  readonly hand: Hand;
  /** The labels of the tray menu, once it was read. */
  readonly trayMenu: string[];
}

/** One or more views; leaves the app as it found it. */
export type Scene = (stage: Stage) => Promise<void>;

/** Of the window, for most pictures. */
export const usualSize = { width: 1120, height: 700 };
/** Where what matters is not in the rows: every picture weighs. */
export const lowSize = { width: 1120, height: 480 };
