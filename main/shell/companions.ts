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
  /** Nobody asked to see a window: it waits for a tray, longer than for one that only starts again. */
  readonly hiddenStart: boolean;
}

/** How long after a login the panel with the tray may take to come, in ms. */
const panelMs = 15_000;

/**
 * What stands beside the window: the tray, the shortcut of quick access and the ears for screen
 * locks. All of it waits until the window has painted; the app works without any of it.
 *
 * @returns the end of all of them.
 */
export function openCompanions(parts: CompanionParts): () => void {
  const { state, lock, clipboard, window, shortcut, log, hiddenStart } = parts;
  const loss = new TrayLoss({
    clock: systemClock,
    // Of a hidden start there is none yet.
    hidden: () => window.hidden || window.current === null,
    firstGraceMs: hiddenStart ? panelMs : undefined,
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
  endings.when('nobody is told of tokens that expire', openExpiry(parts));
  endings.when('nobody sees to what the app signs in with', openRenewal(parts));
  return () => {
    endings.end();
  };
}

async function openRenewal(parts: CompanionParts): Promise<() => void> {
  const { renewalCompanion } = await import('./renewal-companion.ts');
  return renewalCompanion(parts);
}

async function openExpiry(parts: CompanionParts): Promise<() => void> {
  const { expiryCompanion } = await import('./expiry-companion.ts');
  return expiryCompanion(parts);
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
