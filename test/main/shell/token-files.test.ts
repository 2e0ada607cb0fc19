import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs/promises';
import {
  appendFile,
  mkdir,
  readdir,
  readFile,
  rename,
  rm,
  symlink,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { readTokenFile, tokenFiles } from '../../../main/shell/token-files.ts';
import { temporaryFolder } from '../../support/core/temporary-folder.ts';

vi.mock('electron', () => ({ dialog: {} }));
// As root no file is refused: only a stand-in can fail.
vi.mock('node:fs/promises', async (original) => {
  const real = await original<typeof fs>();
  return { ...real, rm: vi.fn(real.rm) };
});

test('a text file is read with its name', async () => {
  const path = join(await temporaryFolder(), 'token.txt');
  await writeFile(path, 'eyJ\n');
  expect(await readTokenFile(path)).toMatchObject({ path, name: 'token.txt', text: 'eyJ\n' });
});

test.each<[string, (path: string) => unknown]>([
  ['that is not there', () => undefined],
  ['that is a folder', (path) => mkdir(path)],
  ['that is far too large for a token', (path) => writeFile(path, 'x'.repeat(64 * 1024 + 1))],
  ['that is a pipe to which nobody writes', (path) => execFileSync('mkfifo', [path])],
])('a file %s is refused', async (_, make) => {
  const path = join(await temporaryFolder(), 'token.txt');
  await make(path);
  await expect(readTokenFile(path)).rejects.toMatchObject({ code: 'FILE_NOT_READ' });
});

test.each(['', '/', 'relative/none'])('no path of a file is refused: %j', async (path) => {
  await expect(readTokenFile(path)).rejects.toMatchObject({ code: 'FILE_NOT_READ' });
});

describe('a file that is to be removed', () => {
  async function setup() {
    const folder = await temporaryFolder();
    const path = join(folder, 'token.txt');
    await writeFile(path, 'eyJ');
    await setDate(path);
    return { folder, path, files: tokenFiles(() => null), file: await readTokenFile(path) };
  }

  test('is removed', async () => {
    const { folder, files, file } = await setup();
    await files.remove(file);
    expect(await readdir(folder)).toEqual([]);
  });

  test('through a link is the file itself', async () => {
    const { folder, path, files } = await setup();
    const link = join(folder, 'link.txt');
    await symlink(path, link);
    const file = await readTokenFile(link);
    expect(file.name).toBe('link.txt');
    await files.remove(file);
    expect(await readdir(folder)).toEqual(['link.txt']);
  });

  test.each<[string, (path: string) => Promise<unknown>]>([
    ['is gone', (path) => rm(path)],
    ['was written since', (path) => writeFile(path, 'eyK')],
    ['was written since, with its date put back', rewriteUnseen],
    ['was written since with the same content', (path) => writeFile(path, 'eyJ')],
    ['has more in it', (path) => appendFile(path, '\n')],
    ['gave way to another with the same content', replace],
    ['gave way to a folder', (path) => rm(path).then(() => mkdir(path))],
  ])('and %s is left alone, and said so', async (_, change) => {
    const { path, files, file } = await setup();
    await change(path);
    const before = await readFile(path, 'utf8').catch(() => null);
    await expect(files.remove(file)).rejects.toMatchObject({ code: 'FILE_CHANGED' });
    expect(await readFile(path, 'utf8').catch(() => null)).toBe(before);
  });

  test('and cannot be is said', async () => {
    const { files, file } = await setup();
    vi.mocked(fs.rm).mockRejectedValueOnce(new Error('EACCES'));
    await expect(files.remove(file)).rejects.toMatchObject({ code: 'FILE_NOT_WRITTEN' });
    await files.remove(file);
  });
});

/** Other content that the file system's facts do not show. */
async function rewriteUnseen(path: string): Promise<void> {
  await writeFile(path, 'eyK');
  await setDate(path);
}

/** A whole second, which every file system can hold. */
const setDate = (path: string): Promise<void> => utimes(path, 1_700_000_000, 1_700_000_000);

async function replace(path: string): Promise<void> {
  await writeFile(`${path}.new`, 'eyJ');
  await rename(`${path}.new`, path);
}
