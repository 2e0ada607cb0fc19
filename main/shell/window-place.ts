import type { BrowserWindow, Rectangle } from 'electron';
import type { Clock, Log } from '../ports.ts';
import type { Place, WindowFile } from '../vault/window-file.ts';

/** Where a window opens; without `x` and `y` where the system puts it. */
export interface Opening {
  readonly x?: number;
  readonly y?: number;
  readonly width: number;
  readonly height: number;
  readonly maximized: boolean;
}

const usual = { width: 1_200, height: 780 };
/** Of its upper edge, by which it is moved, so much must be on a screen. */
const grip = { width: 120, height: 32 };
/** A window that is being moved tells so many times a second. */
const pauseMs = 500;

/**
 * Where the window opens: as it was, made smaller where the screens are now, and where it cannot be
 * seen any more, in the usual place.
 *
 * @param screens what windows may cover of each screen.
 */
export function openingOf(place: Place | null, screens: readonly Rectangle[]): Opening {
  const widest = Math.max(...screens.map(({ width }) => width), 0);
  const highest = Math.max(...screens.map(({ height }) => height), 0);
  const { width, height } = place ?? usual;
  const size = {
    width: widest > 0 ? Math.min(width, widest) : width,
    height: highest > 0 ? Math.min(height, highest) : height,
    maximized: place?.maximized ?? false,
  };
  if (place === null || !screens.some((screen) => isSeen({ ...place, ...size }, screen)))
    return size;
  return { x: place.x, y: place.y, ...size };
}

function isSeen({ x, y, width }: Rectangle, screen: Rectangle): boolean {
  const right = Math.min(x + width, screen.x + screen.width);
  const left = Math.max(x, screen.x);
  const below = screen.y + screen.height - y;
  return right - left >= grip.width && y >= screen.y && below >= grip.height;
}

export interface WindowPlaceParts {
  readonly file: WindowFile;
  readonly clock: Pick<Clock, 'after' | 'now'>;
  readonly screens: () => readonly Rectangle[];
  readonly log: Log;
}

/** Remembers size and place of the window from start to start. That it cannot is no failure. */
export class WindowPlace {
  readonly #parts: WindowPlaceParts;
  #cancel: () => void = () => undefined;
  #next: Place | null = null;
  #written: Promise<void> = Promise.resolve();

  constructor(parts: WindowPlaceParts) {
    this.#parts = parts;
  }

  async load(): Promise<void> {
    const { file, clock, log } = this.#parts;
    await file.load(clock.now()).catch((error: unknown) => {
      log.warn('the place of the window could not be read', { error });
    });
  }

  get opening(): Opening {
    return openingOf(this.#parts.file.content.place, this.#parts.screens());
  }

  watch(window: BrowserWindow): void {
    const moved = (): void => {
      this.#cancel();
      this.#next = { ...window.getNormalBounds(), maximized: window.isMaximized() };
      this.#cancel = this.#parts.clock.after(pauseMs, () => void this.flush());
    };
    window.on('resize', moved);
    window.on('move', moved);
    window.on('maximize', moved);
    window.on('unmaximize', moved);
  }

  /** Writes down now what waits to be; resolves when it is, and what was on its way too. */
  flush(): Promise<void> {
    this.#cancel();
    const place = this.#next;
    this.#next = null;
    if (place !== null) this.#written = this.#written.then(() => this.#write(place));
    return this.#written;
  }

  async #write(place: Place): Promise<void> {
    const { file, log } = this.#parts;
    await file
      .change(() => ({ place }))
      .catch((error: unknown) => {
        log.warn('the place of the window could not be written', { error });
      });
  }
}
