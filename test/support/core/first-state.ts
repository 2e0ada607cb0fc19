import { AppState } from '../../../main/app-state.ts';
import { defaultEndpoint } from '../../../main/auth-api/endpoint.ts';
import { initialState } from '../../../main/initial-state.ts';
import { defaultSettings } from '../../../main/vault/settings-file.ts';

type Start = Parameters<typeof initialState>[0];

interface FirstState extends Partial<Omit<Start, 'app'>> {
  readonly app?: Partial<Start['app']>;
}

/** The picture that the app begins with: on Linux, in English, with nothing in the environment. */
export const firstState = ({ app, ...start }: FirstState = {}): AppState =>
  new AppState(
    initialState({
      settings: defaultSettings,
      app: {
        version: '0.0.0',
        platform: 'linux',
        fallbackRuntime: false,
        tray: false,
        shortcut: 'none',
        startsAtLogin: false,
        language: 'en',
        ...app,
      },
      storeName: 'Secret Service',
      offers: { token: false, endpoint: null },
      defaultEndpoint,
      ...start,
    }),
  );
