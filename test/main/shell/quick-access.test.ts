import { EventEmitter } from 'node:events';
import { beforeEach, expect, test, vi } from 'vitest';
import { QuickAccess, quickAccessPlace } from '../../../main/shell/quick-access.ts';

let zoomed = 1;
let access: QuickAccess;

/** The window as far as its keyboard goes; a desktop takes and gives it. */
class Window extends EventEmitter {
  readonly webContents = { getZoomFactor: () => zoomed };
  bounds: unknown;
  getBounds = () => ({ x: 0, y: 0, width: 560, height: 400 });
  setBounds = (to: unknown) => (this.bounds = to);
  focused = false;
  asked = 0;
  gone = false;
  loadURL = () => Promise.resolve();
  show = () => undefined;
  focus = () => (this.asked += 1);
  isFocused = () => this.focused;
  isDestroyed = () => this.gone;
  destroy = () => {
    this.gone = true;
  };
  comes(): void {
    this.focused = true;
    this.emit('focus');
  }
  leaves(): void {
    this.focused = false;
    this.emit('blur');
  }
}

const made = vi.hoisted(() => [] as unknown[]);

vi.mock('electron', () => ({
  // Asked for late: this stands above the class.
  BrowserWindow: function () {
    const window = new Window();
    made.push(window);
    return window;
  },
  nativeImage: {},
  screen: {
    getDisplayMatching: () => ({ workArea: { x: 0, y: 0, width: 1_000, height: 800 } }),
    getCursorScreenPoint: () => ({ x: 0, y: 0 }),
    getDisplayNearestPoint: () => ({ workArea: { x: 0, y: 0, width: 1_000, height: 800 } }),
  },
}));

function opened(): Window {
  const place = { preload: '/preload.cjs', page: 'app://token-vault/index.html', devTools: false };
  access = new QuickAccess(place, () => undefined);
  access.toggle();
  const window = made.at(-1) as Window;
  window.emit('ready-to-show');
  window.asked = 0;
  window.comes();
  return window;
}

beforeEach(() => {
  vi.useFakeTimers();
  return () => {
    vi.useRealTimers();
  };
});

test.runIf(process.platform === 'linux')(
  'a keyboard that the desktop takes away as the window comes is asked for again',
  () => {
    const window = opened();
    vi.advanceTimersByTime(400);
    window.leaves();
    expect(window.asked).toBe(1);
    window.comes();
    vi.advanceTimersByTime(1_000);
    expect(window.gone).toBe(false);
  },
);

test.runIf(process.platform === 'linux')('once: a person who turns away at once turns away', () => {
  const window = opened();
  window.leaves();
  window.comes();
  window.leaves();
  expect(window.asked).toBe(1);
  vi.advanceTimersByTime(300);
  expect(window.gone).toBe(true);
});

test('a window that has been there is not asked back, and goes', () => {
  const window = opened();
  vi.advanceTimersByTime(701);
  window.leaves();
  expect(window.asked).toBe(0);
  vi.advanceTimersByTime(299);
  expect(window.gone).toBe(false);
  vi.advanceTimersByTime(1);
  expect(window.gone).toBe(true);
});

test('it grows with the zoom of its page, as far as the screen goes', () => {
  const screen = { x: 100, y: 50, width: 1_000, height: 700 };
  expect(quickAccessPlace(screen, 1)).toEqual({ x: 320, y: 190, width: 560, height: 400 });
  expect(quickAccessPlace(screen, 1.25)).toEqual({ x: 250, y: 190, width: 700, height: 500 });
  expect(quickAccessPlace(screen, 2)).toEqual({ x: 100, y: 50, width: 1_000, height: 700 });
  const small = opened();
  expect(small.bounds).toBeUndefined();
  zoomed = 1.5;
  expect(opened().bounds).toEqual({ x: 80, y: 160, width: 840, height: 600 });
  // While it is open, too.
  zoomed = 2;
  access.fit();
  expect((made.at(-1) as Window).bounds).toEqual({ x: 0, y: 0, width: 1_000, height: 800 });
  zoomed = 1;
});
