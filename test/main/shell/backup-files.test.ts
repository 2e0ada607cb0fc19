import { execFileSync } from 'node:child_process';
import { mkdir, readdir, readFile, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BrowserWindow } from 'electron';
import { beforeEach, expect, test, vi } from 'vitest';
import { backupFiles, readBackupFile } from '../../../main/shell/backup-files.ts';
import { temporaryFolder } from '../../support/core/temporary-folder.ts';

type Dialog = (...args: readonly unknown[]) => Promise<unknown>;
const dialog = vi.hoisted(() => ({
  showSaveDialog: vi.fn<Dialog>(),
  showOpenDialog: vi.fn<Dialog>(),
}));
vi.mock('electron', () => ({ app: { getPath: () => '/home/paula/Downloads' }, dialog }));

const window = { title: 'ours' } as unknown as BrowserWindow;
const files = backupFiles(() => window);
const content = Uint8Array.from({ length: 300 }, (_, at) => at % 256);
let folder: string;

beforeEach(async () => {
  vi.resetAllMocks();
  folder = await temporaryFolder();
});

/** The person chooses this place; null: they cancel. */
const saveAt = (path: string | null): void =>
  void dialog.showSaveDialog.mockResolvedValue({ canceled: path === null, filePath: path ?? '' });

const save = (prove: (written: Uint8Array) => Promise<void> = () => Promise.resolve()) =>
  files.save({ suggestedName: 'vault.age', values: 12, content, prove });

test('a backup stands where the person says, byte for byte and for its owner alone', async () => {
  const path = join(folder, 'vault.age');
  saveAt(path);
  const proven: Uint8Array[] = [];
  const name = await save((written) => {
    proven.push(written);
    return Promise.resolve();
  });
  expect(name).toBe('vault.age');
  expect([...(await readFile(path))]).toEqual([...content]);
  expect(proven.map((written) => [...written])).toEqual([[...content]]);
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  expect(await readdir(folder)).toEqual(['vault.age']);
  expect(dialog.showSaveDialog).toHaveBeenCalledExactlyOnceWith(
    window,
    expect.objectContaining({
      title: 'Save an encrypted backup with 12 token values',
      defaultPath: '/home/paula/Downloads/vault.age',
      filters: [{ name: 'Encrypted backup', extensions: ['age'] }],
    }),
  );
});

test('one that is not proven leaves the older one as it was', async () => {
  const path = join(folder, 'vault.age');
  await writeFile(path, 'the older one');
  saveAt(path);
  const failed = save(() => Promise.reject(new Error('it does not open')));
  await expect(failed).rejects.toMatchObject({ code: 'FILE_NOT_WRITTEN' });
  expect(await readFile(path, 'utf8')).toBe('the older one');
  expect(await readdir(folder)).toEqual(['vault.age']);
});

test('whoever cancels has saved and opened nothing', async () => {
  saveAt(null);
  expect(await save()).toBeNull();
  dialog.showOpenDialog.mockResolvedValue({ canceled: true, filePaths: [] });
  expect(await files.choose(1_000)).toBeNull();
});

test('a file that was chosen is read whole', async () => {
  const path = join(folder, 'vault.age');
  await writeFile(path, content);
  dialog.showOpenDialog.mockResolvedValue({ canceled: false, filePaths: [path] });
  const chosen = await files.choose(300);
  expect(chosen && { ...chosen, content: [...chosen.content] }).toEqual({
    name: 'vault.age',
    content: [...content],
  });
  expect(dialog.showOpenDialog).toHaveBeenCalledExactlyOnceWith(
    window,
    expect.objectContaining({ title: 'Open an encrypted backup', properties: ['openFile'] }),
  );
});

test.each<[string, string, (path: string) => unknown]>([
  ['that is not there', 'BACKUP_NOT_READ', () => undefined],
  ['that is a folder', 'BACKUP_NOT_READ', (path) => mkdir(path)],
  [
    'that is a pipe to which nobody writes',
    'BACKUP_NOT_READ',
    (path) => execFileSync('mkfifo', [path]),
  ],
  [
    'that is larger than any backup',
    'BACKUP_TOO_LARGE',
    async (path) => {
      await writeFile(path, '');
      await truncate(path, 1_001);
    },
  ],
])('a file %s is refused', async (_, code, make) => {
  const path = join(folder, 'vault.age');
  await make(path);
  await expect(readBackupFile(path, 1_000)).rejects.toMatchObject({ code });
});
