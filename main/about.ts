import { dirname, join } from 'node:path';
import type { About } from '../preload/contract.ts';
import { longest } from '../preload/contract/limits.ts';
import { versionsOf } from './vault/health-report.ts';

export interface Places {
  readonly platform: NodeJS.Platform;
  /** Folder of the app's data, absolute. */
  readonly dataFolder: string;
  /** The executable that runs, absolute. */
  readonly executable: string;
  /** The folder of what Electron calls resources, absolute. */
  readonly resources: string;
}

/** @param dataFolder absolute. */
export const placesOf = (dataFolder: string): Places => ({
  platform: process.platform,
  dataFolder,
  executable: process.execPath,
  resources: process.resourcesPath,
});

/** The end of a path says more than its beginning. */
const shown = (path: string): string =>
  path.length > longest.path ? `…${path.slice(1 - longest.path)}` : path;

/** What "About" says beside what the page knows. */
export function aboutOf({ platform, dataFolder, executable, resources }: Places): About {
  // Beside the program; in macOS's bundles nothing may lie there (electron-builder moves it).
  const folder = platform === 'darwin' ? resources : dirname(executable);
  const { electron, chrome, node } = process.versions as Readonly<Record<string, string>>;
  return {
    electron: electron ?? '–',
    chromium: chrome ?? '–',
    node: node ?? '–',
    system: versionsOf('').system,
    dataFolder: shown(dataFolder),
    chromiumLicences: shown(join(folder, 'LICENSES.chromium.html')),
  };
}
