import {
  copyFileSync,
  cpSync,
  existsSync,
  openSync,
  readdirSync,
  readSync,
  closeSync,
} from 'node:fs';
import { join, parse } from 'node:path';
import { flipFuses, FuseV1Options, FuseVersion } from '@electron/fuses';
import * as v from 'valibot';
import { findElectron, type InstalledElectron } from '../../scripts/electron/locate.ts';
import { packedApp } from '../../scripts/package/output.ts';

/** The packed app that `npm run package -- --dir` made here, and the Electron inside. */
export interface Packed {
  readonly electron: InstalledElectron;
  readonly executable: string;
  readonly resources: string;
}

/** Finds it. Throws a sentence when there is none. */
export function findPacked(): Packed {
  const electron = findElectron();
  if (electron === undefined) throw new Error('No Electron is installed here. Run: npm run setup');
  const { executable, resources } = packedApp(electron);
  if (!existsSync(executable)) throw new Error('Run first: npm run package -- --dir');
  return { electron, executable, resources };
}

/** On a Mac the whole bundle is copied: there the fuses are in a library that all in it share. */
function copyBeside(executable: string): string {
  const { dir, name, ext } = parse(executable);
  if (process.platform !== 'darwin') {
    const copy = join(dir, `${name}-inspectable${ext}`);
    copyFileSync(executable, copy);
    return copy;
  }
  const bundle = join(dir, '../..');
  const other = join(bundle, '..', 'inspectable.app');
  cpSync(bundle, other, { recursive: true, verbatimSymlinks: true });
  return join(other, 'Contents/MacOS', name);
}

/**
 * A copy of the packed executable, beside it, that Playwright can drive: only the inspect fuse is
 * turned back on. Gives its path.
 */
export async function makeInspectable({ executable }: Packed): Promise<string> {
  const copy = copyBeside(executable);
  await flipFuses(copy, {
    version: FuseVersion.V1,
    // A signature that does not fit any more is worse than one of nobody.
    resetAdHocDarwinSignature: process.platform === 'darwin',
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
  });
  return copy;
}

interface Entry {
  readonly files?: Readonly<Record<string, Entry>> | undefined;
  readonly unpacked?: boolean | undefined;
  readonly size?: number | undefined;
}

const entrySchema: v.GenericSchema<Entry> = v.object({
  files: v.optional(
    v.record(
      v.string(),
      v.lazy(() => entrySchema),
    ),
  ),
  unpacked: v.optional(v.boolean()),
  size: v.optional(v.number()),
});

/** A file of an asar archive: its path with slashes, its bytes, and whether it lies outside of the archive. */
export interface ArchivedFile {
  readonly path: string;
  readonly size: number;
  readonly unpacked: boolean;
}

/** Lists an asar archive by its header, a JSON text behind four 32-bit numbers. */
export function listArchive(file: string): readonly ArchivedFile[] {
  const handle = openSync(file, 'r');
  try {
    const sizes = Buffer.alloc(16);
    readSync(handle, sizes, 0, 16, 0);
    const header = Buffer.alloc(sizes.readUInt32LE(12));
    readSync(handle, header, 0, header.length, 16);
    return flatten('', v.parse(entrySchema, JSON.parse(header.toString('utf8'))));
  } finally {
    closeSync(handle);
  }
}

const flatten = (path: string, { files, unpacked, size = 0 }: Entry): readonly ArchivedFile[] =>
  files === undefined
    ? [{ path, size, unpacked: unpacked === true }]
    : Object.entries(files).flatMap(([name, entry]) =>
        flatten(path === '' ? name : `${path}/${name}`, entry),
      );

/** All files below a folder, relative and with slashes. */
export const listFolder = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .replaceAll('\\', '/'),
    );
