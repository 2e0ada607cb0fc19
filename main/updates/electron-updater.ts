import {
  AppImageUpdater,
  DebUpdater,
  MacUpdater,
  NsisUpdater,
  type AppUpdater,
} from 'electron-updater';
import { AppError } from '../app-error.ts';
import type { Log } from '../ports.ts';
import type { Updater } from './updates.ts';

/** How electron-updater says that what it fetched is not what was published. */
const refusals = [
  'ERR_CHECKSUM_MISMATCH',
  'ERR_UPDATER_INVALID_SIGNATURE',
  // No signature at all where there has to be one.
  'ERR_UPDATER_NO_CHECKSUM',
] as const;

export interface Installation {
  readonly platform: 'darwin' | 'win32' | 'linux';
  /** Started from an AppImage, which can be replaced; other packages are the system's. */
  readonly appImage: boolean;
  /** Windows: it says who has to have signed the next one. Without that nothing would be checked. */
  readonly namesPublisher: boolean;
}

/** Linux packages are the system's; of an AppImage the checksum is what there is to check. */
export const canInstall = ({ platform, appImage, namesPublisher }: Installation): boolean =>
  platform === 'linux' ? appImage : namesPublisher;

function updaterFor({ platform, appImage }: Installation): AppUpdater {
  if (platform === 'darwin') return new MacUpdater();
  if (platform === 'win32') return new NsisUpdater();
  // That of the deb knows of versions without being one itself; it is never asked for more.
  return appImage ? new AppImageUpdater() : new DebUpdater();
}

/**
 * electron-updater, so that nothing is fetched or installed but by a word of ours, and never an older
 * version. Where versions are published stands in app-update.yml, which electron-builder lays beside the
 * archive.
 *
 * @param tried a file in its place, of a test; null: that of the build.
 */
export function electronUpdater(
  installation: Installation,
  log: Log,
  tried: string | null = null,
): Updater {
  const updater = updaterFor(installation);
  if (tried !== null) {
    updater.forceDevUpdateConfig = true;
    updater.updateConfigPath = tried;
  }
  return asUpdater(updater, canInstall(installation), log);
}

/** What electron-updater would send of the installation for ever: nobody's. A staged release goes by the one on disk. */
const nobody = { 'x-user-staging-id': '00000000-0000-0000-0000-000000000000' };

/** One of electron-updater's, with everything switched off that it would do by itself. */
export function asUpdater(updater: AppUpdater, installs: boolean, log: Log): Updater {
  updater.logger = null;
  updater.autoDownload = false;
  updater.autoInstallOnAppQuit = false;
  updater.allowDowngrade = false;
  updater.allowPrerelease = false;
  // What such an installer fetches by itself nobody proves.
  updater.disableWebInstaller = true;
  updater.requestHeaders = nobody;
  // Told by what `check` and `download` reject with as well; unheard, it would end the process.
  updater.on('error', () => undefined);
  return {
    installs,
    check: async () => {
      const found = await updater.checkForUpdates();
      if (found === null) throw new Error('This build cannot be updated.');
      return found.isUpdateAvailable ? found.updateInfo.version : null;
    },
    download: async (onProgress) => {
      const listen = ({ percent }: { readonly percent: number }): void => {
        onProgress(percent);
      };
      updater.on('download-progress', listen);
      try {
        await updater.downloadUpdate();
      } catch (error) {
        throw refused(error) ? new AppError('UPDATE_REFUSED', {}, { cause: error }) : error;
      } finally {
        updater.off('download-progress', listen);
      }
    },
    install: () => {
      log.info('an update is installed');
      updater.quitAndInstall(true, true);
    },
  };
}

function refused(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error ? error.code : null;
  // macOS's own framework has words alone.
  return refusals.some((refusal) => refusal === code) || /code signature/i.test(error.message);
}
