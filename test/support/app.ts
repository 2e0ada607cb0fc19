import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { _electron, type ElectronApplication, type Page } from '@playwright/test';
import { findElectron } from '../../scripts/electron/locate.ts';
import { root } from '../../scripts/root.ts';
import { rootSwitches } from './chromium.ts';
import type { Desktop } from './desktop.ts';

export interface LaunchOptions {
  /** Where the app lives: its screen, bus, home and keyring. */
  readonly desktop: Pick<Desktop, 'env' | 'home'>;
  /** The user-data folder; a new one in the desktop by default. Give the same for a second start. */
  readonly userData?: string;
  readonly args?: readonly string[];
  /** Variables beside the desktop's own. */
  readonly env?: Readonly<Record<string, string>>;
  /** A packed app to start instead of this checkout, absolute. By default what `npm run test:packed` names, if it does. */
  readonly executable?: string;
}

/** The real app, whether or not it has a window. */
export interface WindowlessApp {
  readonly app: ElectronApplication;
  readonly userData: string;
  /** All it has printed so far, standard output and error. */
  readonly output: () => string;
  /** Quits it, or ends it when it does not quit within 5 s: a question may stand in the way. */
  readonly close: () => Promise<void>;
}

/** The real app in a real window. */
export interface RunningApp extends WindowlessApp {
  readonly page: Page;
}

const recorder = join(import.meta.dirname, 'app/record-output.sh');
const holdReady = join(import.meta.dirname, 'app/hold-ready.cjs');
const patienceMs = 5_000;

/**
 * A virtual screen has no graphics card. Chromium finds that out by itself, by a process that fails
 * and is started again, which costs each of the many starts a good part of a second.
 */
const noGraphicsCard = '--disable-gpu';

/** The Electron that setup installed, absolute. Throws a sentence when there is none. */
function electronPath(): string {
  const electron = findElectron();
  if (electron === undefined) throw new Error('No Electron is installed here. Run: npm run setup');
  return electron.executable;
}

/**
 * Ends the app and waits until its last process is gone: they write into the user-data folder to
 * the end. Playwright forgets the process of an app that has ended, so that it is asked for before.
 */
async function close(
  app: ElectronApplication,
  child: ChildProcess,
  gone: Promise<unknown>,
): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) {
    const timer = setTimeout(() => child.kill('SIGKILL'), patienceMs);
    // The connection breaks when the process has to be killed, and that is no failure of closing.
    await app.close().catch(() => undefined);
    clearTimeout(timer);
  }
  await gone;
}

type ElectronOptions = NonNullable<Parameters<typeof _electron.launch>[0]>;

/**
 * Playwright's launch, tried again when it hangs, which happens about once in 40 starts where
 * hold-ready.cjs cannot help: a packed app loads no module that a switch names.
 */
async function launchPacked(options: ElectronOptions, tries = 3): Promise<ElectronApplication> {
  try {
    return await _electron.launch({ ...options, timeout: 8_000 });
  } catch (error) {
    if (tries === 1) throw error;
    return launchPacked(options, tries - 1);
  }
}

/**
 * Starts the app of this checkout (or a packed one) and resolves when its first window has loaded.
 * As an ordinary user it runs in Chromium's sandbox; as root it cannot.
 *
 * Rejects with what the app printed when no window comes up within 15 s.
 */
export async function launchApp(options: LaunchOptions): Promise<RunningApp> {
  const running = await launchWindowless(options);
  try {
    const page = await running.app.firstWindow({ timeout: 15_000 });
    await page.waitForLoadState('domcontentloaded');
    return { ...running, page };
  } catch (error) {
    await running.close();
    throw new Error(`the app opened no window. It printed:\n${running.output()}`, { cause: error });
  }
}

/** Starts it as launchApp does, and waits for no window: it may open none. */
export async function launchWindowless(options: LaunchOptions): Promise<WindowlessApp> {
  const { desktop, executable = process.env['TOKEN_VAULT_TEST_EXECUTABLE'] } = options;
  const userData = options.userData ?? mkdtempSync(join(desktop.home, 'user-data-'));
  const record = join(mkdtempSync(join(desktop.home, 'printed-')), 'output');
  const output = (): string => (existsSync(record) ? readFileSync(record, 'utf8') : '');
  const launch = executable === undefined ? _electron.launch.bind(_electron) : launchPacked;
  const program = executable ?? electronPath();
  const app = await launch({
    // A script of a shell, which Windows has not: there nothing is recorded.
    executablePath: process.platform === 'win32' ? program : recorder,
    args: [
      ...(executable === undefined ? ['-r', holdReady, root] : []),
      `--user-data-dir=${userData}`,
      noGraphicsCard,
      ...rootSwitches,
      ...(options.args ?? []),
    ],
    // Playwright would add --no-sandbox by itself.
    chromiumSandbox: rootSwitches.length === 0,
    env: {
      ...desktop.env,
      ...options.env,
      RECORD_OF: program,
      RECORD_TO: record,
    },
  });
  const child = app.process();
  const gone = once(child, 'close'); // all that shared its output has ended
  return { app, userData, output, close: () => close(app, child, gone) };
}
