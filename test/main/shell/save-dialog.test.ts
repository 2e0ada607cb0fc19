import { mkdir, readdir, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, expect, test, vi } from 'vitest';
import { writePrivateFile } from '../../../main/shell/save-dialog.ts';
import { folderSyncs } from '../../support/core/folder-syncs.ts';
import { temporaryFolder } from '../../support/core/temporary-folder.ts';

vi.mock('electron', () => ({ app: {}, dialog: {} }));
vi.mock('node:fs/promises', async (original) => {
  const { notingFolderSyncs } = await import('../../support/core/folder-syncs.ts');
  return notingFolderSyncs(await original());
});

beforeEach(() => {
  folderSyncs.length = 0;
});

test('a file takes the place of another whole, and only its owner can read it', async () => {
  const folder = await temporaryFolder();
  const path = join(folder, 'token.txt');
  await writeFile(path, 'what was there before', { mode: 0o644 });
  await writePrivateFile(path, 'eyJ');
  expect(await readFile(path, 'utf8')).toBe('eyJ');
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  expect(await readdir(folder)).toEqual(['token.txt']);
});

// The value may be kept nowhere else: a power cut must not take the file back.
test('its folder is synced once the file stands under its name', async () => {
  const folder = await temporaryFolder();
  await writePrivateFile(join(folder, 'token.txt'), 'eyJ');
  expect(folderSyncs).toEqual([{ folder, files: { 'token.txt': 'eyJ' } }]);
});

test('a file that cannot be written says so and leaves nothing of the value', async () => {
  const folder = await temporaryFolder();
  await mkdir(join(folder, 'token.txt/full'), { recursive: true });
  const written = writePrivateFile(join(folder, 'token.txt'), 'eyJ');
  await expect(written).rejects.toMatchObject({ code: 'FILE_NOT_WRITTEN' });
  expect(await readdir(folder)).toEqual(['token.txt']);
});

test('what another put in its way is neither written to nor removed', async () => {
  const folder = await temporaryFolder();
  const [path, theirs, aim] = ['token.txt', '.part', 'aim'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];
  await writeFile(aim, 'theirs', { mode: 0o644 });
  await symlink(aim, theirs);
  const written = writePrivateFile(path, 'eyJ', { partial: theirs });
  await expect(written).rejects.toMatchObject({ code: 'FILE_NOT_WRITTEN' });
  expect((await readdir(folder)).sort()).toEqual(['.part', 'aim']);
  expect(await readFile(aim, 'utf8')).toBe('theirs');
});
