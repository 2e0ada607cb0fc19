import inspector from 'node:inspector';
import { join, resolve } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { app, screen } from 'electron';
import { AppError } from './app-error.ts';
import { takeEnvironment } from './environment.ts';
import { route } from './ipc/router.ts';
import { tellPages } from './ipc/tell-pages.ts';
import { ValueDoor } from './ipc/value-door.ts';
import type { OpenApp } from './open-app.ts';
import { openState } from './open-state.ts';
import { steadyClock, systemClock } from './ports.ts';
import { PrivacyLock } from './privacy-lock.ts';
import { nameForWindows } from './shell/app-icon.ts';
import { appOrigin, registerAppScheme, serveApp } from './shell/app-protocol.ts';
import { followAppearance } from './shell/appearance.ts';
import { forbidCoreDumps, leaveMemoryOut } from './shell/core-dumps.ts';
import { sayStartFailed } from './shell/failed-start.ts';
import { Gesture } from './shell/gesture.ts';
import { harden } from './shell/hardening.ts';
import { openLog } from './shell/log.ts';
import { setupMenu } from './shell/menu.ts';
import { openWindow } from './shell/open-window.ts';
import { QuickAccess } from './shell/quick-access.ts';
import { runtime } from './shell/runtime.ts';
import { followLogin, isHiddenStart } from './shell/start-at-login.ts';
import { forbidPrefetch, refuseStart, refuseSwitches, refuseUnguarded } from './shell/switches.ts';
import { keepGoing } from './shell/unexpected.ts';
import { canKeepFiles, keepPrivate } from './shell/user-data.ts';
import { appPage, MainWindow, type PagePlace } from './shell/window.ts';
import { WindowPlace } from './shell/window-place.ts';
import { zoom } from './shell/zoom.ts';
import { durableFiles, whenFolderSyncIsRefused } from './vault/files.ts';
import { windowFile } from './vault/window-file.ts';

// Before `ready`, in this order: who drives us, whose data it is, what pages may be.
refuseSwitches(inspector.url() !== undefined);
refuseUnguarded();
refuseStart(process.argv, process.env);
forbidPrefetch();
// As root Chromium needs --no-sandbox, and the two together would spin for ever.
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
const userData = app.commandLine.getSwitchValue('user-data-dir');
if (userData !== '') app.setPath('userData', resolve(userData));
const environment = takeEnvironment(process.env);
registerAppScheme();
nameForWindows();
const writeUnexpectedTo = keepGoing();

// A folder that cannot be used would look as if another instance had it.
if (!canKeepFiles(app.getPath('userData'))) void sayStartFailed(new AppError('FILE_NOT_WRITTEN'));
else if (app.requestSingleInstanceLock()) void app.whenReady().then(start).catch(sayStartFailed);
else app.quit();

/** Makes the window first, and what it shows while its page is read: two processes work at once. */
async function start(): Promise<void> {
  const folder = app.getPath('userData');
  const log = openLog(join(folder, 'logs'), !app.isPackaged);
  writeUnexpectedTo(log);
  keepPrivate(folder, log);
  leaveMemoryOut(log);
  whenFolderSyncIsRefused((code) => {
    log.warn('this file system does not sync folders', { code });
  });
  const page = runtime.devServer ?? appPage;
  const pageOrigin = runtime.devServer === null ? appOrigin : new URL(runtime.devServer).origin;
  harden(log, pageOrigin, runtime.devServer !== null);

  const opened = await openState(folder, environment, log);
  const { state } = opened;
  await serveApp(join(import.meta.dirname, '../renderer'), () => state.current.app.language);
  const windowPlace = new WindowPlace({
    file: windowFile(durableFiles, join(folder, 'window.json')),
    clock: systemClock,
    screens: () => screen.getAllDisplays().map(({ workArea }) => workArea),
    log,
  });
  await windowPlace.load();
  const hiddenStart = isHiddenStart();
  // The window, made below, and its page come first: their processes work meanwhile.
  const built: Promise<OpenApp> = nextTurn().then(async () => {
    const { openApp } = await import('./open-app.ts');
    const early = { folder, environment, log, window, windowPlace, quickAccess, lock, hiddenStart };
    return openApp({ ...opened, ...early });
  });
  /** Where it is not built that is said once, below. */
  const whenBuilt = (then: (built: OpenApp) => void): void =>
    void built.then(then, () => undefined);
  const lock = new PrivacyLock({
    clock: systemClock,
    state,
    idleMinutes: () => state.current.settings.lockAfterMinutes,
    onLock: async () => {
      await (await built).onLock();
    },
  });
  const gesture = new Gesture(steadyClock, () => {
    lock.used();
  });
  const place: PagePlace = {
    preload: join(import.meta.dirname, '../preload/index.cjs'),
    page,
    devTools: !app.isPackaged,
  };
  const lookAtLogin = followLogin(state);
  const window = new MainWindow({
    ...place,
    opening: () => windowPlace.opening,
    // Where the vault cannot be opened, that is said in place of a window.
    mayShow: built,
    onOpen: (made) => {
      windowPlace.watch(made);
      made.on('focus', lookAtLogin);
      gesture.watch(made.webContents);
      whenBuilt(({ withWindow }) => {
        if (!made.isDestroyed()) withWindow(made);
      });
    },
  });
  const quickAccess = new QuickAccess(place, (made) => {
    gesture.watch(made.webContents);
  });
  const windows = () => [window.current, quickAccess.current];
  route(
    built.then(({ handlers }) => handlers),
    {
      windows: () => windows().filter((open) => open !== null),
      origin: pageOrigin,
      log,
      locked: () => lock.locked,
      door: new ValueDoor({
        clock: steadyClock,
        takeGesture: (asking, withinMs) => gesture.take(asking, withinMs),
      }),
    },
  );
  // Before that no page was answered: what it is told then holds all that changed meanwhile.
  whenBuilt(() => state.onChange(tellPages(windows, log)));
  followAppearance(state, () => {
    setupMenu({
      platform: runtime.platform,
      devTools: !app.isPackaged,
      lock: () => void lock.lock(),
      ask: (act) => {
        // A menu's keys are meant for the window that has them.
        if (quickAccess.current?.isFocused()) return;
        window.show();
        window.send('act', act);
      },
      zoom: (by) => {
        if (window.current) zoom(window.current.webContents, by);
        quickAccess.fit();
      },
    });
  });
  openWindow(window, hiddenStart, () => {
    // It starts other programs, which takes main some time for each.
    void forbidCoreDumps(log);
    whenBuilt(({ goOn }) => {
      goOn();
    });
  });
  await built;
}
