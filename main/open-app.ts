import { setTimeout as pause } from 'node:timers/promises';
import type { BrowserWindow } from 'electron';
import { EndpointGuard } from './accounts/endpoint-guard.ts';
import { defaultEndpoint } from './auth-api/endpoint.ts';
import type { Environment } from './environment.ts';
import { allHandlers } from './ipc/handlers.ts';
import type { Handlers } from './ipc/router.ts';
import type { OpenState } from './open-state.ts';
import { systemClock, type Log } from './ports.ts';
import type { PrivacyLock } from './privacy-lock.ts';
import { Profiles } from './profiles.ts';
import { rotationNotice } from './shell/announce-rotation.ts';
import { backupFiles } from './shell/backup-files.ts';
import { electronClipboard } from './shell/clipboard-driver.ts';
import { ClipboardService } from './shell/clipboard-service.ts';
import { openCompanions } from './shell/companions.ts';
import { isEndpointMeant } from './shell/endpoint-question.ts';
import { GlobalShortcut } from './shell/global-shortcut.ts';
import { leaveNothing } from './shell/leave-nothing.ts';
import { electronTransport } from './shell/network.ts';
import type { QuickAccess } from './shell/quick-access.ts';
import { setupQuit } from './shell/quit.ts';
import { isRemovalMeant } from './shell/remove-question.ts';
import { runtime } from './shell/runtime.ts';
import { saveDialog as savingBeside } from './shell/save-dialog.ts';
import { ScreenGuard } from './shell/screen-guard.ts';
import { tokenFiles } from './shell/token-files.ts';
import { needsWindowToCopy } from './shell/wayland.ts';
import type { MainWindow } from './shell/window.ts';
import type { WindowPlace } from './shell/window-place.ts';
import { openUpdates } from './updates/open-updates.ts';
import { durableFiles } from './vault/files.ts';

/** What stands before the vault is read (main/index.ts). */
export interface EarlyParts extends OpenState {
  /** The app's user-data folder. */
  readonly folder: string;
  readonly environment: Environment;
  readonly log: Log;
  readonly window: MainWindow;
  readonly windowPlace: WindowPlace;
  readonly quickAccess: QuickAccess;
  readonly lock: PrivacyLock;
  /** The system started the app at login: there is no window. */
  readonly hiddenStart: boolean;
}

/** How long the tray and what else stands beside the window wait for the first list, ms. */
const besideMs = 1_500;

/** The app with its vault. */
export interface OpenApp {
  /** What answers the page. */
  readonly handlers: Handlers;
  /** What closing a window does. */
  readonly withWindow: (window: BrowserWindow) => void;
  /** Lets go of what nobody is to find behind the privacy lock. */
  readonly onLock: () => Promise<void>;
  /** Goes on with keychain, network and desktop, once there is something to look at. */
  readonly goOn: () => void;
}

/**
 * Builds by hand and wires all that the window can be made without.
 *
 * @throws AppError FILE_FROM_NEWER_VERSION; file errors.
 */
export async function openApp(early: EarlyParts): Promise<OpenApp> {
  const { folder, environment, log, state, settings, speakIn } = early;
  const { window, windowPlace, quickAccess, lock, hiddenStart } = early;
  const guard = new ScreenGuard({
    clock: systemClock,
    window: () => window.current,
    onOver: () => {
      window.send('act', 'mask');
    },
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
  state.onChange((changed) => {
    if (changed.generated !== undefined) guard.generatedIs(changed.generated !== null);
  });
  let ended = false;
  let endCompanions: (() => void) | undefined;
  const openBeside = (): void => {
    if (ended) return;
    updates.start().catch((error: unknown) => {
      log.error('nothing looks for updates', { error });
    });
    endCompanions = openCompanions({
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
      ended = true;
      endCompanions?.();
      announcing.close();
      updates.close();
      lock.close();
      await windowPlace.flush();
      await clipboard.clear();
      await profiles.close(given);
    },
  });
  const handlers = allHandlers({
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
    onPainted: () => {
      window.painted();
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
  });
  return {
    handlers,
    withWindow: quit.withWindow,
    onLock: async () => {
      quickAccess.close();
      profiles.current.closeBackup();
      await clipboard.clear();
    },
    goOn: () => {
      const started = profiles.start().catch((error: unknown) => {
        log.error('the start did not finish', { error });
      });
      // The list comes before what stands beside the window, unless it takes long.
      void Promise.race([started, pause(hiddenStart ? 0 : besideMs)]).then(openBeside);
    },
  };
}
