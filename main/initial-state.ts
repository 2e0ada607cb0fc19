import type { State } from '../preload/contract.ts';
import { tokenLimit } from './tokens/generate.ts';

export interface StartFacts {
  readonly settings: State['settings'];
  readonly app: State['app'];
  readonly storeName: string;
  readonly offers: State['session']['offers'];
  readonly defaultEndpoint: string;
}

/** The picture before anything was read. */
export function initialState(facts: StartFacts): State {
  const { settings, app, storeName, offers, defaultEndpoint } = facts;
  return {
    session: {
      status: 'starting',
      account: null,
      accounts: [],
      showAll: false,
      offers,
      defaultEndpoint,
    },
    list: {
      status: 'idle',
      tokens: [],
      fetchedAt: null,
      stale: true,
      error: null,
      limit: tokenLimit,
      clockOffsetMs: null,
      accounts: [],
    },
    expiring: [],
    store: { kind: 'keychain', state: 'unknown', name: storeName },
    generated: null,
    ghosts: [],
    rotations: [],
    clipboard: { clearsAt: null, concealed: null },
    notices: app.fallbackRuntime ? ['FALLBACK_RUNTIME'] : [],
    settings,
    update: { status: 'off', version: null, installs: false, progress: null },
    locked: false,
    app,
  };
}
