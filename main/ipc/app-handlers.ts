import { aboutOf, placesOf } from '../about.ts';
import { AppError } from '../app-error.ts';
import type { AppState } from '../app-state.ts';
import { changeSettings, type SettingsParts } from '../change-settings.ts';
import type { Clipboard } from '../ports.ts';
import type { PrivacyLock } from '../privacy-lock.ts';
import type { Profiles } from '../profiles.ts';
import { inventoryOf } from '../remove-everything.ts';
import { openPage } from '../shell/open-url.ts';
import { startAtLogin, startsAtLogin } from '../shell/start-at-login.ts';
import type { JsonFile } from '../vault/json-file.ts';
import type { Settings } from '../vault/settings-file.ts';
import { reportOf, SelfTests, versionsOf } from '../vault/health-report.ts';
import { storeHealth } from '../vault/store-health.ts';
import type { Handlers } from './router.ts';

export interface AppHandlerParts {
  readonly profiles: Profiles;
  readonly state: AppState;
  readonly settings: JsonFile<Settings>;
  readonly lock: PrivacyLock;
  readonly clipboard: Clipboard;
  readonly shortcuts: SettingsParts['shortcuts'];
  readonly speak: SettingsParts['speak'];
  /** The window has drawn what there is to see. */
  readonly onPainted: () => void;
  readonly closeQuickAccess: () => void;
  readonly restart: () => void;
  /** The app's user-data folder. */
  readonly folder: string;
  /** Asks, where no page can answer, whether everything is to go; `values`: how many token values. */
  readonly isRemovalMeant: (values: number) => Promise<boolean>;
  /** Ends the app and leaves no file of it. */
  readonly endForGood: () => void;
}

/** The state, settings, notices, links, the privacy lock, About and the secret store. */
export function appHandlers(parts: AppHandlerParts): Pick<Handlers, 'app' | 'store'> {
  const { profiles, state, settings, lock, clipboard, shortcuts, speak } = parts;
  const selfTests = new SelfTests();
  return {
    app: {
      state: () => state.view,
      painted: parts.onPainted,
      openPage,
      dismissNotice: (notice) => {
        state.putAside(notice);
      },
      recallNotice: (notice) => {
        if (!state.recall(notice)) throw new AppError('NOTHING_PENDING');
      },
      changeSettings: async (change) => {
        await changeSettings({ state, settings, shortcuts, speak }, change);
        // The time without use may be another one now.
        lock.used();
      },
      startAtLogin: ({ on }) => {
        try {
          startAtLogin(on);
        } finally {
          // What the system says counts, whatever came of it.
          state.change({ app: { ...state.current.app, startsAtLogin: startsAtLogin() } });
        }
      },
      cancel: () => {
        profiles.current.workspace.patience.cancel();
      },
      restart: parts.restart,
      lock: () => lock.lock(),
      unlock: () => {
        lock.unlock();
      },
      closeQuickAccess: parts.closeQuickAccess,
      about: () => aboutOf(placesOf(parts.folder)),
      inventory: () => inventoryOf(profiles.current.workspace, parts.folder),
      removeEverything: async (removal) => {
        // A press that was meant for something else must not be enough for all of it.
        const removed = await profiles.removeEverything(removal, parts.isRemovalMeant);
        if (removed) parts.endForGood();
        return { removed };
      },
    },
    store: {
      unlock: () => profiles.current.unlock(),
      health: () => storeHealth(profiles.current.workspace),
      selfTest: () => selfTests.run(profiles.current.workspace),
      copyReport: async () => {
        const versions = versionsOf(state.current.app.version);
        const { workspace } = profiles.current;
        await clipboard.copyText(await reportOf(workspace, selfTests, versions));
      },
      rebuild: () => profiles.current.rebuild(),
    },
  };
}
