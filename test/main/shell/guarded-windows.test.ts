import { EventEmitter } from 'node:events';
import { expect, test, vi } from 'vitest';
import { appImage } from '../../../main/shell/icon-images.ts';
import { QuickAccess } from '../../../main/shell/quick-access.ts';
import { guardedPreferences, MainWindow } from '../../../main/shell/window.ts';

const made = vi.hoisted(() => [] as { readonly webPreferences: unknown; readonly icon: unknown }[]);
const windowsMade = vi.hoisted(() => [] as { readonly webContents: EventEmitter }[]);
const sent = vi.hoisted(() => [] as unknown[]);
const shown = vi.hoisted(() => [] as unknown[]);

vi.mock('electron', () => ({
  BrowserWindow: class extends EventEmitter {
    readonly webContents = Object.assign(new EventEmitter(), {
      send: (...message: unknown[]) => sent.push(message),
      setZoomFactor: () => undefined,
      getZoomFactor: () => 1,
    });
    constructor(options: (typeof made)[number]) {
      super();
      made.push(options);
      windowsMade.push(this);
    }
    isDestroyed = () => false;
    show = () => shown.push(this);
    loadURL = () => Promise.resolve();
    setMenuBarVisibility = () => undefined;
  },
  nativeTheme: { shouldUseDarkColors: true },
  nativeImage: { createFromDataURL: (dataURL: string) => dataURL },
  protocol: {},
  screen: {
    getCursorScreenPoint: () => ({ x: 0, y: 0 }),
    getDisplayNearestPoint: () => ({ workArea: { x: 0, y: 0, width: 1_000, height: 800 } }),
  },
}));

const place = { preload: '/preload.cjs', page: 'app://token-vault/index.html', devTools: false };

const windows: readonly (readonly [string, () => void])[] = [
  [
    'the main window',
    () => {
      new MainWindow({
        ...place,
        mayShow: Promise.resolve(),
        opening: () => ({ width: 900, height: 600, maximized: false }),
        onOpen: () => undefined,
      }).show();
    },
  ],
  [
    'quick access',
    () => {
      new QuickAccess(place, () => undefined).toggle();
    },
  ],
];

test.each(windows)('%s is made with the guarded preferences, and no others', (_, open) => {
  made.length = 0;
  open();
  expect(made.map(({ webPreferences }) => webPreferences)).toEqual([
    guardedPreferences('/preload.cjs', false),
  ]);
});

// Quick access has no frame and stands in no list of windows: nobody would see its icon.
test.runIf(process.platform === 'linux')('the main window hands the desktop the icon', () => {
  made.length = 0;
  for (const [, open] of windows) open();
  expect(made.map(({ icon }) => icon)).toEqual([appImage.normal, undefined]);
});

test('what is asked of a page that is being loaded waits until it hears, once', () => {
  const main = new MainWindow({
    ...place,
    mayShow: Promise.resolve(),
    opening: () => ({ width: 900, height: 600, maximized: false }),
    onOpen: () => undefined,
  });
  main.send('act', 'none there');
  main.show();
  main.send('act', 'help');
  expect(sent).toEqual([]);
  windowsMade.at(-1)?.webContents.emit('did-finish-load');
  expect(sent).toEqual([['act', 'help']]);
  main.send('act', 'about');
  expect(sent).toEqual([
    ['act', 'help'],
    ['act', 'about'],
  ]);
});

/** A window whose page has just begun to load. */
function opened(mayShow: Promise<unknown>): MainWindow {
  const main = new MainWindow({
    ...place,
    mayShow,
    opening: () => ({ width: 900, height: 600, maximized: false }),
    onOpen: () => undefined,
  });
  main.show();
  shown.length = 0;
  return main;
}

test('it is shown on the ground of its page as soon as that has begun and there is something to show', async () => {
  let isBuilt: (value?: unknown) => void = () => undefined;
  opened(new Promise((resolve) => (isBuilt = resolve)));
  expect(made.at(-1)).toMatchObject({ show: false, backgroundColor: '#0f1115' });
  windowsMade.at(-1)?.webContents.emit('did-navigate');
  await Promise.resolve();
  expect(shown).toEqual([]);
  isBuilt();
  await vi.waitFor(() => {
    expect(shown).toEqual([windowsMade.at(-1)]);
  });
});

test('where nothing can be shown it is not', async () => {
  opened(Promise.reject(new Error('no vault')));
  windowsMade.at(-1)?.webContents.emit('did-navigate');
  await new Promise((resolve) => setTimeout(resolve));
  expect(shown).toEqual([]);
});

test('what waits for the first picture goes on once', () => {
  const main = opened(Promise.resolve());
  const gone: string[] = [];
  main.whenPainted(() => gone.push('on'));
  expect(gone).toEqual([]);
  main.painted();
  main.painted();
  expect(gone).toEqual(['on']);
});
