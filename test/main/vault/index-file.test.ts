import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { durableFiles } from '../../../main/vault/files.ts';
import {
  blankNote,
  indexFile,
  noteOf,
  withNote,
  withoutSaved,
  withoutToken,
  withSaved,
  type AccountEntry,
  type Index,
  type SavedToken,
} from '../../../main/vault/index-file.ts';
import { inOrder, withAccount, withoutAccount } from '../../../main/vault/index-accounts.ts';
import { defaultSettings, settingsFile, type Settings } from '../../../main/vault/settings-file.ts';
import { temporaryFolder } from '../../support/core/temporary-folder.ts';

const [idA, idB, idC] = [
  '11111111-1111-4111-8111-111111111111',
  '22222222-2222-4222-8222-222222222222',
  '33333333-3333-4333-8333-333333333333',
];

const account = (id: string, email: string): AccountEntry => ({
  id,
  origin: 'https://api.ionos.com',
  contractNumber: 31700001,
  userId: null,
  email,
  role: null,
  signIn: 'minted',
  ownTokenId: null,
  ownTokenExpiresAt: null,
  madeBy: null,
  canMint: 'unknown',
  label: '',
  color: 'none',
});

const saved = (id: string, savedAt = 3): SavedToken => ({
  id,
  origin: 'https://api.ionos.com',
  contractNumber: 31700001,
  userId: null,
  issuedAt: 1,
  expiresAt: 2,
  savedAt,
  madeBy: null,
});

const empty: Index = {
  accounts: [],
  currentAccount: null,
  showAll: false,
  tokens: [],
  leftBehind: [],
  notes: [],
};

/** A copy that lacks one key. */
const without = (content: object, key: string): object =>
  Object.fromEntries(Object.entries(content).filter(([name]) => name !== key));

describe('the index', () => {
  test('is read as it was written', async () => {
    const path = join(await temporaryFolder(), 'index.json');
    const index = indexFile(durableFiles, path);
    await index.change((content) => withAccount(content, account(idA, 'a@example.com')));
    await index.change((content) => withSaved(content, saved(idB)));
    const next = indexFile(durableFiles, path);
    await next.load(0);
    expect(next.content).toEqual({
      accounts: [account(idA, 'a@example.com')],
      currentAccount: idA,
      showAll: false,
      leftBehind: [],
      tokens: [saved(idB)],
      notes: [],
    });
  });

  test('shows an account that was added or replaced', () => {
    const two = [account(idA, 'a'), account(idB, 'b')].reduce(withAccount, empty);
    expect(two.currentAccount).toBe(idB);
    const replaced = withAccount(two, account(idA, 'new'));
    expect(replaced.currentAccount).toBe(idA);
    expect(replaced.accounts.map(({ email }) => email)).toEqual(['new', 'b']);
  });

  test('keeps what a person gave an account that signs in again', () => {
    const named = { ...account(idA, 'a'), label: 'Work', color: 'teal' as const };
    const again = withAccount(withAccount(empty, named), account(idA, 'a'));
    expect(again.accounts).toEqual([named]);
  });

  test('shows all accounts as one from the second on, unless the person chose one', () => {
    const one = withAccount(empty, account(idA, 'a'));
    expect(one.showAll).toBe(false);
    const two = withAccount(one, account(idB, 'b'));
    expect(two.showAll).toBe(true);
    expect(withAccount({ ...two, showAll: false }, account(idA, 'a')).showAll).toBe(false);
    expect(withoutAccount(two, idB).showAll).toBe(false);
    const three = withAccount(two, account(idC, 'c'));
    expect(withoutAccount(three, idB)).toMatchObject({ showAll: true, currentAccount: idC });
  });

  test('has its accounts in the order of a person, those last that were not named', () => {
    const three = [account(idA, 'a'), account(idB, 'b'), account(idC, 'c')].reduce(
      withAccount,
      empty,
    );
    const order = (ids: readonly string[]) =>
      inOrder(three, ids).accounts.map(({ email }) => email);
    expect(order([idC, idA, idB])).toEqual(['c', 'a', 'b']);
    expect(order([idC])).toEqual(['c', 'a', 'b']);
    expect(order([])).toEqual(['a', 'b', 'c']);
  });

  test('shows another account when one goes, and keeps what was saved', () => {
    const two = [account(idA, 'a'), account(idB, 'b')].reduce(withAccount, empty);
    const full = withSaved(two, saved(idC));
    const one = withoutAccount(full, idB);
    expect(one).toMatchObject({ currentAccount: idA, tokens: [{ id: idC }] });
    expect(withoutAccount(one, idA)).toMatchObject({
      accounts: [],
      currentAccount: null,
      tokens: [{ id: idC }],
    });
  });

  test('has one entry for a token', () => {
    const index = [saved(idA, 1), saved(idB, 2), saved(idA, 3)].reduce(withSaved, empty);
    expect(index.tokens.map(({ savedAt }) => savedAt)).toEqual([2, 3]);
    expect(withoutSaved(index, idA).tokens.map(({ savedAt }) => savedAt)).toEqual([2]);
  });

  test('keeps what was written down of a token whose value goes, not of one that is gone', () => {
    const noted = withNote(withSaved(empty, saved(idA)), idA, { label: 'staging', color: 'red' });
    expect(noteOf(withoutSaved(noted, idA), idA)).toMatchObject({ label: 'staging' });
    expect(withoutToken(noted, idA)).toEqual(empty);
  });

  test('changes one thing of a note and leaves the others; an empty note is none', () => {
    const one = withNote(empty, idA, { label: 'staging', usedIn: 'CI' });
    const two = withNote(one, idA, { usedIn: '', note: 'ask Paula' });
    expect(two.notes).toEqual([{ ...blankNote(idA), label: 'staging', note: 'ask Paula' }]);
    expect(withNote(two, idA, { label: '', note: '' }).notes).toEqual([]);
    expect(withNote(empty, idA, { color: 'teal' }).notes).toHaveLength(1);
  });
});

describe('an index of version 1', () => {
  const fixture = join(import.meta.dirname, '../../fixtures/index-1.json');

  async function migrated(text: string) {
    const path = join(await temporaryFolder(), 'index.json');
    await durableFiles.write(path, text);
    const index = indexFile(durableFiles, path);
    await index.load(7);
    return { index, path };
  }

  test('keeps accounts, saved tokens and labels; a label becomes a note', async () => {
    const { index } = await migrated(await readFile(fixture, 'utf8'));
    const old = JSON.parse(await readFile(fixture, 'utf8')) as {
      accounts: object[];
      currentAccount: string;
      tokens: { id: string; label: string }[];
    };
    expect(index.setAside).toBe(false);
    expect(index.content.accounts).toEqual(
      old.accounts.map((account) => ({ ...account, label: '', color: 'none' })),
    );
    expect(index.content.currentAccount).toBe(old.currentAccount);
    expect(index.content.tokens).toEqual(old.tokens.map((token) => without(token, 'label')));
    expect(index.content.notes).toEqual([
      { ...blankNote(old.tokens[0]?.id ?? ''), label: 'deploy-prod' },
    ]);
  });

  test('is written as version 3 with the next change, and stays as the generation before', async () => {
    const text = await readFile(fixture, 'utf8');
    const { index, path } = await migrated(text);
    expect(await readFile(path, 'utf8')).toBe(text);
    await index.change((content) => withNote(content, idC, { label: 'new' }));
    expect(JSON.parse(await readFile(path, 'utf8'))).toMatchObject({ version: 3 });
    expect(await readFile(`${path}.old`, 'utf8')).toBe(text);
    const again = indexFile(durableFiles, path);
    expect((await again.load(0)).notes).toHaveLength(2);
  });

  test.each([
    ['without tokens', '{"version":1,"accounts":[],"currentAccount":null}'],
    [
      'with a token that has no label',
      '{"version":1,"accounts":[],"currentAccount":null,"tokens":[{"id":"x"}]}',
    ],
    [
      'with an id that is none',
      '{"version":1,"accounts":[],"currentAccount":null,"tokens":[{"id":"x","label":"y"}]}',
    ],
  ])('that is broken is set aside, and the app starts: %s', async (_, text) => {
    const { index, path } = await migrated(text);
    expect(index.setAside).toBe(true);
    expect(index.content).toEqual(empty);
    expect(await readFile(`${path}.broken-7`, 'utf8')).toBe(text);
  });
});

describe('settings', () => {
  const mine: Settings = {
    language: 'de',
    theme: 'dark',
    clipboardClearSeconds: 60,
    keepInKeychain: false,
    closeToTray: !defaultSettings.closeToTray,
    quickAccessShortcut: 'Super+V',
    lockAfterMinutes: 5,
    lockWithScreen: false,
    checkForUpdates: false,
    notifyExpiry: false,
  };

  async function loaded(content: object) {
    const path = join(await temporaryFolder(), 'settings.json');
    await durableFiles.write(path, JSON.stringify({ version: 1, ...content }));
    const settings = settingsFile(durableFiles, path);
    await settings.load(0);
    return settings;
  }

  test('are read as they were written', async () => {
    const { content, setAside } = await loaded(mine);
    expect(content).toEqual(mine);
    expect(setAside).toBe(false);
  });

  const broken: readonly [keyof Settings, unknown][] = [
    ['clipboardClearSeconds', 31],
    ['clipboardClearSeconds', '30'],
    ['keepInKeychain', 'yes'],
    ['closeToTray', null],
    ['quickAccessShortcut', 'x'.repeat(61)],
    ['quickAccessShortcut', 7],
    ['lockAfterMinutes', 2],
    ['lockWithScreen', 1],
  ];
  test.each(broken)('fall back alone where one cannot be used: %s is %j', async (key, value) => {
    const { content, setAside } = await loaded({ ...mine, [key]: value });
    expect(content).toEqual({ ...mine, [key]: defaultSettings[key] });
    expect(setAside).toBe(false);
  });

  test.each(Object.keys(mine) as (keyof Settings)[])('fall back alone without %s', async (key) => {
    expect((await loaded(without(mine, key))).content).toEqual({
      ...mine,
      [key]: defaultSettings[key],
    });
  });
});
