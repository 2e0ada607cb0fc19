import { beforeEach, describe, expect, test } from 'vitest';
import type { Core } from '../../support/core/setup-core.ts';
import { anotherComputer, passphrase, preview, setupVault } from './backing-up.ts';

let first: { readonly tokenId: string; readonly value: string };
let second: typeof first;
let third: typeof first;
let old: Core;

/** A vault, and a backup of the two values that it keeps. */
beforeEach(async () => {
  ({ core: old, first, second, third } = await setupVault());
  await old.app.makeBackup.make([first.tokenId, second.tokenId], passphrase);
});

describe('what was opened', () => {
  test('is forgotten when the dialog closes, and by itself after some minutes', async () => {
    const core = await anotherComputer(old);
    const { restoreBackup } = core.app;
    const gone = { code: 'NOTHING_PENDING' };
    await preview(core);
    core.app.closeBackup();
    await expect(restoreBackup.restore([])).rejects.toMatchObject(gone);
    await expect(restoreBackup.unlock(passphrase)).rejects.toMatchObject(gone);
    await preview(core);
    core.clock.advance(9 * 60_000);
    await restoreBackup.restore([first.tokenId, second.tokenId]);
    expect(await restoreBackup.next()).toMatchObject({ outcome: 'restored' });
    core.clock.advance(9 * 60_000);
    expect(await restoreBackup.next()).toMatchObject({ outcome: 'restored' });
    core.clock.advance(10 * 60_000);
    await expect(restoreBackup.next()).rejects.toMatchObject(gone);
  });

  test('gives only what was chosen, one at a time, and no other token', async () => {
    const core = await anotherComputer(old);
    const { restoreBackup } = core.app;
    await preview(core);
    expect(await restoreBackup.next()).toBeNull();
    const unknown = restoreBackup.restore([third.tokenId]);
    await expect(unknown).rejects.toMatchObject({ code: 'TOKEN_NOT_FOUND' });
    await restoreBackup.restore([first.tokenId]);
    const running = restoreBackup.next();
    await expect(restoreBackup.next()).rejects.toMatchObject({ code: 'BUSY' });
    await expect(restoreBackup.restore([])).rejects.toMatchObject({ code: 'BUSY' });
    expect(await running).toMatchObject({ outcome: 'restored' });
    expect(await restoreBackup.next()).toBeNull();
  });

  test('is the one that was chosen last', async () => {
    const core = await anotherComputer(old);
    const { restoreBackup } = core.app;
    await restoreBackup.open();
    const opening = restoreBackup.unlock(passphrase);
    core.backupFiles.content = core.backupFiles.content?.slice() ?? null;
    await restoreBackup.open();
    await expect(opening).rejects.toMatchObject({ code: 'NOTHING_PENDING' });
    core.backupFiles.content = null;
    await restoreBackup.unlock(passphrase);
    // Whoever cancels the dialog goes on with what they had.
    expect(await restoreBackup.open()).toBeNull();
    await expect(restoreBackup.restore([])).resolves.toBeUndefined();
  });

  test('is not held on to where the dialog closes while it is opened', async () => {
    const core = await anotherComputer(old);
    const { restoreBackup } = core.app;
    await restoreBackup.open();
    const opening = restoreBackup.unlock(passphrase);
    core.app.closeBackup();
    await expect(opening).rejects.toMatchObject({ code: 'NOTHING_PENDING' });
    await expect(restoreBackup.restore([])).rejects.toMatchObject({ code: 'NOTHING_PENDING' });
  });

  test('is not held on to where the dialog closes while words are written down', async () => {
    const core = await anotherComputer(old);
    const { restoreBackup } = core.app;
    await preview(core);
    const restoring = restoreBackup.restore([first.tokenId]);
    core.app.closeBackup();
    await expect(restoring).rejects.toMatchObject({ code: 'NOTHING_PENDING' });
    // Of another opening nothing is chosen yet.
    await preview(core);
    expect(await restoreBackup.next()).toBeNull();
  });
});
