import { app } from 'electron';
import { m } from '#messages';
import { isAppError } from '../app-error.ts';
import type { AppState } from '../app-state.ts';
import type { Log } from '../ports.ts';
import type { PrivacyLock } from '../privacy-lock.ts';
import type { Profiles } from '../profiles.ts';
import type { TrayView } from '../tray-menu.ts';
import { watchScreenLock } from './lock-signals.ts';
import type { QuickAccess } from './quick-access.ts';
import type { MainWindow } from './window.ts';

export interface CompanionParts {
  readonly state: AppState;
  readonly profiles: Profiles;
  readonly lock: PrivacyLock;
  readonly window: MainWindow;
  readonly quickAccess: QuickAccess;
  readonly log: Log;
}

/**
 * What stands beside the window: the tray, the shortcut of quick access and the ears for screen
 * locks. All of it waits until the window has painted; the app works without any of it.
 *
 * @returns the end of all of them.
 */
export async function openCompanions(parts: CompanionParts): Promise<() => void> {
  const { state, lock, quickAccess, log } = parts;
  const endings: (() => void)[] = [];
  const onLock = (): void => {
    if (state.current.settings.lockWithScreen) void lock.lock();
  };
  endings.push(await watchScreenLock(onLock, log));
  let accelerator = '';
  const takeShortcut = (): void => {
    accelerator = state.current.settings.quickAccessShortcut;
    const shortcut = quickAccess.setShortcut(accelerator);
    state.change({ app: { ...state.current.app, shortcut } });
  };
  takeShortcut();
  endings.push(
    state.onChange(() => {
      if (state.current.settings.quickAccessShortcut !== accelerator) takeShortcut();
    }),
    () => {
      quickAccess.setShortcut('');
    },
    await openTray(parts),
  );
  return () => {
    for (const end of endings) end();
  };
}

async function openTray(parts: CompanionParts): Promise<() => void> {
  const { state, profiles, lock, window, log } = parts;
  const [{ AppTray }, { hasTray }] = await Promise.all([
    import('./tray.ts'),
    import('./tray-watcher.ts'),
  ]);
  state.change({ app: { ...state.current.app, tray: await hasTray() } });
  const tray = new AppTray({
    view: () => trayView(state),
    show: () => {
      window.show();
    },
    generate: () => {
      window.show();
      window.send('act', 'generate');
    },
    lock: () => void lock.lock(),
    unlock: () => {
      window.show();
      lock.unlock();
    },
    quit: () => {
      app.quit();
    },
    copy: async (id) => {
      const label = state.current.list.tokens.find((token) => token.id === id)?.label ?? '';
      const name = label || id.slice(0, 8);
      try {
        if (lock.locked) throw new Error('locked');
        await profiles.current.values.copy(id);
        return copied(name, state);
      } catch (error) {
        log.warn('the tray could not copy', { error });
        return { title: m.main_tray_failed_title(), body: whyNot(error) };
      }
    },
  });
  const stop = state.onChange((changed) => {
    if (changed.list ?? changed.session ?? changed.locked !== undefined) tray.update();
    if (changed.locked ?? changed.clipboard?.clearsAt === null) tray.rest();
  });
  return () => {
    stop();
    tray.close();
  };
}

function whyNot(error: unknown): string {
  if (isAppError(error, 'STORE_LOCKED')) return m.main_tray_failed_locked();
  if (isAppError(error, 'STORE_RESTARTED')) return m.main_tray_failed_restarted();
  return m.main_tray_failed();
}

/** What really happened: when it is cleared, and whether histories were told to leave it out. */
function copied(label: string, { current }: AppState): { title: string; body: string } {
  const { clipboard, settings } = current;
  return {
    title:
      clipboard.clearsAt === null
        ? m.main_tray_copied({ label })
        : m.main_tray_copied_clears({ label, seconds: settings.clipboardClearSeconds }),
    body: clipboard.concealed === true ? m.main_tray_copied_concealed() : '',
  };
}

function trayView(state: AppState): TrayView {
  const { list, session } = state.current;
  return {
    tokens: list.tokens
      .filter(({ kept, state: now }) => kept !== 'no' && now !== 'expired' && now !== 'gone')
      // What the app made to sign itself in is for nobody else.
      .filter(({ own }) => !own || session.account?.signIn !== 'minted')
      .map(({ id, label, expiresAt, contractNumber }) => ({
        id,
        label,
        expiresAt,
        group: m.main_tray_group({ contract: String(contractNumber ?? '–') }),
      })),
    locked: state.hidden,
    trial: session.account?.trial ?? false,
    now: Date.now() + (list.clockOffsetMs ?? 0),
  };
}
