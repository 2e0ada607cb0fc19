import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  expiryFile,
  toldBeside,
  withTold,
  type ExpiryContent,
} from '../../../main/expiry/expiry-file.ts';
import { durableFiles } from '../../../main/vault/files.ts';
import { temporaryFolder } from '../../support/core/temporary-folder.ts';

const [a, b, c] = ['1', '2', '3'].map((n) => `${n.repeat(8)}-1111-4111-8111-111111111111`) as [
  string,
  string,
  string,
];
const now = Date.UTC(2026, 10, 28);
const later = now + 1000;
const entry = (id: string, changes: Partial<ExpiryContent['tokens'][number]> = {}) => ({
  id,
  expiresAt: later,
  told: null,
  lapse: false,
  snoozedUntil: null,
  ...changes,
});

async function load(text: string) {
  const path = join(await temporaryFolder(), 'expiry.json');
  await durableFiles.write(path, text);
  const file = expiryFile(durableFiles, path);
  return { file, path, loaded: file.load(7) };
}

test('version 1 is read as it was written', async () => {
  const text = await readFile(join(import.meta.dirname, '../../fixtures/expiry-1.json'), 'utf8');
  const { file, path, loaded } = await load(text);
  expect({ version: 1, ...(await loaded) }).toEqual(JSON.parse(text));
  await file.change((content) => content);
  expect(JSON.parse(await readFile(path, 'utf8'))).toEqual(JSON.parse(text));
});

test.each([
  ['no JSON', '{'],
  ['a rung that is none', JSON.stringify({ version: 1, tokens: [entry(a, { told: -1 })] })],
  ['a path for an id', JSON.stringify({ version: 1, tokens: [entry('../../x')] })],
])('what is broken is set aside: %s', async (_, text) => {
  const { file, path, loaded } = await load(text);
  expect(await loaded).toEqual({ tokens: [] });
  expect(file.setAside).toBe(true);
  expect(await readFile(`${path}.broken-7`, 'utf8')).toBe(text);
});

test('a newer one is left alone', async () => {
  const text = JSON.stringify({ version: 2, tokens: [] });
  const { file, path, loaded } = await load(text);
  await expect(loaded).rejects.toMatchObject({ code: 'FILE_FROM_NEWER_VERSION' });
  await expect(file.change((content) => content)).rejects.toMatchObject({
    code: 'FILE_FROM_NEWER_VERSION',
  });
  expect(await readFile(path, 'utf8')).toBe(text);
});

describe('what is written down of tokens', () => {
  const known = [a, b].map((id) => ({ id, expiresAt: later }));

  test('is changed for those that are named, and stays for the others', () => {
    const content = { tokens: [entry(a, { told: 7, lapse: true }), entry(b, { told: 9 })] };
    expect(withTold(content, { known, now }, new Map([[a, { told: 3 }]])).tokens).toEqual([
      entry(b, { told: 9 }),
      entry(a, { told: 3, lapse: true }),
    ]);
  });

  test('is begun with the end that is known; without one there is nothing to write down', () => {
    const changes = new Map([
      [a, {}],
      [c, { lapse: true }],
    ]);
    expect(withTold({ tokens: [] }, { known, now }, changes).tokens).toEqual([entry(a)]);
  });

  test('is forgotten once it has ended and is on no list, and not while one may only be missing', () => {
    const content = {
      tokens: [entry(a, { expiresAt: now }), entry(c, { expiresAt: now }), entry(b)],
    };
    const kept = withTold(content, { known: [{ id: a, expiresAt: now }], now }, new Map());
    expect(kept.tokens.map(({ id }) => id)).toEqual([a, b]);
  });
});

test('one that is to lapse is not, once an account signs in with it', () => {
  const content = { tokens: [entry(a, { lapse: true, told: 5 }), entry(b, { lapse: true })] };
  const told = toldBeside(content, new Set([a, c]));
  expect([...told.values()]).toEqual([entry(a, { told: 5 }), entry(b, { lapse: true })]);
});
