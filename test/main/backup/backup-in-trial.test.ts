import { expect, test } from 'vitest';
import type { VaultApp } from '../../../main/vault-app.ts';
import { tokenItem } from '../../../main/vault/secret-store.ts';
import { generate, inTrial, trial } from '../trial-setup.ts';
import { passphrase, setupVault } from './backing-up.ts';

async function preview({ restoreBackup }: VaultApp) {
  await restoreBackup.open();
  return restoreBackup.unlock(passphrase);
}

test('the trial takes back its own values, and nothing of another vault', async () => {
  const core = await inTrial();
  const id = await generate(core);
  const { current } = core.profiles;
  await current.makeBackup.make([id], passphrase);
  expect((await preview(current)).tokens).toMatchObject([{ id, standing: 'here' }]);

  const { core: own, first } = await setupVault();
  await own.app.makeBackup.make([first.tokenId], passphrase);
  core.backupFiles.content = own.backupFiles.content;
  const items = new Map(core.keytar.items(trial));
  const index = current.workspace.index.content;
  // Its labels would go with the trial as well.
  expect(await preview(current)).toMatchObject({
    tokens: [{ standing: 'not-of-trial' }],
    notes: 0,
  });
  await current.restoreBackup.restore([first.tokenId]);
  expect(await current.restoreBackup.next()).toMatchObject({
    outcome: 'failed',
    error: { code: 'TOKEN_NOT_OF_TRIAL' },
  });
  expect([core.keytar.items(trial), current.workspace.index.content]).toEqual([items, index]);
});

test('what was opened in the trial is forgotten with it', async () => {
  const core = await inTrial();
  const id = await generate(core);
  const { current } = core.profiles;
  await current.makeBackup.make([id], passphrase);
  await preview(current);
  await core.profiles.leaveTrial();
  const restored = current.restoreBackup.restore([id]);
  await expect(restored).rejects.toMatchObject({ code: 'NOTHING_PENDING' });
  expect(core.keytar.items(trial).has(tokenItem(id))).toBe(false);
});
