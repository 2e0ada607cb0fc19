import { BrowserWindow, nativeTheme, type WebPreferences } from 'electron';
import { appIcon } from './app-icon.ts';
import { appOrigin } from './app-protocol.ts';
import type { Opening } from './window-place.ts';
import { limitZoom } from './zoom.ts';

/** Where a window's page comes from. */
export interface PagePlace {
  readonly preload: string;
  /** The page's address; in development the dev server's. */
  readonly page: string;
  readonly devTools: boolean;
}

/** What every window of ours is made with: sandboxed, isolated, no Node, no webviews. */
export const guardedPreferences = (preload: string, devTools: boolean): WebPreferences => ({
  preload,
  devTools,
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  webviewTag: false,
  spellcheck: false,
  navigateOnDragDrop: false,
  // A press is all that these want to open the system's dialogs for files, and a glass above all windows.
  disableBlinkFeatures: 'FileSystemAccess,FileSystemAccessLocal,EyeDropperAPI',
});

export interface WindowOptions extends PagePlace {
  /** Size and place, asked for each window that is made. */
  readonly opening: () => Opening;
  /** A window is shown once this is so, however soon it has painted; never where it is rejected. */
  readonly mayShow: Promise<unknown>;
  /** Called when a window was made. */
  readonly onOpen: (window: BrowserWindow) => void;
}

const noop = (): void => undefined;

export const appPage = `${appOrigin}/index.html`;

/** The one window of the app: made when it is wanted, and again after it was closed. */
export class MainWindow {
  readonly #options: WindowOptions;
  #window: BrowserWindow | null = null;
  #opened = false;
  /** What waits for the first picture. */
  #waiting: () => void = noop;
  /** Its page is not there yet. */
  #loading = false;

  constructor(options: WindowOptions) {
    this.#options = options;
  }

  get current(): BrowserWindow | null {
    return this.#window;
  }

  /** Whether there was one yet. */
  get opened(): boolean {
    return this.#opened;
  }

  /** Whether there is a window that nobody can see: it was closed to the tray. */
  get hidden(): boolean {
    return this.#window !== null && !this.#window.isVisible() && !this.#window.isMinimized();
  }

  /** Brings the window to the front. */
  show(): void {
    const window = this.#window;
    if (!window) {
      this.#open();
      return;
    }
    if (window.isMinimized()) window.restore();
    window.show();
    window.focus();
  }

  /** Its page has drawn what there is to see. */
  painted(): void {
    const then = this.#waiting;
    this.#waiting = noop;
    then();
  }

  /** Once, as soon as there is something to look at. */
  whenPainted(then: () => void): void {
    this.#waiting = then;
  }

  /** To the page, or to the one that is being loaded as soon as it can hear. */
  send(channel: string, message: unknown): void {
    const contents = this.#window?.webContents;
    if (!contents) return;
    const deliver = (): void => {
      contents.send(channel, message);
    };
    if (this.#loading) contents.once('did-finish-load', deliver);
    else deliver();
  }

  #open(): void {
    const { preload, devTools, opening, mayShow, onOpen } = this.#options;
    const { maximized, ...bounds } = opening();
    const window = new BrowserWindow({
      ...bounds,
      minWidth: 480,
      minHeight: 400,
      show: false,
      // As `--canvas` in styles/tokens.css: what stands until the page is drawn.
      backgroundColor: nativeTheme.shouldUseDarkColors ? '#0f1115' : '#f5f6f8',
      title: 'Token Vault',
      ...appIcon(),
      webPreferences: guardedPreferences(preload, devTools),
    });
    this.#window = window;
    this.#opened = true;
    window.webContents.on('did-finish-load', () => {
      this.#loading = false;
      limitZoom(window.webContents);
    });
    // Before it is drawn: showing takes the system as long as the page takes to draw.
    window.webContents.once('did-navigate', () => {
      mayShow.then(() => {
        if (window.isDestroyed()) return;
        if (maximized) window.maximize();
        window.show();
      }, noop);
    });
    window.once('closed', () => {
      this.#window = null;
    });
    // Main still holds what the page showed: a page that crashed is loaded again.
    window.webContents.on('render-process-gone', (_event, { reason }) => {
      if (reason !== 'clean-exit' && !window.isDestroyed()) this.#load(window);
    });
    onOpen(window);
    this.#load(window);
  }

  #load(window: BrowserWindow): void {
    this.#loading = true;
    void window.loadURL(this.#options.page);
  }
}
