import { beforeEach, describe, expect, test } from 'vitest';
import { seal } from '../../../main/backup/seal.ts';
import { withMissing, withNote } from '../../../main/vault/index-file.ts';
import { tokenItem } from '../../../main/vault/secret-store.ts';
import type { Core } from '../../support/core/setup-core.ts';
import { anotherComputer, passphrase, preview, restore, setupVault } from './backing-up.ts';

let first: { readonly tokenId: string; readonly value: string };
let second: typeof first;
let third: typeof first;
let old: Core;

/** A vault, and a backup of the two values that it keeps. */
beforeEach(async () => {
  ({ core: old, first, second, third } = await setupVault());
  await old.app.makeBackup.make([first.tokenId, second.tokenId], passphrase);
});

/** All that is on a computer. */
const all = async (core: Core) => [await core.disk(), [...core.keytar.items()]];

describe('another computer', () => {
  test('shows first what would come of it, and changes nothing', async () => {
    const core = await anotherComputer(old);
    const before = await all(core);
    expect(await preview(core)).toEqual({
      madeAt: old.clock.now(),
      notes: 2,
      tokens: [
        {
          ...{ id: first.tokenId, label: 'deploy-prod', standing: 'new', expired: false },
          ...{ origin: old.sandbox.origin, contractNumber: 31_700_001 },
          expiresAt: expect.any(Number) as number,
        },
        expect.objectContaining({ id: second.tokenId, label: '', standing: 'new' }),
      ],
    });
    expect(await all(core)).toEqual(before);
  });

  test('gets the chosen values into its keychain and all labels, signed in or not', async () => {
    const core = await anotherComputer(old);
    await preview(core);
    expect(await restore(core, [first.tokenId])).toEqual([
      { tokenId: first.tokenId, outcome: 'restored', error: null },
    ]);
    expect(core.keytar.items().get(tokenItem(first.tokenId))).toBe(first.value);
    expect(core.keytar.items().has(tokenItem(second.tokenId))).toBe(false);
    expect(core.index.tokens).toMatchObject([
      { id: first.tokenId, origin: old.sandbox.origin, contractNumber: 31_700_001, madeBy: null },
    ]);
    expect(core.index.notes.toSorted((a, b) => a.label.localeCompare(b.label))).toEqual([
      { id: first.tokenId, label: 'deploy-prod', note: 'two\nlines', usedIn: 'CI', color: 'teal' },
      { id: third.tokenId, label: 'elsewhere', note: '', usedIn: '', color: 'none' },
    ]);
    // It stands in the list at once, as what is saved of an account that is not shown.
    expect(core.state.list.tokens).toMatchObject([{ id: first.tokenId, label: 'deploy-prod' }]);
    expect(core.index.accounts).toEqual([]);
    await core.restart();
    expect(core.state.list.tokens).toMatchObject([{ id: first.tokenId, kept: 'keychain' }]);
    expect((await core.app.values.reveal(first.tokenId)).value).toBe(first.value);
  });

  test('without a keychain keeps values in memory, and writes nothing of them', async () => {
    const core = await anotherComputer(old, { keyring: 'no-service' });
    await preview(core);
    expect(await restore(core, [first.tokenId])).toMatchObject([{ outcome: 'restored' }]);
    expect((await core.app.values.reveal(first.tokenId)).value).toBe(first.value);
    expect(core.index.tokens).toEqual([]);
    expect(await core.disk()).not.toContain(first.value);
    expect((await preview(core)).tokens.map(({ standing }) => standing)).toEqual(['here', 'new']);
  });

  test('with a locked keychain says so, and nothing is changed', async () => {
    const core = await anotherComputer(old, { keyring: 'locked' });
    const before = await all(core);
    await expect(preview(core)).rejects.toMatchObject({ code: 'STORE_LOCKED' });
    expect(await all(core)).toEqual(before);
    core.keytar.mode = 'unlocked';
    await preview(core);
    core.keytar.mode = 'locked';
    expect(await restore(core, [first.tokenId, second.tokenId])).toMatchObject([
      { outcome: 'failed', error: { code: 'STORE_LOCKED' } },
      { outcome: 'failed', error: { code: 'STORE_LOCKED' } },
    ]);
    expect(core.index.tokens).toEqual([]);
  });
});

describe('what is here', () => {
  test('is said, and left as it is', async () => {
    const { tokens, notes } = await preview(old);
    expect(tokens.map(({ standing }) => standing)).toEqual(['here', 'here']);
    expect(notes).toBe(0);
    const before = await all(old);
    old.keytar.calls.length = 0;
    expect(await restore(old, [first.tokenId, second.tokenId])).toMatchObject([
      { outcome: 'here' },
      { outcome: 'here' },
    ]);
    expect(await all(old)).toEqual(before);
    expect(old.keytar.calls.filter((call) => call.startsWith('set'))).toEqual([]);
  });

  test('as another value of the same token is never written over', async () => {
    const core = await anotherComputer(old);
    const theirs = `${first.value.slice(0, first.value.lastIndexOf('.'))}.b3RoZXI`;
    core.keytar.put(tokenItem(first.tokenId), theirs);
    const { tokens } = await preview(core);
    expect(tokens.map(({ standing }) => standing)).toEqual(['differs', 'new']);
    const results = await restore(core, [first.tokenId, second.tokenId]);
    expect(results).toMatchObject([
      { outcome: 'failed', error: { code: 'VALUE_DIFFERS' } },
      { outcome: 'restored' },
    ]);
    expect(core.keytar.items().get(tokenItem(first.tokenId))).toBe(theirs);
    expect(core.index.tokens.map(({ id }) => id)).toEqual([second.tokenId]);
  });

  test('after the keyring was reset comes back', async () => {
    old.keytar.swap();
    await old.restart();
    const { tokens } = await preview(old);
    expect(tokens.map(({ standing }) => standing)).toEqual(['new', 'new']);
    await restore(old, [first.tokenId, second.tokenId]);
    expect((await old.app.values.reveal(first.tokenId)).value).toBe(first.value);
  });

  test('without the index is filed again, and not stored again', async () => {
    const core = await anotherComputer(old);
    core.keytar.put(tokenItem(first.tokenId), first.value);
    expect((await preview(core)).tokens[0]?.standing).toBe('new');
    core.keytar.calls.length = 0;
    await restore(core, [first.tokenId]);
    expect(core.index.tokens.map(({ id }) => id)).toEqual([first.tokenId]);
    expect(core.keytar.calls).not.toContain(`set ${tokenItem(first.tokenId)}`);
  });

  test('as a value that was called missing is filed again', async () => {
    await old.app.workspace.index.change((index) => withMissing(index, first.tokenId));
    const { tokens } = await preview(old);
    expect(tokens.map(({ standing }) => standing)).toEqual(['new', 'here']);
    expect(await restore(old, [first.tokenId])).toMatchObject([{ outcome: 'restored' }]);
    const entry = old.index.tokens.find(({ id }) => id === first.tokenId);
    expect(entry?.missing ?? false).toBe(false);
  });

  test('of words stays, field by field', async () => {
    const core = await anotherComputer(old);
    await core.app.workspace.index.change((index) =>
      withNote(index, first.tokenId, { label: 'mine', color: 'red' }),
    );
    expect((await preview(core)).notes).toBe(2);
    await restore(core, [first.tokenId]);
    expect(core.index.notes).toContainEqual({
      ...{ id: first.tokenId, label: 'mine', color: 'red' },
      ...{ note: 'two\nlines', usedIn: 'CI' },
    });
    expect((await preview(core)).notes).toBe(0);
  });
});

test('an expired value is said to be so, and comes back when it is wanted', async () => {
  const core = await anotherComputer(old);
  core.clock.advance(3_600_000);
  expect((await preview(core)).tokens.map(({ expired }) => expired)).toEqual([true, true]);
  await restore(core, [first.tokenId]);
  expect(core.state.list.tokens).toMatchObject([{ id: first.tokenId, state: 'expired' }]);
});

describe('a crash in the middle', () => {
  test.each(['write-journal', 'store-value', 'read-back', 'write-index', 'clear-journal'] as const)(
    'at %s leaves no value that nobody speaks of, and none that is called saved and is not',
    async (step) => {
      const core = await anotherComputer(old);
      await preview(core);
      await core.app.restoreBackup.restore([first.tokenId]);
      const died = core.dieAt('import', step);
      void core.app.restoreBackup.next();
      await died;
      await core.restart();
      await core.app.start();
      const stored = core.keytar.items().get(tokenItem(first.tokenId));
      const filed = core.index.tokens.some(({ id }) => id === first.tokenId);
      expect([stored ?? null, filed]).toEqual(
        step === 'write-journal' || step === 'store-value' ? [null, false] : [first.value, true],
      );
      expect(core.index.notes).toContainEqual(
        expect.objectContaining({ id: first.tokenId, label: 'deploy-prod' }),
      );
    },
  );

  test('is ended by the next start without a word over what was written meanwhile', async () => {
    const core = await anotherComputer(old);
    await preview(core);
    await core.app.restoreBackup.restore([first.tokenId]);
    const died = core.dieAt('import', 'write-index');
    void core.app.restoreBackup.next();
    await died;
    await core.restart();
    await core.app.workspace.index.change((index) =>
      withNote(index, first.tokenId, { label: 'renamed' }),
    );
    await core.app.start();
    expect(core.index.tokens.map(({ id }) => id)).toEqual([first.tokenId]);
    expect(core.index.notes).toContainEqual(
      expect.objectContaining({ id: first.tokenId, label: 'renamed', usedIn: 'CI' }),
    );
  });
});

describe('what does not open', () => {
  test('changes nothing: a wrong passphrase, a file that is cut, another file', async () => {
    const core = await anotherComputer(old);
    const before = await all(core);
    const wrong = preview(core, 'another passphrase');
    await expect(wrong).rejects.toMatchObject({ code: 'BACKUP_PASSPHRASE_WRONG' });
    // The same file can be tried again.
    await expect(core.app.restoreBackup.unlock(passphrase)).resolves.toBeDefined();
    const file = old.backupFiles.content ?? new Uint8Array();
    const head = file.subarray(0, 100);
    for (const [spoiled, code] of [
      [file.subarray(0, -1), 'BACKUP_NOT_READ'],
      [head, 'BACKUP_NOT_READ'],
      [await seal('{}', passphrase, 1), 'BACKUP_OTHER_CONTENT'],
      [
        await seal('{"format":"token-vault-backup","version":2}', passphrase, 1),
        'BACKUP_FROM_NEWER_VERSION',
      ],
      [new Uint8Array(32 * 1024 * 1024 + 1), 'BACKUP_TOO_LARGE'],
    ] as const) {
      core.backupFiles.content = spoiled;
      await expect(preview(core)).rejects.toMatchObject({ code });
      const { restoreBackup } = core.app;
      // What an earlier file held is not brought back in its place.
      if (code !== 'BACKUP_TOO_LARGE')
        await expect(restoreBackup.restore([])).rejects.toMatchObject({ code: 'NOTHING_PENDING' });
    }
    expect(await all(core)).toEqual(before);
  });

  test('reaches neither the log nor a file with its passphrase', async () => {
    const core = await anotherComputer(old);
    await preview(core, 'another passphrase').catch(() => undefined);
    await preview(core);
    await restore(core, [first.tokenId]);
    const said = JSON.stringify(core.log.entries) + (await core.disk());
    for (const secret of [first.value, second.value, passphrase, 'another passphrase'])
      expect(said).not.toContain(secret);
  });
});
