import { dirname, join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { durableFiles } from '../../../main/vault/files.ts';
import { folderSyncs } from '../../support/core/folder-syncs.ts';
import { temporaryFolder } from '../../support/core/temporary-folder.ts';

vi.mock('node:fs/promises', async (original) => {
  const { notingFolderSyncs } = await import('../../support/core/folder-syncs.ts');
  return notingFolderSyncs(await original());
});

// Without it a power cut after the rename can bring the old file back.
test('the folder is synced once the new content stands under its name', async () => {
  const path = join(await temporaryFolder(), 'index.json');
  await durableFiles.write(path, 'old');
  folderSyncs.length = 0;
  await durableFiles.write(path, 'new');
  expect(folderSyncs).toEqual([{ folder: dirname(path), files: { 'index.json': 'new' } }]);
});
