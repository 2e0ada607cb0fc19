import { m } from '#messages';
import { aHealth, anApp, aSettings, aState, aStore } from '../../build.ts';
import { done, ok, type Answers } from '../../fake-bridge.ts';
import { many, type Scenes } from '../scene.ts';
import { enter, key, press, see } from '../steps.ts';

const health: Answers = {
  store: {
    health: () => ok(aHealth({ inSession: 1 })),
    selfTest: () =>
      ok({
        steps: [
          { name: 'look', ok: true, ms: 2, error: null },
          { name: 'write', ok: true, ms: 11, error: null },
          { name: 'read', ok: false, ms: 4, error: { code: 'STORE_MISMATCH' } },
          { name: 'delete', ok: null, ms: 0, error: null },
        ],
      }),
    rebuild: () => ok({ found: 3, refused: 0, missing: 0 }),
    copyReport: done,
  },
};

const about: Answers = {
  app: {
    about: () =>
      ok({
        electron: '45.4.1',
        chromium: '146.0.7680.31',
        node: '24.21.0',
        system: 'Linux x64 (Debian GNU/Linux 13)',
        dataFolder: '/home/kim/.config/Token Vault',
        chromiumLicences: '/opt/Token Vault/LICENSES.chromium.html',
      }),
  },
};

const commands = key('k', { ctrlKey: true });

/** What is about the app itself. */
export const appScenes: Scenes = {
  settings: () => ({ state: many(6), steps: [press(m.nav_settings)] }),
  'settings-refused': () => ({
    state: aState({
      settings: aSettings({ quickAccessShortcut: 'Control+Alt+V' }),
      app: anApp({ tray: false, shortcut: 'refused' }),
    }),
    steps: [press(m.nav_settings)],
  }),
  store: () => ({ state: many(6), answers: health, steps: [press(m.nav_store)] }),
  'store-tested': () => ({
    state: many(6),
    answers: health,
    steps: [
      press(m.nav_store),
      press(m.health_test),
      press(m.health_rebuild),
      see(() => m.health_rebuilt({ n: 3 })),
    ],
  }),
  'store-locked': () => ({
    state: { ...many(6), store: aStore({ state: 'locked' }) },
    answers: { store: { health: () => ok(aHealth({ state: 'locked' })) } },
    steps: [press(m.nav_store), see(m.health_state_locked)],
  }),
  help: () => ({ state: many(6), steps: [press(m.nav_help)] }),
  about: () => ({
    state: many(6),
    answers: about,
    steps: [press(m.nav_help), press(m.about_title), see(m.about_folder)],
  }),
  commands: () => ({ state: many(6), steps: [see(m.token_manager_title), commands] }),
  'commands-none': () => ({
    state: many(6),
    steps: [
      see(m.token_manager_title),
      commands,
      enter(m.commands_placeholder, 'nothing like it'),
      see(m.commands_none),
    ],
  }),
};
