import { inspect } from 'node:util';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { AppError } from '../../main/app-error.ts';
import { redact, redactText } from '../../main/redact.ts';
import { setupSandbox } from '../support/core/setup-sandbox.ts';

/** Of the form and length of real ones. */
const token = [
  Buffer.from(`{"typ":"JWT","kid":"5cb9b8b2-6a0c-4ed5-a6bb-5a3ad4f1f7a0","alg":"RS256"}`),
  Buffer.from(`{"iss":"ionoscloud","iat":1679910896,"identity":{"role":"owner"},"exp":1711468496}`),
  Buffer.alloc(256, 'signature'),
]
  .map((part) => part.toString('base64url'))
  .join('.');
const [header = '', payload = '', signature = ''] = token.split('.');
const basic = Buffer.from('paula@example.com:secret-password').toString('base64');

/** Pieces by which a secret would be known. */
const pieces = [header, payload, signature, basic, 'secret-password'].map((text) =>
  text.slice(0, 24),
);

/** The value in lines of so many characters. */
const wrapped = (width: number, end: string): string =>
  (token.match(new RegExp(`.{1,${width}}`, 'g')) ?? []).join(end);

function expectClean(text: string): void {
  for (const piece of pieces) expect(text).not.toContain(piece);
}

describe('a text', () => {
  test.each([
    ['the value alone', token],
    ['in a sentence', `the token ${token}, which is new`],
    ['twice', `${token} ${token}`],
    ['in quotes', `"${token}"`],
    ['as JSON', JSON.stringify({ token })],
    ['as JSON in JSON', JSON.stringify(JSON.stringify({ token }))],
    ['in a URL', `https://example.com/?token=${token}&x=1`],
    ['in a path', `/tmp/${token}.txt`],
    ['as a variable', `IONOS_TOKEN=${token}`],
    ['with Bearer', `authorization: Bearer ${token}`],
    ['with bearer in small letters', `authorization: bearer ${token}`],
    ['with Basic', `Authorization: Basic ${basic}`],
    ['as the password of a URL', 'https://paula:secret-password@example.com/auth/v1'],
    ['its header and payload', `${header}.${payload}`],
    ['its payload', payload],
    ['the beginning of it', token.slice(0, 40)],
    ['with a space in its header', `eyAidHlwIjoiSldUIn0.${payload}.${signature}`],
    ['with encoded dots', `https://example.com/?x=${header}%2E${payload}%2E${signature}`],
    ['broken by a line', `${header}.${payload}.${signature.slice(0, 76)}\n${signature.slice(76)}`],
    ['wrapped at 64, its header too', wrapped(64, '\n')],
    ['wrapped at 76 with an indent', wrapped(76, '\r\n    ')],
    ['wrapped, in JSON', JSON.stringify({ text: wrapped(60, '\n') })],
    ['with dots encoded twice', `https://example.com/?x=${token.replaceAll('.', '%252E')}`],
    ['as a password with a quote in it', '{"password":"ab\\"secret-password"}'],
    ['as an API key of a header', 'X-API-Key: secret-password'],
    [
      'as short names in an address',
      'https://example.com/?token=secret-password&pwd=secret-password',
    ],
    ['as a password with an @ in an address', 'https://paula:p@secret-password@example.com/'],
    ['with padding', `${header}==.${payload}==.${signature}==`],
    ['as a named password', 'login failed: password=secret-password&user=paula'],
    ['as a password in JSON', '{"user":"paula","newPassword":"secret-password"}'],
    ['as a password in an address', 'https://example.com/login?passwd=secret-password#x'],
    ['as a variable that holds a password', "IONOS_PASSWORD='secret-password'"],
    ['with dots as JSON may write them', token.replaceAll('.', String.raw`\u002e`)],
    ['with dots of markup', token.replaceAll('.', '&#46;')],
    ['under short names in JSON', '{"pwd":"secret-password","pass":"secret-password"}'],
    ['as a variable in small letters', 'token=secret-password'],
    ['as a cookie', 'Set-Cookie: session=secret-password; HttpOnly'],
    ['between lines', `first\n${token}\nlast`],
  ])('loses a value: %s', (_, text) => {
    expectClean(redactText(text));
  });

  test.each([
    'a token was made',
    'the list could not be read: 503',
    '3f2a9c10',
    'https://api.ionos.com/auth/v1/tokens',
    'paula@example.com signed in',
    'mailto:paula@example.com',
    'the password was refused',
    'token: 3f2a9c10',
    'the pass was refused: 7',
    'no cookie was sent',
  ])('without a secret stays as it is: %s', (text) => {
    expect(redactText(text)).toBe(text);
  });

  test('keeps what stands around a value', () => {
    expect(redactText(`before ${token} after`)).toBe('before [token redacted] after');
    expect(redactText('Basic abc= then')).toBe('Basic [redacted] then');
  });
});

describe('anything that is logged', () => {
  test.each<[string, unknown]>([
    ['in a list', [1, [token]]],
    ['in an object', { facts: { deep: { deeper: token } } }],
    ['in a key', { [token]: 1 }],
    ['in a map', new Map([['x', token]])],
    ["under a secret's name in a map", new Map([['password', 'secret-password']])],
    ['in a set', new Set([token])],
    ['in the text of an error', new Error(`bad token ${token}`)],
    ['in the cause of an error', new Error('x', { cause: new Error(token) })],
    ['in the stack of an error', Object.assign(new Error('x'), { stack: `at ${token}` })],
    ['in the code of an error', Object.assign(new Error('x'), { code: token })],
    ['in the name of an error', Object.assign(new Error('x'), { name: token })],
    [
      'in the cause of an expected failure',
      new AppError('OFFLINE', {}, { cause: new Error(token) }),
    ],
    ['in bytes', { body: Buffer.from(token) }],
    ['as a secret', { password: 'secret-password' }],
    ['as a credential', { credential: { kind: 'password', password: 'secret-password' } }],
    [
      'under other names of a secret',
      { newPassword: 'secret-password', PASSWD: 'secret-password' },
    ],
    ['under the name of another token', { access_token: 'secret-password' }],
    ['as the key of an API', { 'x-api-key': 'secret-password', pwd: 'secret-password' }],
    ['as several tokens', { accessTokens: ['secret-password'], tokenValue: 'secret-password' }],
    ['as a header', { headers: { Authorization: `Basic ${basic}` } }],
    ['in a URL object', { url: new URL('https://paula:secret-password@example.com') }],
    ['too deep to look', { a: { b: { c: { d: { e: { f: { g: token } } } } } } }],
  ])('loses a value: %s', (_, value) => {
    expectClean(inspect(redact(value), { depth: null, maxStringLength: null }));
  });

  test('keeps what helps: messages, codes, causes and plain facts', () => {
    const error = new AppError('OFFLINE', {}, { cause: new Error('connect ECONNREFUSED') });
    expect(redact({ channel: 'tokens.refresh', count: 7, none: null, error })).toMatchObject({
      channel: 'tokens.refresh',
      count: 7,
      none: null,
      error: {
        name: 'AppError',
        message: 'OFFLINE',
        code: 'OFFLINE',
        cause: { message: 'connect ECONNREFUSED' },
      },
    });
  });

  test('may hold itself', () => {
    const round: Record<string, unknown> = { token };
    round['self'] = round;
    expectClean(JSON.stringify(redact(round)));
  });

  test('loses a real value wherever it stands', async () => {
    const { control } = await setupSandbox();
    const { value } = await control.consoleToken('plain');
    const parts = value.split('.').map((part) => part.slice(0, 24));
    const surroundings = fc.string({ unit: 'binary', maxLength: 40 });
    fc.assert(
      fc.property(surroundings, surroundings, (before, after) => {
        const text = redactText(`${before} ${value} ${after}`);
        for (const part of parts) expect(text).not.toContain(part);
      }),
    );
  });
});

const { proxy: revoked, revoke } = Proxy.revocable({}, {});
revoke();

// The log must not fail over what it was to say.
test.each<[string, unknown]>([
  ['an error whose message is no text', Object.assign(new Error('x'), { message: 5 })],
  ['an error without a name', Object.assign(new Error('x'), { name: undefined })],
  ['an error whose stack is no text', Object.assign(new Error('x'), { stack: { at: 1 } })],
  ['a map with a key that is no text', new Map([[Object.create(null), 1]])],
  ['what is not there any more', revoked],
  [
    'an error that cannot be looked at',
    Object.defineProperty(new Error('x'), 'message', {
      get: () => {
        throw new Error(token);
      },
    }),
  ],
])('%s is said as far as it can be', (_, value) => {
  const said = inspect(redact({ before: 'kept', value }), { depth: 9 });
  expect(said).toContain('kept');
  expectClean(said);
});

test.each<[string, unknown]>([
  ['a symbol', Symbol(token)],
  ['a function', Object.assign(() => token, { token })],
  ['a text in a box', new String(token)],
  [
    'a short name of a secret',
    { jwt: 'secret-password', auth: 'secret-password', pw: 'secret-password' },
  ],
  ['a private key', { privateKey: 'secret-password' }],
  [
    'what throws when it is looked at',
    {
      get token(): string {
        throw new Error(token);
      },
    },
  ],
])('nothing is left of a secret in %s', (_, value) => {
  expectClean(inspect(redact({ value: undefined, entry: value }), { depth: 9 }));
});
