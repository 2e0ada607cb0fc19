import type { AppState } from '../app-state.ts';
import { systemClock, type Log } from '../ports.ts';
import type { PrivacyLock } from '../privacy-lock.ts';
import type { Profiles } from '../profiles.ts';
import type { ClipboardService } from './clipboard-service.ts';
import type { GlobalShortcut } from './global-shortcut.ts';
import { watchScreen } from './lock-signals.ts';
import type { QuickAccess } from './quick-access.ts';
import { TrayLoss } from './tray-loss.ts';
import type { MainWindow } from './window.ts';

export interface CompanionParts {
  readonly state: AppState;
  readonly profiles: Profiles;
  readonly lock: PrivacyLock;
  readonly clipboard: Pick<ClipboardService, 'clear'>;
  readonly window: MainWindow;
  readonly quickAccess: QuickAccess;
  readonly shortcut: GlobalShortcut;
  readonly log: Log;
}

/**
 * What stands beside the window: the tray, the shortcut of quick access and the ears for screen
 * locks. All of it waits until the window has painted; the app works without any of it.
 *
 * @returns the end of all of them.
 */
export function openCompanions(parts: CompanionParts): () => void {
  const { state, lock, clipboard, window, shortcut, log } = parts;
  const loss = new TrayLoss({
    clock: systemClock,
    hidden: () => window.hidden,
    show: () => {
      window.show();
    },
  });
  const endings = new Endings(log);
  endings.add(() => {
    loss.close();
  });
  state.change({
    app: {
      ...state.current.app,
      shortcut: shortcut.take(state.current.settings.quickAccessShortcut),
    },
  });
  endings.add(() => {
    shortcut.take('');
  });
  // Nobody is there: what was copied goes, whether or not the app is to lock. Sleep alone takes no
  // tray away, and without a screen locker nothing would tell that the tray is to be watched again.
  const onSleep = (): void => {
    void (state.current.settings.lockWithScreen ? lock.lock() : clipboard.clear());
  };
  const onLock = (): void => {
    loss.screenIs(true);
    onSleep();
  };
  const onUnlock = (): void => {
    loss.screenIs(false);
  };
  endings.when('the screen cannot be heard', watchScreen({ onLock, onUnlock, onSleep }, log));
  endings.when('the tray could not be set up', openTray(parts, loss));
  return () => {
    endings.end();
  };
}

async function openTray(parts: CompanionParts, loss: TrayLoss): Promise<() => void> {
  const { trayCompanion } = await import('./tray-companion.ts');
  return trayCompanion({
    ...parts,
    onPresence: (present) => {
      loss.trayIs(present);
    },
  });
}

/** Ends what was opened, also what opens only when all has ended. */
class Endings {
  readonly #log: Log;
  #endings: (() => void)[] = [];
  #ended = false;

  constructor(log: Log) {
    this.#log = log;
  }

  add(end: () => void): void {
    if (this.#ended) end();
    else this.#endings.push(end);
  }

  when(otherwise: string, opening: Promise<() => void>): void {
    opening.then(
      (end) => {
        this.add(end);
      },
      (error: unknown) => {
        this.#log.error(otherwise, { error });
      },
    );
  }

  end(): void {
    this.#ended = true;
    for (const end of this.#endings.splice(0)) end();
  }
}
