import { m } from '#messages';
import { anApp, aSettings, aState } from '../../build.ts';
import { no, ok, type Answers } from '../../fake-bridge.ts';
import { many, never, type Scenes } from '../scene.ts';
import { enter, key, pick, press, see, unfold } from '../steps.ts';

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

const update = { version: '0.2.0', installs: true, progress: null } as const;

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
  'settings-not-written': () => ({
    state: many(6),
    answers: { app: { changeSettings: () => no({ code: 'FILE_NOT_WRITTEN' }) } },
    steps: [press(m.nav_settings), pick(m.settings_lock_screen), see(m.error_file_not_written)],
  }),
  help: () => ({ state: many(6), steps: [press(m.nav_help)] }),
  about: () => ({
    state: many(6),
    answers: about,
    steps: [press(m.nav_help), press(m.about_title), see(m.about_folder)],
  }),
  'about-loading': () => ({
    state: many(6),
    answers: { app: { about: never } },
    steps: [press(m.nav_help), press(m.about_title), see(m.about_version)],
  }),
  'about-failed': () => ({
    state: many(6),
    answers: { app: { about: () => no({ code: 'INTERNAL' }) } },
    steps: [press(m.nav_help), press(m.about_title), see(m.error_internal)],
  }),
  'about-update-ready': () => ({
    state: { ...many(6), update: { ...update, status: 'ready' } },
    answers: about,
    steps: [press(m.nav_help), press(m.about_title), see(m.update_install)],
  }),
  'about-licences': () => ({
    state: many(6),
    answers: about,
    steps: [
      press(m.nav_help),
      press(m.about_title),
      unfold(m.about_licences),
      unfold(() => 'svelte'),
    ],
  }),
  'commands-many': () => ({
    state: many(100),
    steps: [
      see(m.token_manager_title),
      commands,
      see(() => `${m.copy_token({ name: 'deploy-prod' })} (3f2a91c0)`),
      key('End'),
    ],
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
