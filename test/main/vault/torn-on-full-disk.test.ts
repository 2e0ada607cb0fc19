import { mkdir, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { AppError } from '../../../main/app-error.ts';
import { durableFiles } from '../../../main/vault/files.ts';
import { setupCore } from '../../support/core/setup-core.ts';

// A file is torn, and there is no room to copy it aside: nothing of it may be written over.

describe('while the app runs', () => {
  test.each(['index.json', 'journal.json'])('%s', async (name) => {
    const core = await setupCore();
    await core.signIn('empty');
    await truncate(join(core.folder, name), 10);
    const torn = await core.file(name);
    core.files.failWrites = (path) => path.endsWith(name);
    await core.control.clearLog();
    await core.generate().catch((error: unknown) => {
      expect(error).toMatchObject({ code: 'FILE_NOT_WRITTEN' });
    });
    if (name === 'journal.json') expect(await core.control.log()).toHaveLength(1);
    else expect(core.state.generated).toMatchObject({ storeError: { code: 'FILE_NOT_WRITTEN' } });
    expect(await core.file(name)).toBe(torn);
  });
});

describe('at the start', () => {
  const fullDisk = () =>
    vi
      .spyOn(durableFiles, 'copyAside')
      .mockImplementation(() => Promise.reject(new AppError('FILE_NOT_WRITTEN')));

  test.each(['torn', 'a folder', 'of a newer version'])(
    'the last list, which is %s, keeps nobody from the vault',
    async (how) => {
      const core = await setupCore();
      await core.signIn('plain');
      core.end();
      const path = join(core.folder, 'lists.json');
      if (how === 'torn') await truncate(path, 10);
      else if (how === 'a folder') await durableFiles.remove(path);
      else await writeFile(path, '{"version":99}');
      if (how === 'a folder') await mkdir(path);
      const disk = fullDisk();
      await core.open();
      disk.mockRestore();
      await core.app.start();
      expect(core.state.list).toMatchObject({ status: 'ready', stale: false });
      expect(core.state.list.tokens.length).toBeGreaterThan(2);
    },
  );

  test.each(['index.json', 'journal.json'])(
    '%s stays, and the start says why it ends',
    async (name) => {
      const core = await setupCore();
      await core.signIn('plain');
      const { tokenId } = await core.generate();
      core.end();
      const path = join(core.folder, name);
      await writeFile(path, '{"version":');
      const disk = fullDisk();
      await expect(core.open()).rejects.toMatchObject({ code: 'FILE_NOT_WRITTEN' });
      disk.mockRestore();
      expect(await core.file(name)).toBe('{"version":');
      await core.open();
      await core.app.start();
      expect(core.keytar.items().has(`token:${tokenId}`)).toBe(true);
    },
  );
});
