import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { AppError } from '../../../main/app-error.ts';
import { readToken } from '../../../main/auth-api/jwt.ts';
import { pastedToken } from '../../../main/auth-api/pasted-token.ts';
import { accounts } from '../../../main/sandbox/accounts.ts';
import { setupSandbox } from '../../support/core/setup-sandbox.ts';
import { encodePart, tokenWith } from '../../support/core/token-values.ts';

const kid = '5cb9b8b2-6a0c-4ed5-a6bb-5a3ad4f1f7a0';

describe('a value of the sandbox', () => {
  test('is decoded whole', async () => {
    const { control } = await setupSandbox();
    const made = await control.consoleToken('plain', { ttl: 3600 });
    expect(readToken(made.value)).toEqual({
      id: made.kid,
      issuedAt: made.createdAt * 1000,
      expiresAt: made.createdAt * 1000 + 3_600_000,
      contractNumber: 31700001,
      userId: accounts.plain.userId,
      role: 'owner',
      privileges: accounts.plain.privileges,
    });
  });
});

describe('a value of another make', () => {
  test('has its id in the 72-byte header of real samples', () => {
    const header = `{"typ":"JWT","kid":"${kid}","alg":"RS256"}`;
    expect(header).toHaveLength(72);
    const value = `${encodePart(header)}.${encodePart('{}')}.c2ln`;
    expect(value.split('.')[0]).toHaveLength(96);
    expect(readToken(value).id).toBe(kid);
  });

  test.each([
    ['another brand', { iss: 'Arsys' }],
    ['no issuer', { iss: undefined }],
    ['claims that are not known yet', { newer: { nested: [1, 2, 3] } }],
  ])('is read all the same: %s', (_, payload) => {
    expect(readToken(tokenWith({ kid }, payload)).id).toBe(kid);
  });

  test('may lack everything but its id', () => {
    expect(readToken(tokenWith({ kid }, {}))).toEqual({
      id: kid,
      issuedAt: null,
      expiresAt: null,
      contractNumber: null,
      userId: null,
      role: null,
      privileges: [],
    });
  });

  test('has its id in lower case, as the list has it', () => {
    expect(readToken(tokenWith({ kid: kid.toUpperCase() }, {})).id).toBe(kid);
  });
});

const good = tokenWith({ kid }, {});
const [header = '', payload = '', signature = ''] = good.split('.');

describe('what is not a token value', () => {
  test.each([
    ['nothing', 'TOKEN_EMPTY', ''],
    ['an id', 'TOKEN_IS_UUID', kid],
    ['an id in capitals', 'TOKEN_IS_UUID', kid.toUpperCase()],
    ['a hosting API key', 'TOKEN_IS_API_KEY', `${'0a'.repeat(16)}.Zm9vYmFyYmF6cXV4X3ktMTIz`],
    ['two parts', 'TOKEN_NOT_JWT', `${header}.${payload}`],
    ['two parts and a dot', 'TOKEN_NOT_JWT', `${header}.${payload}.`],
    ['four parts', 'TOKEN_NOT_JWT', `${good}.c2ln`],
    ['no header', 'TOKEN_NOT_JWT', `.${payload}.${signature}`],
    ['a header that is not JSON', 'TOKEN_NOT_JWT', `bm90IGpzb24.${payload}.${signature}`],
    ['a payload that is not JSON', 'TOKEN_NOT_JWT', `${header}.bm90IGpzb24.${signature}`],
    ['a header without kid', 'TOKEN_NOT_JWT', tokenWith({}, {})],
    ['a kid that is no UUID', 'TOKEN_NOT_JWT', tokenWith({ kid: 'key-1' }, {})],
    ['a kid that is a number', 'TOKEN_NOT_JWT', tokenWith({ kid: 7 }, {})],
    ['a payload that is null', 'TOKEN_NOT_JWT', `${header}.${encodePart('null')}.${signature}`],
    ['a sentence', 'TOKEN_NOT_JWT', 'please use this token'],
    ['an umlaut in it', 'TOKEN_NOT_JWT', `${header}.${payload}.sïg`],
    ['a million characters', 'TOKEN_NOT_JWT', `${header}.${'A'.repeat(1_000_000)}.sig`],
    ['whole, and longer than any', 'TOKEN_NOT_JWT', `${header}.${payload}.${'A'.repeat(20_000)}`],
    ['a million dots', 'TOKEN_NOT_JWT', '.'.repeat(1_000_000)],
  ])('%s is %s', (_, code, text) => {
    expect(() => readToken(text)).toThrow(expect.objectContaining({ code }));
  });
});

test.each([
  ['in words', { iat: 'yesterday', exp: 'tomorrow' }],
  ['beyond all time', { iat: -1, exp: 1e300 }],
  ['null', { iat: null, exp: null }],
])('a value whose times are %s is a value all the same: it may work', (_, claims) => {
  const read = readToken(tokenWith({ kid }, claims));
  expect(read).toMatchObject({ id: kid, issuedAt: null, expiresAt: null });
});

/** Anything at all, and things that are nearly a token. */
const hostile = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 2000 }),
  fc.tuple(fc.json(), fc.json()).map(([head, claims]) => parts(head, claims)),
  fc.jsonValue().map((claims) => parts(JSON.stringify({ kid }), JSON.stringify(claims))),
  fc
    .record({ iat: fc.double(), exp: fc.double(), identity: fc.jsonValue() })
    .map((claims) => parts(JSON.stringify({ kid }), JSON.stringify(claims))),
  fc.tuple(fc.nat(good.length), fc.string({ unit: 'binary' })).map(([at, text]) => {
    return good.slice(0, at) + text + good.slice(at);
  }),
);

const parts = (head: string, claims: string) => `${encodePart(head)}.${encodePart(claims)}.c2ln`;

test('whatever is pasted ends in claims or in a code for a token', () => {
  fc.assert(
    fc.property(hostile, fc.boolean(), (text, trimmed) => {
      const outcome = attempt(() => (trimmed ? pastedToken(text).value : text));
      expect(outcome).toMatch(/^([0-9a-f-]{36}|TOKEN_\w+)$/);
    }),
    { numRuns: 500 },
  );
});

/** The id, or the code of the AppError; anything else that is thrown fails the test. */
function attempt(read: () => string): string {
  try {
    return readToken(read()).id;
  } catch (error) {
    if (error instanceof AppError) return error.code;
    throw error;
  }
}
