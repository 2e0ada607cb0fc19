import type * as fs from 'node:fs/promises';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { writePrivateFile } from '../../../main/shell/save-dialog.ts';
import { durableFiles, whenFolderSyncIsRefused } from '../../../main/vault/files.ts';
import { temporaryFolder } from '../../support/core/temporary-folder.ts';

/** What the file system says when a folder is to be synced, or opened for that. */
const refusal = vi.hoisted((): { code: string; at: 'open' | 'sync'; files: boolean } => ({
  code: '',
  at: 'sync',
  files: false,
}));

vi.mock('electron', () => ({ app: {}, dialog: {} }));
vi.mock('node:fs/promises', async (original) => {
  const real = await original<typeof fs>();
  const refuse = (): never => {
    throw Object.assign(new Error(refusal.code), { code: refusal.code });
  };
  const open: typeof real.open = async (path, ...rest) => {
    const handle = await real.open(path, ...rest);
    const folder = (await handle.stat()).isDirectory();
    if (refusal.code === '' || (!folder && !refusal.files)) return handle;
    if (refusal.at === 'open') {
      await handle.close();
      return refuse();
    }
    handle.sync = () => Promise.resolve().then(refuse);
    return handle;
  };
  return { ...real, open, default: { ...real, open } };
});

let told: string[];

beforeEach(() => {
  refusal.code = '';
  refusal.files = false;
  told = [];
  whenFolderSyncIsRefused((code) => told.push(code));
});

describe.each(['open', 'sync'] as const)('a folder that cannot be synced (%s)', (at) => {
  test.each(['EINVAL', 'ENOTSUP', 'EPERM'])(
    'because the file system does not do that (%s) is no failure, and told once',
    async (code) => {
      const folder = await temporaryFolder();
      Object.assign(refusal, { code, at });
      await writePrivateFile(join(folder, 'token.txt'), 'eyJ');
      await durableFiles.write(join(folder, 'index.json'), 'one');
      await durableFiles.write(join(folder, 'index.json'), 'two');
      await durableFiles.copyAside(join(folder, 'index.json'), 'broken');
      expect(await readFile(join(folder, 'token.txt'), 'utf8')).toBe('eyJ');
      expect(await durableFiles.read(join(folder, 'index.json'))).toBe('two');
      expect(told).toEqual([code]);
    },
  );

  test.each(['EIO', 'ENOSPC', 'EACCES'])('for another reason (%s) is said', async (code) => {
    const folder = await temporaryFolder();
    Object.assign(refusal, { code, at });
    const failed = { code: 'FILE_NOT_WRITTEN' };
    await expect(writePrivateFile(join(folder, 'token.txt'), 'eyJ')).rejects.toMatchObject(failed);
    await expect(durableFiles.write(join(folder, 'index.json'), 'x')).rejects.toMatchObject(failed);
    expect(told).toEqual([]);
  });
});

test('a file that cannot be synced is not written, whatever the code', async () => {
  const folder = await temporaryFolder();
  Object.assign(refusal, { code: 'EPERM', at: 'sync', files: true });
  await expect(writePrivateFile(join(folder, 'token.txt'), 'eyJ')).rejects.toMatchObject({
    code: 'FILE_NOT_WRITTEN',
  });
});
