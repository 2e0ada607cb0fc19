import { join } from 'node:path';
import type { InstalledElectron } from '../electron/locate.ts';
import { root } from '../root.ts';

/** Where builds go, by the Electron they are made with: a fallback build is never mistaken for a release. */
export const outputFolder = ({ kind }: Pick<InstalledElectron, 'kind'>): string =>
  join(root, kind === 'official' ? 'dist' : 'dist/fallback');

/** The unpacked app that `npm run package -- --dir` makes on this platform, and what is in it. */
export function packedApp(electron: Pick<InstalledElectron, 'kind'>): {
  readonly folder: string;
  readonly executable: string;
  readonly resources: string;
} {
  const output = outputFolder(electron);
  const arch = process.arch === 'x64' ? '' : `-${process.arch}`;
  if (process.platform === 'darwin') {
    const folder = join(output, `mac${arch}`, 'Token Vault.app/Contents');
    const executable = join(folder, 'MacOS/Token Vault');
    return { folder, executable, resources: join(folder, 'Resources') };
  }
  const windows = process.platform === 'win32';
  const folder = join(output, `${windows ? 'win' : 'linux'}${arch}-unpacked`);
  const executable = join(folder, windows ? 'Token Vault.exe' : 'token-vault');
  return { folder, executable, resources: join(folder, 'resources') };
}
