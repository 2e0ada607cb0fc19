import inspector from 'node:inspector';
import { join, resolve } from 'node:path';
import { app, screen } from 'electron';
import { EndpointGuard } from './accounts/endpoint-guard.ts';
import { AppError } from './app-error.ts';
import { defaultEndpoint } from './auth-api/endpoint.ts';
import { takeEnvironment } from './environment.ts';
import { allHandlers } from './ipc/handlers.ts';
import { route } from './ipc/router.ts';
import { tellPages } from './ipc/tell-pages.ts';
import { ValueDoor } from './ipc/value-door.ts';
import { openState } from './open-state.ts';
import { steadyClock, systemClock } from './ports.ts';
import { PrivacyLock } from './privacy-lock.ts';
import { Profiles } from './profiles.ts';
import { rotationNotice } from './shell/announce-rotation.ts';
import { nameForWindows } from './shell/app-icon.ts';
import { appOrigin, registerAppScheme, serveApp } from './shell/app-protocol.ts';
import { backupFiles } from './shell/backup-files.ts';
import { electronClipboard } from './shell/clipboard-driver.ts';
import { ClipboardService } from './shell/clipboard-service.ts';
import { openCompanions } from './shell/companions.ts';
import { followAppearance } from './shell/appearance.ts';
import { forbidCoreDumps } from './shell/core-dumps.ts';
import { isEndpointMeant } from './shell/endpoint-question.ts';
import { sayStartFailed } from './shell/failed-start.ts';
import { Gesture } from './shell/gesture.ts';
import { GlobalShortcut } from './shell/global-shortcut.ts';
import { harden } from './shell/hardening.ts';
import { leaveNothing } from './shell/leave-nothing.ts';
import { openLog } from './shell/log.ts';
import { setupMenu } from './shell/menu.ts';
import { electronTransport } from './shell/network.ts';
import { QuickAccess } from './shell/quick-access.ts';
import { setupQuit } from './shell/quit.ts';
import { openWindow } from './shell/open-window.ts';
import { followLogin, isHiddenStart } from './shell/start-at-login.ts';
import { isRemovalMeant } from './shell/remove-question.ts';
import { runtime } from './shell/runtime.ts';
import { saveDialog as savingBeside } from './shell/save-dialog.ts';
import { ScreenGuard } from './shell/screen-guard.ts';
import { forbidPrefetch, refuseStart, refuseSwitches, refuseUnguarded } from './shell/switches.ts';
import { tokenFiles } from './shell/token-files.ts';
import { needsWindowToCopy } from './shell/wayland.ts';
import { appPage, MainWindow, type PagePlace } from './shell/window.ts';
import { keepGoing } from './shell/unexpected.ts';
import { canKeepFiles, keepPrivate } from './shell/user-data.ts';
import { WindowPlace } from './shell/window-place.ts';
import { zoom } from './shell/zoom.ts';
import { durableFiles, whenFolderSyncIsRefused } from './vault/files.ts';
import { openUpdates } from './updates/open-updates.ts';
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

/** Builds every part by hand and wires it. */
async function start(): Promise<void> {
  const folder = app.getPath('userData');
  const log = openLog(join(folder, 'logs'), !app.isPackaged);
  writeUnexpectedTo(log);
  keepPrivate(folder, log);
  // What is started later inherits it.
  void forbidCoreDumps(log);
  whenFolderSyncIsRefused((code) => {
    log.warn('this file system does not sync folders', { code });
  });
  const page = runtime.devServer ?? appPage;
  const pageOrigin = runtime.devServer === null ? appOrigin : new URL(runtime.devServer).origin;
  harden(log, pageOrigin, runtime.devServer !== null);
  await serveApp(join(import.meta.dirname, '../renderer'));

  const { settings, state, speakIn } = await openState(folder, environment, log);

  const gesture = new Gesture(steadyClock, () => {
    lock.used();
  });
  const place: PagePlace = {
    preload: join(import.meta.dirname, '../preload/index.cjs'),
    page,
    devTools: !app.isPackaged,
  };
  const windowPlace = new WindowPlace({
    file: windowFile(durableFiles, join(folder, 'window.json')),
    clock: systemClock,
    screens: () => screen.getAllDisplays().map(({ workArea }) => workArea),
    log,
  });
  await windowPlace.load();
  const lookAtLogin = followLogin(state);
  const window = new MainWindow({
    ...place,
    opening: () => windowPlace.opening,
    onOpen: (opened) => {
      windowPlace.watch(opened);
      opened.on('focus', lookAtLogin);
      quit.withWindow(opened);
      gesture.watch(opened.webContents);
    },
  });
  const guard = new ScreenGuard({
    clock: systemClock,
    window: () => window.current,
    onOver: () => {
      window.send('act', 'mask');
    },
  });
  const quickAccess = new QuickAccess(place, (opened) => {
    gesture.watch(opened.webContents);
  });
  const shortcut = new GlobalShortcut(() => {
    quickAccess.toggle();
  });
  const clipboard = new ClipboardService({
    driver: electronClipboard(),
    clock: systemClock,
    log,
    reliable: () => !needsWindowToCopy(),
    clearSeconds: () => state.current.settings.clipboardClearSeconds,
    locked: () => state.hidden,
    onChange: (copied) => {
      state.change({ clipboard: copied });
    },
    onStuck: (stuck) => {
      if (stuck) state.notice('CLIPBOARD_NOT_CLEARED');
      else state.dismiss('CLIPBOARD_NOT_CLEARED');
    },
  });
  const lock = new PrivacyLock({
    clock: systemClock,
    state,
    idleMinutes: () => state.current.settings.lockAfterMinutes,
    onLock: async () => {
      quickAccess.close();
      profiles.current.closeBackup();
      await clipboard.clear();
    },
  });
  const saveDialog = savingBeside(() => window.current);
  const announcing = rotationNotice(state, log, () => {
    window.show();
  });
  const profiles = new Profiles({
    folder,
    files: durableFiles,
    clock: systemClock,
    log,
    state,
    transport: electronTransport(),
    userAgent: runtime.userAgent,
    loopbackOnly: runtime.fallback,
    ports: {
      clipboard,
      saveDialog,
      tokenFiles: tokenFiles(() => window.current),
      backupFiles: backupFiles(() => window.current),
      endpoints: new EndpointGuard({
        known: new Set([defaultEndpoint, environment.endpoint ?? defaultEndpoint]),
        ask: (origin) => isEndpointMeant(window.current, origin),
      }),
      announceRotation: announcing.announce,
    },
  });
  await profiles.open();

  const updates = openUpdates({
    folder,
    state,
    log,
    endBy: (last) => {
      quit.endBy(last);
    },
  });

  route(
    allHandlers({
      profiles,
      environment,
      state,
      settings,
      lock,
      clipboard,
      saveDialog,
      updates,
      onReveal: () => {
        guard.revealed();
      },
      closeQuickAccess: () => {
        quickAccess.close();
      },
      shortcuts: shortcut,
      speak: speakIn,
      restart: () => {
        quit.restart();
      },
      folder,
      isRemovalMeant: (values) => isRemovalMeant(window.current, values),
      endForGood: () => {
        quit.endBy(() => {
          leaveNothing(folder);
        });
      },
    }),
    {
      windows: () => [window.current, quickAccess.current].filter((open) => open !== null),
      origin: pageOrigin,
      log,
      locked: () => lock.locked,
      door: new ValueDoor({
        clock: steadyClock,
        takeGesture: (asking, withinMs) => gesture.take(asking, withinMs),
      }),
    },
  );
  const tell = tellPages(() => [window.current, quickAccess.current], log);
  state.onChange((changed) => {
    tell(changed);
    if (changed.generated !== undefined) guard.generatedIs(changed.generated !== null);
  });

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
  const quit = setupQuit({
    window: () => window.current,
    show: () => {
      window.show();
    },
    log,
    atRisk: () => profiles.atRisk,
    stuck: () => profiles.stuck,
    staysInTray: () => state.current.settings.closeToTray && state.current.app.tray,
    finish: async (given) => {
      companions?.();
      announcing.close();
      updates.close();
      lock.close();
      await windowPlace.flush();
      await clipboard.clear();
      await profiles.close(given);
    },
  });
  const hiddenStart = isHiddenStart();
  let companions: (() => void) | undefined;
  const goOn = (): void => {
    profiles.start().catch((error: unknown) => {
      log.error('the start did not finish', { error });
    });
    updates.start().catch((error: unknown) => {
      log.error('nothing looks for updates', { error });
    });
    companions = openCompanions({
      state,
      profiles,
      lock,
      clipboard,
      window,
      quickAccess,
      shortcut,
      log,
      hiddenStart,
    });
  };
  openWindow(window, hiddenStart, goOn);
}
