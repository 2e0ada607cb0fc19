import { BrowserWindow, screen, type Rectangle } from 'electron';
import { steadyClock } from '../ports.ts';
import { guardedPreferences, type PagePlace } from './window.ts';

/** Size of the small window at a zoom of 100 %, in device-independent pixels. */
const size = { width: 560, height: 400 };

/** How long the keyboard may be elsewhere before the window goes, ms: on a busy computer it comes back late. */
const blurMs = 300;

/**
 * How long after it came a desktop may still take its keyboard away by itself, ms: measured on a busy
 * computer without a window manager, 214 to 373 ms, once in four times. It is asked for again, once.
 */
const settlesMs = 700;

/** Elsewhere the system hands the keyboard out, and takes it for a person. */
const takesBack = process.platform === 'linux';

/** What the page shows for this window. */
const quickAccessPage = '#quick-access';

/**
 * Where it stands on a screen: as much larger as its page is drawn, and never beyond the screen.
 *
 * @param screen what windows may cover of it.
 * @param zoom the factor that the page is drawn with.
 */
export function quickAccessPlace(screen: Rectangle, zoom: number): Rectangle {
  const width = Math.min(Math.round(size.width * zoom), screen.width);
  const height = Math.min(Math.round(size.height * zoom), screen.height);
  return {
    width,
    height,
    x: Math.round(screen.x + (screen.width - width) / 2),
    y: Math.round(screen.y + Math.min(screen.height * 0.2, screen.height - height)),
  };
}

/**
 * A small window with a search field, opened by a global shortcut: type, Enter, copied, gone. This is
 * also how a copy is made under Wayland, where only a focused window may write the clipboard.
 */
export class QuickAccess {
  readonly #place: PagePlace;
  readonly #onOpen: (window: BrowserWindow) => void;
  #window: BrowserWindow | null = null;

  constructor(place: PagePlace, onOpen: (window: BrowserWindow) => void) {
    this.#place = place;
    this.#onOpen = onOpen;
  }

  get current(): BrowserWindow | null {
    return this.#window;
  }

  toggle(): void {
    if (this.#window) this.close();
    else this.#open(quickAccessPage);
  }

  /** Opens it with a token chosen, so that Enter copies that one. */
  openFor(tokenId: string): void {
    this.close();
    this.#open(`${quickAccessPage}=${tokenId}`);
  }

  /** Its page is drawn larger or smaller now. */
  fit(): void {
    const window = this.#window;
    if (window === null) return;
    const { workArea } = screen.getDisplayMatching(window.getBounds());
    window.setBounds(quickAccessPlace(workArea, window.webContents.getZoomFactor()));
  }

  close(): void {
    this.#window?.destroy();
  }

  #open(hash: string): void {
    const { preload, page, devTools } = this.#place;
    const { workArea } = screen.getDisplayNearestPoint(screen.getCursorScreenPoint());
    const window = new BrowserWindow({
      ...quickAccessPlace(workArea, 1),
      show: false,
      frame: false,
      resizable: false,
      skipTaskbar: true,
      alwaysOnTop: true,
      title: 'Token Vault',
      webPreferences: guardedPreferences(preload, devTools),
    });
    this.#window = window;
    window.once('ready-to-show', () => {
      const zoom = window.webContents.getZoomFactor();
      if (zoom !== 1) window.setBounds(quickAccessPlace(workArea, zoom));
      window.show();
      window.focus();
    });
    let came = Infinity;
    window.once('focus', () => {
      came = steadyClock.now();
    });
    // Whoever looks elsewhere is done with it. While a shortcut's keys are let go a desktop may take the
    // keyboard away and give it back at once.
    window.on('blur', () => {
      const justCame = takesBack && steadyClock.now() - came < settlesMs;
      came = -Infinity;
      // Nobody has turned away from a window that was there for so short a time.
      if (justCame) window.focus();
      setTimeout(() => {
        if (!window.isDestroyed() && !window.isFocused()) window.destroy();
      }, blurMs);
    });
    window.once('closed', () => {
      if (this.#window === window) this.#window = null;
    });
    this.#onOpen(window);
    void window.loadURL(page + hash);
  }
}
