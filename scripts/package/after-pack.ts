import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { AfterPackContext } from 'electron-builder';
import { setFuses } from './fuses.ts';

/** What `@electron/fuses` wants to be pointed at: the executable, or the app bundle on macOS. */
function binary({ appOutDir, electronPlatformName, packager }: AfterPackContext): string {
  const { productFilename } = packager.appInfo;
  if (electronPlatformName === 'darwin') return join(appOutDir, `${productFilename}.app`);
  if (electronPlatformName === 'win32') return join(appOutDir, `${productFilename}.exe`);
  const name = packager.config.linux?.executableName;
  if (typeof name !== 'string') throw new Error('electron-builder.yml names no linux executable');
  return join(appOutDir, name);
}

/**
 * electron-builder's hook between packing and signing: sets the fuses, and removes the loader by
 * which the fallback Electron starts an unpacked app (scripts/electron/loader).
 *
 * Not by `context.packager.addElectronFuses`: electron-builder 26 brings an older @electron/fuses,
 * which does not know the newest fuse and stops at a binary that has one less.
 */
export default async function afterPack(context: AfterPackContext): Promise<void> {
  await rm(join(context.appOutDir, 'resources/app'), { recursive: true, force: true });
  await setFuses(binary(context));
}
