import { describe, expect, test } from 'vitest';
import {
  untilNextExpiry,
  tokenRows,
  type ListOf,
  type Picture,
} from '../../../main/tokens/token-state.ts';
import { blankNote, type SavedToken } from '../../../main/vault/index-file.ts';
import { unreminded } from '../../support/unsaid.ts';

const now = Date.UTC(2026, 10, 23, 12);
const later = now + 1000;
const id = '11111111-1111-4111-8111-111111111111';

const saved = (facts: Partial<SavedToken> = {}): SavedToken => ({
  id,
  origin: 'https://api.ionos.com',
  contractNumber: 31700001,
  userId: 'paula',
  issuedAt: now - 1000,
  expiresAt: later,
  savedAt: now,
  madeBy: null,
  ...facts,
});

const listed = (expiresAt: number | null = later) => ({ id, createdAt: now - 1000, expiresAt });

const paula: ListOf['account'] = {
  id: '99999999-9999-4999-8999-999999999999',
  origin: 'https://api.ionos.com',
  contractNumber: 31700001,
  email: 'paula@example.com',
};

/** Of one account, unless lists are given. */
type Facts = Partial<Picture & Omit<ListOf, 'account'>> & { readonly ownTokenId?: string };

const picture = ({ listed = [], fresh = true, ownTokenId, ...facts }: Facts): Picture => ({
  lists: [{ account: paula, listed, fresh, now }],
  saved: [],
  session: [],
  ownerOf: () => null,
  notes: new Map(),
  reminders: new Map(),
  inSession: () => false,
  isGone: () => fresh,
  store: 'ready',
  ownTokenIds: new Set(ownTokenId === undefined ? [] : [ownTokenId]),
  now,
  ...facts,
});

describe('a token is', () => {
  test.each<[string, Facts, string]>([
    [
      'saved: its value is here and it is listed',
      { listed: [listed()], saved: [saved()] },
      'saved',
    ],
    [
      'saved: its value is in memory',
      { listed: [listed()], inSession: () => true, store: 'absent' },
      'saved',
    ],
    ["saved: it is the app's own", { listed: [listed()], ownTokenId: id }, 'saved'],
    ['not here: its value is nowhere here', { listed: [listed()] }, 'not-here'],
    ['not here: there is no keychain', { listed: [listed()], store: 'absent' }, 'not-here'],
    [
      'perhaps saved: the keychain that it was filed in is not there',
      { listed: [listed()], saved: [saved()], store: 'absent' },
      'cannot-tell',
    ],
    [
      "perhaps saved: the app's own, in a keychain that is not there",
      { listed: [listed()], ownTokenId: id, store: 'absent' },
      'cannot-tell',
    ],
    [
      'saved: it was filed in a keychain that is not there, and is in memory as well',
      { listed: [listed()], saved: [saved()], inSession: () => true, store: 'absent' },
      'saved',
    ],
    [
      'perhaps gone: the keychain is not there',
      { saved: [saved()], store: 'absent' },
      'cannot-tell',
    ],
    [
      'perhaps saved: the keyring was restarted',
      { listed: [listed()], saved: [saved()], store: 'restarted' },
      'cannot-tell',
    ],
    ['not here: its end cannot be read', { listed: [listed(null)] }, 'not-here'],
    ['gone: its value is here, and a fresh list lacks it', { saved: [saved()] }, 'gone'],
    [
      'perhaps gone: the list is another user or contract',
      { saved: [saved()], isGone: () => false },
      'cannot-tell',
    ],
    ['perhaps gone: the list is old', { saved: [saved()], fresh: false }, 'cannot-tell'],
    ['perhaps gone: the keychain is locked', { saved: [saved()], store: 'locked' }, 'cannot-tell'],
    ['perhaps live: the list is old', { listed: [listed()], fresh: false }, 'cannot-tell'],
    [
      'perhaps saved: the keychain is locked',
      { listed: [listed()], store: 'locked' },
      'cannot-tell',
    ],
    [
      'perhaps saved: a prompt is open',
      { listed: [listed()], saved: [saved()], store: 'waiting' },
      'cannot-tell',
    ],
    [
      'perhaps saved: nothing was looked at yet',
      { listed: [listed()], store: 'unknown' },
      'cannot-tell',
    ],
    ['expired: its time is over', { listed: [listed(now)] }, 'expired'],
    ['expired: whatever is known of the list', { listed: [listed(now)], fresh: false }, 'expired'],
    ['expired: whatever the keychain does', { listed: [listed(now)], store: 'locked' }, 'expired'],
    ['expired: saved, and no longer listed', { saved: [saved({ expiresAt: now })] }, 'expired'],
  ])('%s', (_, facts, state) => {
    expect(tokenRows(picture(facts)).map((row) => row.state)).toEqual([state]);
  });
});

const note = { ...blankNote(id), label: 'staging', usedIn: 'the nightly build' };
const notes = new Map([[id, note]]);

test('a row has the dates of the server, the notes of here, and says whose it is', () => {
  const facts = {
    listed: [listed()],
    saved: [saved({ expiresAt: 7, usedAt: 5 })],
    notes,
    ownTokenId: id,
  };
  expect(tokenRows(picture(facts))).toEqual([
    {
      ...note,
      ...unreminded,
      createdAt: now - 1000,
      expiresAt: later,
      state: 'saved',
      accountId: paula.id,
      origin: 'https://api.ionos.com',
      contractNumber: 31700001,
      email: 'paula@example.com',
      usedAt: 5,
      kept: 'keychain',
      own: true,
      listed: true,
    },
  ]);
});

test.each([
  ['to lapse', { lapse: true, snoozedUntil: null }, { lapse: true, snoozedUntil: null }],
  ['put off', { lapse: false, snoozedUntil: later }, { lapse: false, snoozedUntil: later }],
  ['put off until now', { lapse: false, snoozedUntil: now }, unreminded],
])('a row says what a person said of its end: %s', (_, reminder, expected) => {
  const facts = { listed: [listed()], reminders: new Map([[id, reminder]]) };
  expect(tokenRows(picture(facts))).toMatchObject([expected]);
});

test('a saved token that is not listed has the dates, the server and the contract of its value', () => {
  const elsewhere = { origin: 'https://iam.example.com', contractNumber: 31700002 };
  const ownerOf = ({ userId }: SavedToken) => ({
    ...paula,
    email: `${String(userId)}@example.org`,
  });
  const facts = { saved: [saved(elsewhere)], notes, ownerOf };
  expect(tokenRows(picture(facts))).toEqual([
    {
      ...note,
      ...unreminded,
      ...elsewhere,
      createdAt: now - 1000,
      expiresAt: later,
      state: 'gone',
      accountId: paula.id,
      email: 'paula@example.org',
      usedAt: null,
      kept: 'keychain',
      own: false,
      listed: false,
    },
  ]);
});

test('while nobody is signed in, what is saved here is there, and nothing is said of it', () => {
  const facts = { lists: [], fresh: false, saved: [saved()] };
  expect(tokenRows(picture(facts))).toMatchObject([
    { id, state: 'cannot-tell', kept: 'keychain', origin: 'https://api.ionos.com', email: null },
  ]);
});

test('a value in memory only that is not listed is there, too, and once where it is filed as well', () => {
  const facts = { session: [saved()], inSession: () => true, store: 'absent' } as const;
  expect(tokenRows(picture(facts))).toMatchObject([{ id, kept: 'session', listed: false }]);
  expect(tokenRows(picture({ ...facts, saved: [saved()] }))).toHaveLength(1);
});

test('what was written down of a token whose value is not here is shown all the same', () => {
  const [row] = tokenRows(picture({ listed: [listed()], notes }));
  expect(row).toMatchObject({ label: 'staging', state: 'not-here', kept: 'no' });
});

test.each<[string, Facts, string]>([
  ['in the keychain, by the index', { saved: [saved()] }, 'keychain'],
  ['in memory', { inSession: () => true }, 'session'],
  ["in the keychain: it is the app's own", { ownTokenId: id }, 'keychain'],
  ['nowhere', {}, 'no'],
])('a value is kept %s', (_, facts, kept) => {
  expect(tokenRows(picture({ listed: [listed()], ...facts }))).toMatchObject([{ kept }]);
});

test.each([
  ['the next of several', [later + 5, later, now - 1], later - now],
  ['none where all have ended', [now, now - 1], null],
  ['none where ends cannot be read', [null], null],
  ['none where there is no token', [], null],
])('how long until a state changes is %s', (_, ends, next) => {
  const rows = ends.flatMap((end) => tokenRows(picture({ listed: [listed(end)] })));
  expect(untilNextExpiry(rows, () => now)).toBe(next);
});

const second: ListOf['account'] = {
  ...paula,
  id: '88888888-8888-4888-8888-888888888888',
  contractNumber: 31700002,
};

test('what two accounts list is one token, the first one’s', () => {
  const lists = [paula, second].map((account) => ({
    account,
    listed: [listed()],
    fresh: true,
    now,
  }));
  expect(tokenRows(picture({ lists }))).toMatchObject([{ accountId: paula.id }]);
});

test('the list of one account that is stale says nothing against the other’s', () => {
  const lists = [
    { account: paula, listed: [listed()], fresh: false, now },
    { account: second, listed: [{ ...listed(), id: second.id }], fresh: true, now },
  ];
  const rows = tokenRows(picture({ lists }));
  expect(rows.map(({ state }) => state)).toEqual(['cannot-tell', 'not-here']);
});

test('each token ends by the clock of its own server', () => {
  const lists = [
    { account: paula, listed: [listed()], fresh: true, now },
    { account: second, listed: [{ ...listed(), id: second.id }], fresh: true, now: later + 1 },
  ];
  const rows = tokenRows(picture({ lists }));
  expect(rows.map(({ state }) => state)).toEqual(['not-here', 'expired']);
  const wait = untilNextExpiry(rows, (id_) => (id_ === paula.id ? now : later + 1));
  expect(wait).toBe(later - now);
});
