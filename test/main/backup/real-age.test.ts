import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test as anywhere } from 'vitest';
import { readBackup } from '../../../main/backup/backup-content.ts';
import { seal, unseal } from '../../../main/backup/seal.ts';
import { age } from '../../support/age/real-age.ts';
import { setupCore } from '../../support/core/setup-core.ts';
import { temporaryFolder } from '../../support/core/temporary-folder.ts';

/** Debian's own tool, which setup brings. */
const test = anywhere.runIf(process.platform === 'linux');

const passphrase = 'correct horse battery staple';

test('age opens what the app made of a vault, and the app what age made of the same', async () => {
  const core = await setupCore();
  await core.signIn('plain');
  const { tokenId, value } = await core.generate({ label: 'deploy-prod', note: 'two\nlines' });
  await core.app.makeBackup.make([tokenId], passphrase);
  const folder = await temporaryFolder();
  const [made, opened, again] = ['made.age', 'opened.json', 'again.age'].map((name) =>
    join(folder, name),
  ) as [string, string, string];
  await writeFile(made, core.backupFiles.content ?? '');
  age(passphrase, '-d', '-o', opened, made);
  const text = await readFile(opened, 'utf8');
  expect(readBackup(text)).toMatchObject({
    tokens: [{ id: tokenId, value, origin: core.sandbox.origin }],
    notes: [{ id: tokenId, label: 'deploy-prod', note: 'two\nlines' }],
  });

  for (const armored of [[], ['-a']]) {
    age(passphrase, '-p', ...armored, '-o', again, opened);
    expect(await unseal(await readFile(again), passphrase)).toBe(text);
  }
});

test('age, too, refuses a wrong passphrase and a file that is cut', { tags: 'long' }, async () => {
  const folder = await temporaryFolder();
  const [whole, cut, out] = ['whole.age', 'cut.age', 'out'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];
  const file = await seal('a vault', passphrase, 10);
  await writeFile(whole, file);
  await writeFile(cut, file.subarray(0, -1));
  expect(() => {
    age('another one', '-d', '-o', out, whole);
  }).toThrow('incorrect passphrase');
  expect(() => {
    age(passphrase, '-d', '-o', out, cut);
  }).toThrow('age ended with 1');
  age(passphrase, '-d', '-o', out, whole);
  expect(await readFile(out, 'utf8')).toBe('a vault');
});
