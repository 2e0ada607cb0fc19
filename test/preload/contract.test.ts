import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, expectTypeOf, test } from 'vitest';
import { errorCodes, events, requests, type Bridge, type Result } from '../../preload/contract.ts';
import { givesValue } from '../../main/ipc/value-door.ts';
import { failureSchema } from '../../preload/contract/errors.ts';

const id = '5cb9b8b2-6a0c-4ed5-a6bb-5a3ad4f1f7a0';
const long = (length: number): string => 'x'.repeat(length);
/** For what a person types or pastes: main says what is wrong with less than this. */
const tooLong = long(1_000_001);

/** Nothing is said of a token. */
const unsaid = { label: '', note: '', usedIn: '', color: 'none' } as const;
/** What the person says when generating. */
const asked = { ttlSeconds: 3600, ...unsaid, keep: true } as const;

/** For every request: arguments that are right, and some that are nearly so. */
const cases: { readonly [channel: string]: readonly [right: unknown[], wrong: unknown[]] } = {
  'app.state': [[undefined], [null, {}, 0]],
  'app.openPage': [
    ['token-manager', 'ionos-help'],
    ['https://evil.example', '', '__proto__'],
  ],
  'app.dismissNotice': [['FALLBACK_RUNTIME'], ['ANOTHER', '__proto__', 7]],
  'app.recallNotice': [['FALLBACK_RUNTIME'], ['ANOTHER', '__proto__', 7]],
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
  'app.cancel': [[undefined], [{}]],
  'app.restart': [[undefined], [{}]],
  'app.lock': [[undefined], [{}]],
  'app.unlock': [[undefined], [{ password: '' }]],
  'app.closeQuickAccess': [[undefined], [{}]],
  'app.about': [[undefined], [{}]],
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
  'session.signOut': [[{ revoke: true }], [{}, { revoke: 1 }, undefined]],
  'session.forgetCannotMint': [[undefined], [{}]],
  'tokens.refresh': [[undefined], [{}]],
  'tokens.generate': [
    [asked],
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
  'tokens.describe': [
    [{ tokenId: id, label: 'x' }, { tokenId: id, usedIn: '', color: 'red' }, { tokenId: id }],
    [{ label: 'x' }, { tokenId: id, usedIn: long(501) }, { tokenId: id, savedAt: 1 }],
  ],
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
  'store.unlock': [[undefined], [{}]],
  'store.health': [[undefined], [{}]],
  'store.selfTest': [[undefined], [{}]],
  'store.copyReport': [[undefined], [{}]],
  'store.rebuild': [[undefined], [{}]],
};

interface Request {
  readonly args: v.GenericSchema;
  readonly result: v.GenericSchema;
}

const channels = Object.entries(requests).flatMap(([topic, actions]) =>
  Object.entries<Request>(actions).map(([action, { args, result }]) => ({
    channel: `${topic}.${action}`,
    args,
    result,
  })),
);

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

describe('a secret', () => {
  /** Requests whose result has a `value`, at any depth. */
  const withValue = channels
    .filter(({ result }) => keysOf(result).has('value'))
    .map(({ channel }) => channel);

  test('crosses in the results of three requests alone, which the door counts', () => {
    expect(withValue).toEqual(['tokens.generate', 'values.reveal', 'generated.reveal']);
    expect(new Set(withValue)).toEqual(givesValue);
  });

  test('does not fit into any other text of a result, whatever its key', () => {
    // The shortest value that IONOS gives has more than 700 characters.
    const roomy = channels.flatMap(({ channel, result }) =>
      sizesOf(result)
        .filter(({ kind, max }) => kind === 'string' && max > 500)
        .map(({ path }) => `${channel}${path}`),
    );
    expect(roomy).toEqual([
      'app.state.list.tokens[].note',
      'tokens.generate.value',
      'values.reveal.value',
      ...['paste', 'openFile', 'openDropped', 'environment'].map(
        (action) => `imports.${action}.notes.note`,
      ),
      'generated.reveal.value',
    ]);
  });

  test('never crosses with the state', () => {
    const keys = keysOf(events.changed);
    expect(keys.size).toBeGreaterThan(40);
    for (const name of ['value', 'token', 'password', 'secret', 'credential'])
      // `offers.token` says whether there is one.
      expect(name === 'token' ? keysOf(requests.tokens.generate.result) : keys).not.toContain(name);
    expect(
      v.is(requests.app.state.result.entries.session.entries.offers.entries.token, 'eyJ'),
    ).toBe(false);
  });

  test('has no other way out in the types either', () => {
    type Requests = { [T in keyof Omit<Bridge, 'onChanged' | 'onAct' | 'openDropped'>]: Bridge[T] };
    type ValueOf<F> = F extends (...args: never[]) => Promise<Result<infer R>>
      ? 'value' extends keyof R
        ? true
        : never
      : never;
    type Carriers = {
      [T in keyof Requests]: {
        [A in keyof Requests[T] as true extends ValueOf<Requests[T][A]> ? A : never]: A;
      };
    };
    type Named = { [T in keyof Carriers]: keyof Carriers[T] };
    expectTypeOf<Named>().toEqualTypeOf<{
      readonly app: never;
      readonly session: never;
      readonly tokens: 'generate';
      readonly values: 'reveal';
      readonly imports: never;
      readonly generated: 'reveal';
      readonly ghosts: never;
      readonly store: never;
    }>();
  });
});

test('no text and no list, asked or answered, is without end', () => {
  const sizes = channels.flatMap(({ args, result }) => [...sizesOf(args), ...sizesOf(result)]);
  const all = [...sizes, ...sizesOf(events.changed), ...sizesOf(events.act)];
  expect(all.length).toBeGreaterThan(100);
  expect(all.filter(({ max }) => !(max <= 1_000_000))).toEqual([]);
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

interface Size {
  readonly path: string;
  readonly kind: 'string' | 'array';
  /** Most characters of a text or items of a list; Infinity: no end is named. */
  readonly max: number;
}

/** Every text and list in a schema that its type does not bound by itself. */
function sizesOf(schema: unknown): Size[] {
  const sizes: Size[] = [];
  walk(schema, (part, path) => {
    const kind = part['type'];
    if (kind !== 'string' && kind !== 'array') return;
    const rules = (part['pipe'] ?? []) as readonly Readonly<Record<string, unknown>>[];
    const max = rules.find(({ type }) => type === 'max_length')?.['requirement'];
    const fixed = rules.some(({ type }) => type === 'uuid');
    sizes.push({ path, kind, max: fixed ? 36 : typeof max === 'number' ? max : Infinity });
  });
  return sizes;
}

/** Every key that a schema names, at any depth. */
function keysOf(schema: unknown): Set<string> {
  const keys = new Set<string>();
  walk(schema, ({ entries }) => {
    for (const key of Object.keys(entries ?? {})) keys.add(key);
  });
  return keys;
}

/** Visits a schema and all that it is made of. */
function walk(
  schema: unknown,
  visit: (part: Readonly<Record<string, unknown>>, path: string) => void,
  path = '',
): void {
  if (typeof schema !== 'object' || schema === null) return;
  const part = schema as Readonly<Record<string, unknown>>;
  // What has no shape, or keys without end, could carry anything.
  if (!known.has(String(part['type']))) throw new Error(`${path}: ${String(part['type'])}`);
  visit(part, path);
  for (const [key, entry] of Object.entries(part['entries'] ?? {}))
    walk(entry, visit, `${path}.${key}`);
  walk(part['wrapped'], visit, path);
  walk(part['item'], visit, `${path}[]`);
  for (const inner of [part['options'], part['pipe']] as (readonly unknown[] | undefined)[])
    for (const other of inner ?? [])
      // The first of a pipe is the schema itself.
      if ((other as { kind?: string }).kind === 'schema' && !isSame(other, part))
        walk(other, visit, path);
}

/** The kinds of schema that these walks look into, or need not. */
const known: ReadonlySet<string> = new Set([
  ...['string', 'number', 'boolean', 'picklist', 'literal', 'undefined', 'void'],
  ...['strict_object', 'array', 'nullable', 'optional', 'exact_optional'],
]);

/** A pipe holds a copy of its schema in the first place. */
const isSame = (one: unknown, other: Readonly<Record<string, unknown>>): boolean =>
  (one as { type?: string }).type === other['type'];

describe('a shortcut', () => {
  const { args } = requests.app.changeSettings;
  const taken = (quickAccessShortcut: string): boolean => v.is(args, { quickAccessShortcut });

  test.each([
    '',
    'Control+Alt+K',
    'Control+Alt+Shift+Super+F24',
    'Control+Shift+7',
    'Alt+Shift+Command+Space',
    'Super+PageUp',
    'F13',
  ])('is taken as the page writes it: %s', (combination) => {
    expect(taken(combination)).toBe(true);
  });

  // Electron would read all of these, most of them as a single key for every program.
  test.each([
    '++A',
    '+ +Backspace',
    'Shift+Shift+A',
    'Ctrl+Control+C',
    'Control+Ctrl+V',
    'Alt+Option+F4',
    'Control+Control+C',
    'Control+Alt',
    'Control+Alt+',
    'Control+Alt+k',
    'Control+Alt+K+L',
    'Control+Alt+F25',
    'Control+Alt+F0',
    'Control+Alt+MediaPlayPause',
    ' Control+Alt+K',
    'Control+Alt+K\n',
  ])('is refused in another spelling: %j', (combination) => {
    expect(taken(combination)).toBe(false);
  });
});
