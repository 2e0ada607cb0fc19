import { app } from 'electron';
import { m } from '#messages';
import type { Account, State, Token } from '../../preload/contract.ts';
import { AppError } from '../app-error.ts';
import type { AppState } from '../app-state.ts';
import type { Log } from '../ports.ts';
import type { PrivacyLock } from '../privacy-lock.ts';
import type { Profiles } from '../profiles.ts';
import { trayFailure } from '../tray-failure.ts';
import { trayGroup, type TrayView } from '../tray-menu.ts';
import type { QuickAccess } from './quick-access.ts';
import { showTokens } from './show-tokens.ts';
import { watchTray } from './tray-watcher.ts';
import { AppTray, type TrayActs } from './tray.ts';
import { needsWindowToCopy } from './wayland.ts';
import type { MainWindow } from './window.ts';

export interface TrayParts {
  readonly state: AppState;
  readonly profiles: Profiles;
  readonly lock: PrivacyLock;
  readonly window: MainWindow;
  readonly quickAccess: QuickAccess;
  readonly log: Log;
  /** Told whether somebody shows tray icons, and whenever that changes. */
  readonly onPresence: (present: boolean) => void;
}

/**
 * The tray icon over the state of the app, made anew when a tray appears: an icon that found nobody
 * to show it does not look again.
 *
 * @returns its end.
 */
export async function trayCompanion(parts: TrayParts): Promise<() => void> {
  const { state, log, onPresence } = parts;
  const acts = trayActs(parts);
  let tray: AppTray | null = null;
  const stopWatching = await watchTray((present) => {
    const appeared = present && !state.current.app.tray;
    state.change({ app: { ...state.current.app, tray: present } });
    onPresence(present);
    if (!appeared || !tray) return;
    tray.close();
    tray = new AppTray(acts);
  }, log);
  // Without a watcher, too: some desktops still show icons in the older way.
  tray = new AppTray(acts);
  const stop = state.onChange((changed) => {
    // Of `app` it is the language that counts.
    const said = changed.list ?? changed.expiring ?? changed.session ?? changed.app;
    if (said ?? changed.locked !== undefined) tray?.update();
    if (changed.locked ?? changed.clipboard?.clearsAt === null) tray?.rest();
  });
  return () => {
    stop();
    stopWatching();
    tray?.close();
  };
}

function trayActs({ state, profiles, lock, window, quickAccess, log }: TrayParts): TrayActs {
  return {
    view: () => trayView(state),
    show: () => {
      window.show();
    },
    expiring: () => {
      const { expiring } = state.current;
      void showTokens({ state, profiles, window, log }, expiring);
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
      const token = state.current.list.tokens.find((one) => one.id === id);
      const name = token?.label || id.slice(0, 8);
      try {
        if (lock.locked) throw new AppError('LOCKED');
        lock.used();
        if (needsWindowToCopy()) {
          quickAccess.openFor(id);
          return null;
        }
        await profiles.current.values.copy(id);
        return copied(name, token ? whoseWords(token, state) : '', state);
      } catch (error) {
        log.warn('the tray could not copy', { error });
        return { title: m.main_tray_failed_title(), body: trayFailure(error) };
      }
    },
  };
}

/** What really happened: when it is cleared, and whether histories were told to leave it out. */
function copied(
  label: string,
  whose: string,
  { current }: AppState,
): { title: string; body: string } {
  const { clipboard, settings } = current;
  return {
    title:
      clipboard.clearsAt === null
        ? m.main_tray_copied({ label })
        : m.main_tray_copied_clears({ label, seconds: settings.clipboardClearSeconds }),
    body: [whose, clipboard.concealed === true ? m.main_tray_copied_concealed() : '']
      .filter(Boolean)
      .join('\n'),
  };
}

/** Its account, by what a person calls it, its contract and server. */
const whoseWords = (token: Token, { current: { session } }: AppState): string =>
  trayGroup({ ...token, name: accountOf(token, session)?.label ?? '' });

const accountOf = ({ accountId }: Token, { accounts }: State['session']): Account | undefined =>
  accounts.find(({ id }) => id === accountId);

function trayView(state: AppState): TrayView {
  const { list, session, expiring } = state.current;
  return {
    tokens: list.tokens
      .filter(({ kept, state: now }) => kept !== 'no' && now !== 'expired' && now !== 'gone')
      // What the app made to sign itself in is for nobody else.
      .filter((token) => !token.own || accountOf(token, session)?.signIn !== 'minted')
      .map((token) => {
        const { id, label, expiresAt } = token;
        const color = accountOf(token, session)?.color ?? 'none';
        return { id, label, expiresAt, group: whoseWords(token, state), color };
      }),
    expiring: expiring.length,
    locked: state.hidden,
    trial: session.account?.trial ?? false,
    several: session.accounts.length > 1,
    now: Date.now() + (list.clockOffsetMs ?? 0),
  };
}
