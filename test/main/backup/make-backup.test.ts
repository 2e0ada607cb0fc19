import { expect, test } from 'vitest';
import { tokenItem } from '../../../main/vault/secret-store.ts';
import { setupCore } from '../../support/core/setup-core.ts';
import { contentOf, passphrase, setupVault } from './backing-up.ts';

test('what is kept is offered, without what is not, and without what signs in', async () => {
  const { core, first, second } = await setupVault();
  const { index } = core;
  expect(index.accounts[0]?.ownTokenId).not.toBeNull();
  core.keytar.calls.length = 0;
  const offer = core.app.makeBackup.offer();
  expect(offer.tokens.map(({ id, label }) => [id, label])).toEqual([
    [first.tokenId, 'deploy-prod'],
    [second.tokenId, ''],
  ]);
  expect(offer.notes).toBe(2);
  expect(offer.tokens.map(({ expired }) => expired)).toEqual([false, false]);
  expect(core.keytar.calls).toEqual([]);
  core.clock.advance(3_600_000);
  expect(core.app.makeBackup.offer().tokens.map(({ expired }) => expired)).toEqual([true, true]);
});

test('the chosen values and all labels are written, and nothing that signs in', async () => {
  const { core, first, second, third } = await setupVault();
  const made = await core.app.makeBackup.make([second.tokenId], passphrase);
  const day = new Date(core.clock.now()).toISOString().slice(0, 10);
  expect(made).toEqual({ fileName: `token-vault-${day}.age`, unread: [] });
  // The system's dialog says how many.
  expect(core.backupFiles.asked).toEqual({ suggestedName: made.fileName, values: 1 });
  const content = await contentOf(core);
  expect(content.tokens).toEqual([
    { id: second.tokenId, origin: core.sandbox.origin, value: second.value },
  ]);
  expect(content.notes).toEqual([
    { id: first.tokenId, label: 'deploy-prod', note: 'two\nlines', usedIn: 'CI', color: 'teal' },
    { id: third.tokenId, label: 'elsewhere', note: '', usedIn: '', color: 'none' },
  ]);
  const all = JSON.stringify(content);
  for (const [item, text] of core.keytar.items())
    if (item !== tokenItem(second.tokenId)) expect(all).not.toContain(text);
  // As it lies there nothing can be read of it.
  const file = Buffer.from(core.backupFiles.content ?? []).toString('latin1');
  for (const word of [second.value, second.tokenId, 'deploy-prod', passphrase])
    expect(file).not.toContain(word);
});

test('labels alone can be written, and a value twice is one', async () => {
  const { core, first } = await setupVault();
  await core.app.makeBackup.make([], passphrase);
  expect((await contentOf(core)).tokens).toEqual([]);
  await core.app.makeBackup.make([first.tokenId, first.tokenId], passphrase);
  expect((await contentOf(core)).tokens).toHaveLength(1);
});

test('a value in memory goes in where there is no keychain', async () => {
  const core = await setupCore({ keyring: 'no-service' });
  await core.signIn('empty');
  const { tokenId, value } = await core.generate();
  expect(core.app.makeBackup.offer().tokens.map(({ id }) => id)).toEqual([tokenId]);
  await core.app.makeBackup.make([tokenId], passphrase);
  expect((await contentOf(core)).tokens).toMatchObject([{ id: tokenId, value }]);
});

test('values that cannot be read are named, and nothing is written without a word', async () => {
  const { core, first, second } = await setupVault();
  const both = [first.tokenId, second.tokenId];
  // The item holds the value of another token: whoever edited the index gains nothing.
  core.keytar.put(tokenItem(first.tokenId), second.value);
  const nothing = { fileName: null, unread: [first.tokenId] };
  expect(await core.app.makeBackup.make(both, passphrase)).toEqual(nothing);
  core.keytar.take(tokenItem(first.tokenId));
  expect(await core.app.makeBackup.make(both, passphrase)).toEqual(nothing);
  expect(core.backupFiles.asked).toBeNull();
  await core.app.makeBackup.make([second.tokenId], passphrase);
  expect((await contentOf(core)).tokens).toMatchObject([{ id: second.tokenId }]);
});

test('a locked keychain is said as that, and nothing is written', async () => {
  const { core, first } = await setupVault();
  core.keytar.mode = 'locked';
  const made = core.app.makeBackup.make([first.tokenId], passphrase);
  await expect(made).rejects.toMatchObject({ code: 'STORE_LOCKED' });
  expect(core.backupFiles.asked).toBeNull();
});

test('what was filed in a keychain that is not there now cannot be read', async () => {
  const { core, first } = await setupVault();
  core.keytar.mode = 'no-service';
  const made = await core.app.makeBackup.make([first.tokenId], passphrase);
  expect(made).toEqual({ fileName: null, unread: [first.tokenId] });
});

test('a token that is not kept here is refused', async () => {
  const { core, third } = await setupVault();
  const made = core.app.makeBackup.make([third.tokenId], passphrase);
  await expect(made).rejects.toMatchObject({ code: 'TOKEN_NOT_FOUND' });
});

test('a value that is known to be missing is not offered, and cannot be chosen', async () => {
  const { core, first, second } = await setupVault();
  core.keytar.take(tokenItem(first.tokenId));
  await expect(core.app.values.copy(first.tokenId)).rejects.toMatchObject({
    code: 'VALUE_MISSING',
  });
  expect(core.app.makeBackup.offer().tokens.map(({ id }) => id)).toEqual([second.tokenId]);
  const made = core.app.makeBackup.make([first.tokenId], passphrase);
  await expect(made).rejects.toMatchObject({ code: 'TOKEN_NOT_FOUND' });
});

test('a weak passphrase is refused before anything is read', async () => {
  const { core, first } = await setupVault();
  core.keytar.calls.length = 0;
  const made = core.app.makeBackup.make([first.tokenId], 'hunter2');
  await expect(made).rejects.toMatchObject({ code: 'BACKUP_PASSPHRASE_SHORT' });
  expect(core.keytar.calls).toEqual([]);
});

test('whoever cancels the dialog has written nothing', async () => {
  const { core, first } = await setupVault();
  core.backupFiles.answer = 'cancel';
  const made = await core.app.makeBackup.make([first.tokenId], passphrase);
  expect(made).toEqual({ fileName: null, unread: [] });
  expect(core.backupFiles.content).toBeNull();
});

test.each<[string, (file: Uint8Array) => Uint8Array]>([
  ['less than was written', (file) => file.subarray(0, -1)],
  ['something else', (file) => file.map((byte, at) => (at === file.length - 1 ? byte ^ 1 : byte))],
  ['nothing', () => new Uint8Array()],
])('a disk that gives back %s is no backup', async (_, spoil) => {
  const { core, first } = await setupVault();
  core.backupFiles.spoil = spoil;
  const made = core.app.makeBackup.make([first.tokenId], passphrase);
  await expect(made).rejects.toMatchObject({ code: 'FILE_NOT_WRITTEN' });
  expect(core.backupFiles.content).toBeNull();
});

test('a disk that gives back another backup, which the passphrase opens, is none', async () => {
  const { core, first } = await setupVault();
  await core.app.makeBackup.make([], passphrase);
  const another = core.backupFiles.content ?? new Uint8Array();
  core.backupFiles.content = null;
  core.backupFiles.spoil = () => another;
  const made = core.app.makeBackup.make([first.tokenId], passphrase);
  await expect(made).rejects.toMatchObject({ code: 'FILE_NOT_WRITTEN' });
  expect(core.backupFiles.content).toBeNull();
});

test('one at a time', async () => {
  const { core, first } = await setupVault();
  const made = core.app.makeBackup.make([first.tokenId], passphrase);
  await expect(core.app.makeBackup.make([], passphrase)).rejects.toMatchObject({ code: 'BUSY' });
  expect((await made).fileName).not.toBeNull();
  expect((await core.app.makeBackup.make([], passphrase)).fileName).not.toBeNull();
});

test('the passphrase that was offered last is copied, until it is forgotten', async () => {
  const core = await setupCore();
  const { makeBackup } = core.app;
  await expect(makeBackup.copySuggested()).rejects.toMatchObject({ code: 'NOTHING_PENDING' });
  makeBackup.suggest();
  const { passphrase: offered } = makeBackup.suggest();
  core.clipboard.clearsAt = 30;
  expect(await makeBackup.copySuggested()).toEqual({ clearsAt: 30 });
  expect(core.clipboard.secrets).toEqual([offered]);
  core.app.closeBackup();
  await expect(makeBackup.copySuggested()).rejects.toMatchObject({ code: 'NOTHING_PENDING' });
});

test('neither values nor passphrase reach the log or the files of the app', async () => {
  const { core, first } = await setupVault();
  core.backupFiles.spoil = (file) => file.subarray(0, -1);
  await core.app.makeBackup.make([first.tokenId], passphrase).catch(() => undefined);
  const said = JSON.stringify(core.log.entries) + (await core.disk());
  for (const secret of [first.value, passphrase]) expect(said).not.toContain(secret);
});
