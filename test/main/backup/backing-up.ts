import { readBackup, type BackupContent } from '../../../main/backup/backup-content.ts';
import { unseal } from '../../../main/backup/seal.ts';
import type { BackupPreview, RestoredItem } from '../../../preload/contract.ts';
import { setupCore, type Core, type CoreOptions } from '../../support/core/setup-core.ts';

export const passphrase = 'correct horse battery staple';

/** A vault with two values that are kept, the second without a label, and a label of a third token. */
export async function setupVault() {
  const core = await setupCore();
  await core.signIn('plain');
  const said = { note: 'two\nlines', usedIn: 'CI', color: 'teal' } as const;
  const generate = async (request: Parameters<Core['generate']>[0]) => {
    const made = await core.generate(request);
    await core.app.generated.close();
    return made;
  };
  const first = await generate({ label: 'deploy-prod', ...said });
  const second = await generate({ label: '' });
  const third = await generate({ label: 'elsewhere', keep: false });
  return { core, first, second, third };
}

/** What stands in the file that was written last. */
export const contentOf = async (core: Core, by = passphrase): Promise<BackupContent> =>
  readBackup(await unseal(core.backupFiles.content ?? new Uint8Array(), by));

/** Another computer, on which nobody is signed in, with the file that the first one wrote. */
export async function anotherComputer(from: Core, options: CoreOptions = {}): Promise<Core> {
  const core = await setupCore(options);
  core.backupFiles.content = from.backupFiles.content;
  return core;
}

/** Opens the file as the dialog does. */
export async function preview(core: Core, by = passphrase): Promise<BackupPreview> {
  await core.app.restoreBackup.open();
  return core.app.restoreBackup.unlock(by);
}

/** Brings back the values of `ids`, as the dialog does. */
export async function restore(core: Core, ids: readonly string[]): Promise<RestoredItem[]> {
  await core.app.restoreBackup.restore(ids);
  const results: RestoredItem[] = [];
  for (;;) {
    const result = await core.app.restoreBackup.next();
    if (result === null) return results;
    results.push(result);
  }
}
