import { NsisUpdater } from 'electron-updater';
import { describe, expect, test } from 'vitest';
import { asUpdater, canInstall } from '../../../main/updates/electron-updater.ts';

const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };

const anUpdater = (): NsisUpdater =>
  new NsisUpdater(undefined, {
    version: '0.1.0',
    name: 'Token Vault',
    isPackaged: true,
    appUpdateConfigPath: '/nowhere',
    userDataPath: '/nowhere',
    baseCachePath: '/nowhere',
    whenReady: () => Promise.resolve(),
    relaunch: () => undefined,
    quit: () => undefined,
    onQuit: () => undefined,
  });

test.each([
  ['linux', true, true, true],
  // The system's own packages are the system's.
  ['linux', false, true, false],
  ['darwin', false, true, true],
  ['win32', false, true, true],
  // Nobody would be asked who signed it.
  ['win32', false, false, false],
] as const)(
  'on %s, as an AppImage: %s, with a named publisher: %s, it installs: %s',
  (platform, appImage, namesPublisher, installs) => {
    expect(canInstall({ platform, appImage, namesPublisher })).toBe(installs);
  },
);

test('nothing is done by itself, no older and no unfinished version is taken, nothing unproven fetched', () => {
  const updater = anUpdater();
  asUpdater(updater, true, quiet);
  expect(updater).toMatchObject({
    autoDownload: false,
    autoInstallOnAppQuit: false,
    allowDowngrade: false,
    allowPrerelease: false,
    disableWebInstaller: true,
    requestHeaders: { 'x-user-staging-id': '00000000-0000-0000-0000-000000000000' },
  });
});

describe('what was fetched and is not what was published is refused', () => {
  const failing = (error: Error) => {
    const updater = anUpdater();
    updater.downloadUpdate = () => Promise.reject(error);
    return asUpdater(updater, true, quiet).download(() => undefined);
  };

  test.each(['ERR_CHECKSUM_MISMATCH', 'ERR_UPDATER_INVALID_SIGNATURE', 'ERR_UPDATER_NO_CHECKSUM'])(
    'by %s',
    async (code) => {
      await expect(failing(Object.assign(new Error('no'), { code }))).rejects.toMatchObject({
        code: 'UPDATE_REFUSED',
      });
    },
  );

  test('by the words of macOS', async () => {
    const error = new Error('Code signature at URL file:///x did not pass validation');
    await expect(failing(error)).rejects.toMatchObject({ code: 'UPDATE_REFUSED' });
  });

  test('and a network that fails is something else', async () => {
    await expect(failing(new Error('net::ERR_INTERNET_DISCONNECTED'))).rejects.toThrow('net::');
  });
});
