import { importSteps } from '../../../../main/tokens/import-steps.ts';
import type { Core } from '../../core/setup-core.ts';
import { names, type Operation } from './operation.ts';
import { importConsoleToken, savedIds, signedIn } from './starting.ts';

const passphrase = 'correct horse battery staple';

/** A backup of a value lies on the disk, and the value, which the app did not make, is here no more. */
async function oneInBackup(core: Core): Promise<void> {
  await signedIn(core);
  await importConsoleToken(core);
  const { app } = core;
  const [id = ''] = savedIds(core);
  await app.makeBackup.make([id], passphrase);
  await app.values.forget(id);
  await app.restoreBackup.open();
  await app.restoreBackup.unlock(passphrase);
}

/** As the dialog brings values back: what became of each is told, not thrown. */
async function restore({ app }: Core): Promise<void> {
  const preview = await app.restoreBackup.unlock(passphrase);
  await app.restoreBackup.restore(preview.tokens.map(({ id }) => id));
  while ((await app.restoreBackup.next()) !== null) continue;
}

/** Bringing values back out of a backup. */
export const restoring: readonly Operation[] = [
  {
    name: 'import',
    way: 'out of a backup',
    steps: names(importSteps),
    prepare: oneInBackup,
    act: restore,
  },
];
