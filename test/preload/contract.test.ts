import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { errorCodes, requests } from '../../preload/contract.ts';
import { failureSchema } from '../../preload/contract/errors.ts';
import { channels } from './contract-schemas.ts';
import { unsaid } from '../support/unsaid.ts';

const id = '5cb9b8b2-6a0c-4ed5-a6bb-5a3ad4f1f7a0';
const long = (length: number): string => 'x'.repeat(length);
/** For what a person types or pastes: main says what is wrong with less than this. */
const tooLong = long(1_000_001);

/** Nothing is said of a token. */
/** What the person says when generating. */
const asked = { ttlSeconds: 3600, ...unsaid, keep: true } as const;

const notices: readonly [right: unknown[], wrong: unknown[]] = [
  ['FALLBACK_RUNTIME', { code: 'OWN_TOKEN_IN_QUESTION', accountId: id }],
  [
    ...['ANOTHER', '__proto__', 7, 'OWN_TOKEN_IN_QUESTION'],
    { code: 'FALLBACK_RUNTIME', accountId: id },
    { code: 'OWN_TOKEN_IN_QUESTION' },
    { code: 'OWN_TOKEN_IN_QUESTION', accountId: 'x' },
    { code: 'OWN_TOKEN_IN_QUESTION', accountId: id, text: '' },
  ],
];

/** For every request: arguments that are right, and some that are nearly so. */
const cases: { readonly [channel: string]: readonly [right: unknown[], wrong: unknown[]] } = {
  'app.state': [[undefined], [null, {}, 0]],
  'app.openPage': [
    ['token-manager', 'ionos-help'],
    ['https://evil.example', '', '__proto__'],
  ],
  'app.dismissNotice': notices,
  'app.recallNotice': notices,
  'app.changeSettings': [
    [{}, { clipboardClearSeconds: 0 }, { keepInKeychain: false }, { theme: 'dark' }],
    [
      { clipboardClearSeconds: 31 },
      { keepInKeychain: 'yes' },
      { theme: 'blue' },
      { language: 'fr' },
      'all',
    ],
  ],
  'app.startAtLogin': [[{ on: true }], [undefined, {}, { on: 1 }, { on: true, path: '/bin/sh' }]],
  'app.cancel': [[undefined], [{}]],
  'app.restart': [[undefined], [{}]],
  'app.lock': [[undefined], [{}]],
  'app.unlock': [[undefined], [{ password: '' }]],
  'app.closeQuickAccess': [[undefined], [{}]],
  'app.painted': [[undefined], [{}]],
  'app.about': [[undefined], [{}]],
  'app.inventory': [[undefined], [{}]],
  'app.removeEverything': [
    [
      { values: [], revoke: true, elsewhere: false },
      { values: [id], revoke: false, elsewhere: true },
    ],
    [
      undefined,
      { values: [id], revoke: true },
      { values: ['all'], revoke: true, elsewhere: true },
      { values: [id], revoke: 'yes', elsewhere: true },
    ],
  ],
  'session.signInWithPassword': [
    [{ endpoint: '', email: 'a@b.c', password: 'p', contractNumber: null }],
    [
      { endpoint: '', email: 'a@b.c', password: 'p' },
      { endpoint: '', email: 'a@b.c', password: tooLong, contractNumber: null },
      { endpoint: tooLong, email: 'a@b.c', password: 'p', contractNumber: null },
      { endpoint: '', email: tooLong, password: 'p', contractNumber: null },
      { endpoint: '', email: 'a@b.c', password: 'p', contractNumber: 1.5 },
      { endpoint: '', email: 'a@b.c', password: 'p', contractNumber: null, remember: true },
    ],
  ],
  'session.signInWithToken': [
    [{ endpoint: '', token: 'eyJ', contractNumber: 31700001 }],
    [{ endpoint: '', token: tooLong, contractNumber: null }, { token: 'eyJ' }],
  ],
  'session.signInWithEnvironmentToken': [
    [{ endpoint: '', contractNumber: null }],
    [{ endpoint: '', contractNumber: null, token: 'eyJ' }],
  ],
  'session.startTrial': [[undefined], [{}]],
  'session.leaveTrial': [[undefined], [{}]],
  'session.signOut': [
    [{ revoke: true }, { revoke: false, accountId: id }],
    [{}, { revoke: 1 }, undefined, { revoke: true, accountId: null }],
  ],
  'session.replaceOwnToken': [[{ accountId: id }], [{}, { accountId: 'x' }]],
  'session.forgetCannotMint': [[{ accountId: id }], [{}, undefined]],
  'session.show': [
    [{ accountId: id }, { accountId: null }],
    [{}, undefined, { accountId: 'all' }],
  ],
  'session.describe': [
    [{ accountId: id, label: 'Work' }, { accountId: id, color: 'red' }, { accountId: id }],
    [{ label: 'Work' }, { accountId: id, label: long(201) }, { accountId: id, color: 'mauve' }],
  ],
  'session.arrange': [
    [{ accountIds: [] }, { accountIds: [id] }],
    [{}, { accountIds: ['first'] }, { accountIds: Array.from({ length: 1_001 }, () => id) }],
  ],
  'tokens.refresh': [[undefined], [{}]],
  'tokens.generate': [
    [asked, { ...asked, accountId: id }],
    [
      { ...asked, ttlSeconds: '3600' },
      { ...asked, ttlSeconds: Number.NaN },
      { ...asked, label: long(201) },
      { ...asked, note: long(2_001) },
      { ...asked, color: 'mauve' },
      { ttlSeconds: 3600, label: '' },
      { ...asked, contractNumber: 1 },
    ],
  ],
  'tokens.remind': [
    [
      { tokenIds: [id], how: 'lapse' },
      { tokenIds: [id, id], how: 'week' },
    ],
    [
      { tokenIds: [], how: 'lapse' },
      { tokenIds: [id], how: 'never' },
      { tokenIds: ['*'], how: 'usual' },
      { tokenIds: [id], how: 'tomorrow', snoozedUntil: 1 },
    ],
  ],
  'tokens.describe': [
    [{ tokenId: id, label: 'x' }, { tokenId: id, usedIn: '', color: 'red' }, { tokenId: id }],
    [{ label: 'x' }, { tokenId: id, usedIn: long(501) }, { tokenId: id, savedAt: 1 }],
  ],
  'rotations.begin': [
    [
      { tokenIds: [id], ttlSeconds: null },
      { tokenIds: [id], ttlSeconds: 3600 },
    ],
    [
      { tokenIds: [id] },
      { tokenIds: [], ttlSeconds: null },
      { tokenIds: ['x'], ttlSeconds: null },
      { tokenIds: [id], ttlSeconds: '3600' },
      { tokenIds: Array.from({ length: 101 }, () => id), ttlSeconds: null },
    ],
  ],
  'rotations.goOn': [[{ rotationId: id }], [{}, { rotationId: 'x' }]],
  'rotations.finish': [[{ rotationId: id }], [{}, { rotationId: id, tokenId: id }]],
  'rotations.undo': [[{ rotationId: id }], [{}, id]],
  'rotations.leave': [[{ rotationId: id }], [{}, id]],
  'rotations.schedule': [
    [
      { rotationId: id, finishAt: null },
      { rotationId: id, finishAt: 1 },
    ],
    [{ rotationId: id }, { rotationId: id, finishAt: 'now' }],
  ],
  'rotations.drift': [[{ rotationId: id }], [{}, undefined]],
  'values.copy': [[{ tokenId: id }], [{}, { tokenId: 'sentinel' }]],
  'values.reveal': [[{ tokenId: id }], [{}, id]],
  'values.download': [[{ tokenId: id }], [{ tokenId: id, path: '/tmp/x' }]],
  'values.card': [[{ tokenId: id }], [{}]],
  'values.forget': [[{ tokenId: id }], [{ tokenId: '*' }]],
  'imports.paste': [[{ text: 'eyJ' }], [{ text: tooLong }, 'eyJ']],
  'imports.openFile': [[undefined], [{ path: '/etc/passwd' }]],
  'imports.openDropped': [[{ path: '/tmp/x' }], [{ path: long(4_097) }, '/tmp/x']],
  'imports.environment': [[undefined], [{ name: 'HOME' }]],
  'imports.keep': [[unsaid], [{}, { label: '' }, { ...unsaid, label: long(201) }]],
  'imports.deleteFile': [[undefined], [{ path: '/etc/passwd' }]],
  'imports.cancel': [[undefined], [{}]],
  'tokens.delete': [[{ tokenId: id }], [{ tokenId: '../../um/users' }, { tokenId: '' }, {}, id]],
  'tokens.copyId': [[{ tokenId: id }], [{ tokenId: 'rm -rf /' }, { tokenId: null }]],
  'tokens.export': [
    [{ format: 'ics', tokenIds: [id] }],
    [
      { format: 'csv', tokenIds: [] },
      { format: 'exe', tokenIds: [id] },
      { format: 'csv', tokenIds: ['../../x'] },
      { tokenIds: [id] },
    ],
  ],
  'backups.offer': [[undefined], [{}]],
  'backups.suggest': [[undefined], [{}]],
  'backups.copySuggested': [[undefined], [{ passphrase: 'x' }]],
  'backups.make': [
    [
      { tokenIds: [id], passphrase: 'x' },
      { tokenIds: [], passphrase: '' },
    ],
    [
      { tokenIds: [id] },
      { tokenIds: ['sentinel'], passphrase: 'x' },
      { tokenIds: [id], passphrase: long(1_001) },
      { tokenIds: [id], passphrase: 'x', path: '/tmp/x' },
    ],
  ],
  'backups.open': [[undefined], [{ path: '/etc/passwd' }]],
  'backups.unlock': [[{ passphrase: 'x' }], [{}, 'x', { passphrase: long(1_001) }]],
  'backups.restore': [[{ tokenIds: [] }], [{}, { tokenIds: ['*'] }, { tokenIds: [id], all: true }]],
  'backups.next': [[undefined], [{ tokenId: id }]],
  'backups.close': [[undefined], [{}]],
  'generated.reveal': [[undefined], [{ tokenId: id }]],
  'generated.copyValue': [[undefined], [{ tokenId: id }]],
  'generated.download': [[undefined], [{ path: '/etc/passwd' }]],
  'generated.keep': [[{ keep: true }], [{}, true]],
  'generated.revoke': [[undefined], [{ tokenId: id }]],
  'generated.close': [[undefined], [{}]],
  'ghosts.check': [[{ operationId: id }], [{ operationId: '1' }, {}]],
  'ghosts.revoke': [[{ operationId: id, tokenId: id }], [{ operationId: id }, { tokenId: id }]],
  'ghosts.keep': [
    [
      { operationId: id, tokenId: id },
      { operationId: id, tokenId: null },
    ],
    [{ operationId: id }, { operationId: id, tokenId: '1' }],
  ],
  'updates.check': [[undefined], [{}]],
  'updates.download': [[undefined], [{}]],
  'updates.install': [[undefined], [{}]],
  'store.unlock': [[undefined], [{}]],
  'store.health': [[undefined], [{}]],
  'store.selfTest': [[undefined], [{}]],
  'store.copyReport': [[undefined], [{}]],
  'store.rebuild': [[undefined], [{}]],
};

test('every request there is stands in the table', () => {
  expect(Object.keys(cases).toSorted()).toEqual(channels.map(({ channel }) => channel).toSorted());
});

describe.each(channels)('$channel', ({ channel, args }) => {
  const [right = [], wrong = []] = cases[channel] ?? [];

  test('takes its own arguments', () => {
    expect(right.map((sent) => v.is(args, sent))).toEqual(right.map(() => true));
  });

  test('refuses what is nearly right', () => {
    expect(wrong.filter((sent) => v.is(args, sent))).toEqual([]);
  });

  test('refuses whatever else is thrown at it, and never falls', () => {
    const poison: unknown = JSON.parse('{"__proto__":{"tokenId":"x"},"constructor":{}}');
    const junk = fc.oneof(
      fc.anything({ withBigInt: true, withMap: true, withSet: true, withNullPrototype: true }),
      fc.constantFrom(poison, long(10_000_000), [], Symbol('x')),
    );
    fc.assert(
      fc.property(junk, (sent) => {
        const parsed = v.safeParse(args, sent);
        // What passes is of the contract's shape: nothing but what it names comes through.
        if (parsed.success) expect(v.safeParse(args, parsed.output).success).toBe(true);
        expect(Object.hasOwn(Object.prototype, 'tokenId')).toBe(false);
      }),
      { numRuns: 100 },
    );
  });
});

test('keys that no schema names are refused wherever there are some', () => {
  const withObject = channels.filter(({ args }) => args.type === 'strict_object');
  expect(withObject.map(({ channel }) => channel)).toContain('tokens.generate');
  expect(channels.filter(({ args }) => args.type === 'object')).toEqual([]);
});

test('what is written down of a token has nothing in it that does not show', () => {
  const { args } = requests.tokens.describe;
  const given = {
    tokenId: id,
    label: 'a\u202eb\nc\0',
    note: 'one\r\ntwo\t\u2066x',
    usedIn: 'CI\u200f',
  };
  expect(v.parse(args, given)).toEqual({
    tokenId: id,
    label: 'abc',
    note: 'one\ntwo\tx',
    usedIn: 'CI',
  });
});

describe('a failure', () => {
  test('has a code of the closed set and the few facts of its sentence', () => {
    expect(v.is(failureSchema, { code: 'CONTRACT_REQUIRED', contracts: [1, 2] })).toBe(true);
    expect(v.is(failureSchema, { code: 'RATE_LIMITED', retryAfterSeconds: 7 })).toBe(true);
    expect(v.is(failureSchema, { code: 'SOMETHING_ELSE' })).toBe(false);
    expect(v.is(failureSchema, { code: 'INTERNAL', message: 'at /home/paula' })).toBe(false);
  });

  test('has no code twice', () => {
    expect(new Set(errorCodes).size).toBe(errorCodes.length);
  });
});
