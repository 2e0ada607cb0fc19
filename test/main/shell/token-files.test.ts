import { execFileSync } from 'node:child_process';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { readTokenFile, tokenFiles } from '../../../main/shell/token-files.ts';
import { temporaryFolder } from '../../support/core/temporary-folder.ts';

vi.mock('electron', () => ({ dialog: {} }));

test('a text file is read with its name', async () => {
  const path = join(await temporaryFolder(), 'token.txt');
  await writeFile(path, 'eyJ\n');
  expect(await readTokenFile(path)).toEqual({ path, name: 'token.txt', text: 'eyJ\n' });
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

test('a file is removed; one that is gone is said', async () => {
  const folder = await temporaryFolder();
  const path = join(folder, 'token.txt');
  await writeFile(path, 'eyJ');
  const files = tokenFiles(() => null);
  await files.remove(path);
  expect(await readdir(folder)).toEqual([]);
  await expect(files.remove(path)).rejects.toMatchObject({ code: 'FILE_NOT_WRITTEN' });
});
