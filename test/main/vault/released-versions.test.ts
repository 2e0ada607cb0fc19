import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readSignInItem, writeSignInItem } from '../../../main/accounts/connection.ts';
import { expiryFile } from '../../../main/expiry/expiry-file.ts';
import { durableFiles } from '../../../main/vault/files.ts';
import { updateFile } from '../../../main/updates/update-file.ts';
import { indexFile } from '../../../main/vault/index-file.ts';
import { journalFile } from '../../../main/vault/journal.ts';
import type { JsonFile } from '../../../main/vault/json-file.ts';
import { listCacheFile } from '../../../main/vault/list-cache.ts';
import { settingsFile } from '../../../main/vault/settings-file.ts';
import { windowFile } from '../../../main/vault/window-file.ts';
import { splitValues } from '../../../main/vault/value-parts.ts';
import { FakeKeytar } from '../../support/core/fake-keytar.ts';
import { temporaryFolder } from '../../support/core/temporary-folder.ts';

const fixtures = join(import.meta.dirname, '../../fixtures');

type Open = (path: string) => JsonFile<object>;

/** Every file that the app writes, with the version that it writes now. */
const files: readonly (readonly [name: string, version: number, open: Open])[] = [
  ['expiry', 1, (path) => expiryFile(durableFiles, path)],
  ['index', 3, (path) => indexFile(durableFiles, path)],
  ['journal', 4, (path) => journalFile(durableFiles, path)],
  ['lists', 1, (path) => listCacheFile(durableFiles, path)],
  ['settings', 1, (path) => settingsFile(durableFiles, path)],
  ['updates', 1, (path) => updateFile(durableFiles, path)],
  ['window', 1, (path) => windowFile(durableFiles, path)],
];

async function placed(open: Open, text: string) {
  const folder = await temporaryFolder();
  const path = join(folder, 'file.json');
  await durableFiles.write(path, text);
  return { folder, path, file: open(path) };
}

const versionIn = (text: string): unknown => (JSON.parse(text) as { version: unknown }).version;
const keepAll = <T>(content: T): T => content;

describe.each(files)('%s', (name, version, open) => {
  const fixture = (of: number): Promise<string> =>
    readFile(join(fixtures, `${name}-${of}.json`), 'utf8');

  test('has a file of every version that was ever written, and writes the last one', async () => {
    const there = (await readdir(fixtures)).filter((file) => file.startsWith(`${name}-`)).sort();
    const all = Array.from({ length: version }, (_, at) => `${name}-${at + 1}.json`);
    expect(there).toEqual(all);
    const { file, path } = await placed(open, await fixture(version));
    await file.load(7);
    await file.change(keepAll);
    expect(versionIn(await readFile(path, 'utf8'))).toBe(version);
  });

  test('loses nothing of the present version: what is read and written is what was there', async () => {
    const text = await fixture(version);
    const { file, path, folder } = await placed(open, text);
    await file.load(7);
    await file.change(keepAll);
    expect(JSON.parse(await readFile(path, 'utf8'))).toEqual(JSON.parse(text));
    expect((await readdir(folder)).filter((other) => other.includes('.version-'))).toEqual([]);
  });

  const older = Array.from({ length: version - 1 }, (_, at) => at + 1);
  test.runIf(older.length > 0).each(older)('upgrades version %i, and keeps it', async (of) => {
    const text = await fixture(of);
    const { file, path, folder } = await placed(open, text);
    await file.load(7);
    expect(file.setAside).toBe(false);
    await file.change(keepAll);
    expect(versionIn(await readFile(path, 'utf8'))).toBe(version);
    expect(await readFile(join(folder, `file.json.version-${of}`), 'utf8')).toBe(text);
  });

  test('of a newer version is refused, and stays as it is', async () => {
    const text = (await fixture(version)).replace(`"version": ${version}`, '"version": 99');
    expect(versionIn(text)).toBe(99);
    const { file, path, folder } = await placed(open, text);
    await expect(file.load(7)).rejects.toMatchObject({ code: 'FILE_FROM_NEWER_VERSION' });
    await expect(file.change(keepAll)).rejects.toMatchObject({ code: 'FILE_FROM_NEWER_VERSION' });
    expect(await readFile(path, 'utf8')).toBe(text);
    expect(await readdir(folder)).toEqual(['file.json']);
  });
});

describe('the layout of the keychain', () => {
  test('a sign-in that version 1 has written is read as it was', async () => {
    const text = await readFile(join(fixtures, 'sign-in-1.json'), 'utf8');
    const connection = readSignInItem(text);
    expect(connection).toEqual({
      origin: 'https://api.ionos.com',
      credential: { kind: 'token', token: 'eyJ0eXAiOiJKV1QifQ.e30.c2ln' },
      contractNumber: 31_234_567,
    });
    expect(JSON.parse(writeSignInItem(connection))).toEqual(JSON.parse(text));
  });

  test('a value in parts that version 1 has written is put together, under the names that it had', async () => {
    const keytar = new FakeKeytar();
    const value = `eyJ${'x'.repeat(900)}`;
    const parts = [value.slice(0, 400), value.slice(400, 800), value.slice(800)];
    const hash = createHash('sha256').update(value).digest('hex');
    keytar.put('token:1', `token-vault-parts:1:00000000:3:${hash}`);
    for (const [at, part] of parts.entries()) keytar.put(`token:1#00000000.${at + 1}`, part);
    const store = splitValues(keytar, 400);
    expect(await store.getPassword('Token Vault', 'token:1')).toBe(value);
    // What is written now has the same names.
    await store.setPassword('Token Vault', 'token:2', value);
    expect([...keytar.items().keys()].filter((name) => name.startsWith('token:2'))).toEqual(
      expect.arrayContaining(['token:2', 'token:2#00000000.1', 'token:2#00000000.3']),
    );
  });
});
