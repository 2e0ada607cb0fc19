import type { InstalledElectron } from '../electron/locate.ts';
import { outputFolder } from './output.ts';

/** What a build with the fallback Electron is told: whose files, which version, and what it is. */
export const fallbackOptions = (electron: InstalledElectron): readonly string[] => [
  `-c.electronDist=${electron.folder}`,
  `-c.electronVersion=${electron.version}`,
  `-c.directories.output=${outputFolder(electron)}`,
  '-c.artifactName=${name}-${version}-fallback-${os}-${arch}.${ext}',
  '-c.extraMetadata.productName=Token Vault (fallback build)',
  '-c.productName=Token Vault (fallback build)',
];
