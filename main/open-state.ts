import { join } from 'node:path';
import { app } from 'electron';
import type { State } from '../preload/contract.ts';
import { AppState } from './app-state.ts';
import { defaultEndpoint } from './auth-api/endpoint.ts';
import type { Environment } from './environment.ts';
import { initialState } from './initial-state.ts';
import { languageFor, speak } from './language.ts';
import { systemClock, type Log } from './ports.ts';
import { runtime } from './shell/runtime.ts';
import { startsAtLogin } from './shell/start-at-login.ts';
import { durableFiles } from './vault/files.ts';
import type { JsonFile } from './vault/json-file.ts';
import { readSettings, settingsFile, type Settings } from './vault/settings-file.ts';

/** The settings, and the picture that pages are shown. */
export interface OpenState {
  readonly settings: JsonFile<Settings>;
  readonly state: AppState;
  /** Speaks in the language that is chosen. @returns which that is. */
  readonly speakIn: (chosen: State['settings']['language']) => State['app']['language'];
}

/** Reads the settings, speaks in their language and makes the first picture, with what there is to say of them. */
export async function openState(
  folder: string,
  environment: Environment,
  log: Log,
): Promise<OpenState> {
  const settings = settingsFile(durableFiles, join(folder, 'settings.json'));
  const settingsRead = await readSettings(settings, systemClock.now(), log);
  const speakIn: OpenState['speakIn'] = (chosen) => {
    const language = languageFor(chosen, app.getPreferredSystemLanguages());
    speak(language);
    return language;
  };
  const state = new AppState(
    initialState({
      settings: settings.content,
      app: {
        version: app.getVersion(),
        platform: runtime.platform,
        fallbackRuntime: runtime.fallback,
        tray: false,
        shortcut: 'none',
        startsAtLogin: startsAtLogin(),
        language: speakIn(settings.content.language),
      },
      storeName: runtime.storeName,
      offers: { token: environment.token !== null, endpoint: environment.endpoint },
      defaultEndpoint,
    }),
  );
  if (!settingsRead) state.notice('SETTINGS_NOT_READ');
  if (settings.setAside) state.notice('SETTINGS_SET_ASIDE');
  if (environment.endpointIgnored) state.notice('IONOS_API_URL_IGNORED');
  return { settings, state, speakIn };
}
