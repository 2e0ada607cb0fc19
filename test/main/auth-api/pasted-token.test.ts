import { describe, expect, test } from 'vitest';
import { readToken } from '../../../main/auth-api/jwt.ts';
import { pastedToken } from '../../../main/auth-api/pasted-token.ts';
import { tokenWith } from '../../support/core/token-values.ts';

const kid = '5cb9b8b2-6a0c-4ed5-a6bb-5a3ad4f1f7a0';
/** As IONOS signs them: RS256 with 2048 bits. */
const signed = (iat: number) =>
  tokenWith({ kid }, { iss: 'ionoscloud', iat, client: 'USER' }).replace(
    /[^.]*$/,
    'Sig-_nature'.repeat(32).slice(0, 342),
  );
const value = signed(1);
const other = signed(2);
/** With a signature of no usual length, so that what follows may belong to it. */
const short = tokenWith({ kid }, { iat: 1 });
const half = Math.floor(value.length / 2);

describe('the value alone is found', () => {
  test.each([
    ['as it is', value],
    ['with a newline', `${value}\n`],
    ['in white space', ` \t${value}\r\n\r\n`],
    ['in double quotes', `"${value}"`],
    ['in single quotes, with a newline', `'${value}'\n`],
    ['after Bearer', `Bearer ${value}`],
    ['after bearer, in quotes', `" bearer  ${value}"`],
  ])('%s', (_, text) => {
    expect(pastedToken(text)).toEqual({ value, alone: true });
  });

  test('whatever its payload', () => {
    const bare = tokenWith({ kid }, {});
    expect(pastedToken(`${bare}\n`)).toEqual({ value: bare, alone: true });
  });
});

describe('one value is taken out of', () => {
  test.each([
    ['a line of a shell', `export IONOS_TOKEN=${value}`],
    ['one in quotes', `export IONOS_TOKEN="${value}"; terraform apply`],
    ['one of PowerShell', `$env:IONOS_TOKEN='${value}'`],
    ['a .env file', `IONOS_USERNAME=paula\nIONOS_TOKEN=${value}\nIONOS_API_URL=https://x\n`],
    ['the configuration of ionosctl', `credentials:\n  token: ${value}\n  s3AccessKey: ""\n`],
    ['JSON', `{"env":{"IONOS_TOKEN":"${value}"}}`],
    ['a header', `Authorization: Bearer ${value}`],
    ['a sentence', `The token is ${value}.`],
    ['a text that has it twice', `${value}\n${value}\n`],
    ['a command after it', `IONOS_TOKEN=${value} terraform apply`],
    // As a field of one line makes it of two lines.
    ['two lines that became one', `IONOS_TOKEN=${value} IONOS_API_URL=https://x`],
  ])('%s', (_, text) => {
    expect(pastedToken(text)).toEqual({ value, alone: false });
  });

  test('a line whose value ends before its quote, whatever its signature', () => {
    const text = `token: "${short}"\nuser: paula\n`;
    expect(pastedToken(text)).toEqual({ value: short, alone: false });
  });
});

describe('a value with a break in it is refused', () => {
  test.each([
    ['a line break', `${value.slice(0, half)}\n${value.slice(half)}`],
    ['a line break and indentation', `${value.slice(0, half)}\r\n    ${value.slice(half)}`],
    ['the space that a field makes of it', `${value.slice(0, half)} ${value.slice(half)}`],
    ['one at a dot', value.replace('.', '.\n')],
    ['one in the header', `${value.slice(0, 20)}\n${value.slice(20)}`],
    ['one in the signature', `${value.slice(0, -40)}\n${value.slice(-40)}`],
    ['lines of 76', value.replace(/.{76}/g, '$&\n')],
    ['one after a name', `IONOS_TOKEN=${value.slice(0, half)}\n${value.slice(half)}`],
    ['one in quotes', `"${value.slice(0, -9)}\n${value.slice(-9)}"`],
    ['one after Bearer', `Bearer ${value.slice(0, half)} ${value.slice(half)}`],
    ['a word behind a signature of no usual length', `${short}\nabc`],
  ])('%s', (_, text) => {
    expect(() => pastedToken(text)).toThrow(expect.objectContaining({ code: 'TOKEN_BROKEN' }));
  });
});

test('of several values none is guessed', () => {
  expect(() => pastedToken(`${value}\n${other}`)).toThrow(
    expect.objectContaining({ code: 'TOKEN_SEVERAL' }),
  );
});

test.each([
  ['nothing', ' \n', 'TOKEN_EMPTY'],
  ['empty quotes', '""', 'TOKEN_EMPTY'],
  ['an id', ` ${kid}\n`, 'TOKEN_IS_UUID'],
  ['a sentence', 'please use this token', 'TOKEN_NOT_JWT'],
  ['four parts', `${value}.c2ln`, 'TOKEN_NOT_JWT'],
  ['a value within a word', `x${value}`, 'TOKEN_NOT_JWT'],
  ['half a value', value.slice(0, value.lastIndexOf('.')), 'TOKEN_NOT_JWT'],
  ['a million starts', 'eyJa.'.repeat(200_000), 'TOKEN_NOT_JWT'],
  ['a value somewhere in a book', `${'word '.repeat(20_000)}${value}`, 'TOKEN_NOT_JWT'],
])('%s stays what it is', (_, text, code) => {
  expect(() => readToken(pastedToken(text).value)).toThrow(expect.objectContaining({ code }));
});

/** The public part of a hosting key. */
const prefix = '0123456789abcdef0123456789ABCDEF';
const secret = 'QkVoT3N0aW5n-S2V5_U2VjcmV0MTIzNDU2Nzg5MA';
const codeOf = (text: string) => () => readToken(pastedToken(text).value);

describe('a key of the hosting products is told from a token', () => {
  test.each([
    ['as it is', `${prefix}.${secret}`],
    ['with a newline', `${prefix}.${secret}\n`],
    ['with a secret of 19 characters', `${prefix}.${secret.slice(0, 19)}`],
    ['with a secret of eight', `${prefix}.s3cr3t-8`],
    ['of which little was copied', `${prefix}.Q`],
    ['with other characters of Base64', `${prefix}.ab+/cd==`],
    ['with a prefix like a UUID', `${kid}.${secret}`],
    ['in quotes', `"${prefix}.s3cr3t-8"`],
    ['after its name', `API key ${prefix}.s3cr3t-8`],
    ['in its header', `X-API-Key: ${prefix}.s3cr3t-8`],
    ['in a line of a shell', `export IONOS_API_KEY='${prefix}.s3cr3t-8'`],
    ['in a sentence', `The key is ${prefix}.s3cr3t-8.`],
    ['in a command', `curl -H "X-API-Key: ${prefix}.s3cr3t-8" https://api.hosting.ionos.com`],
    ['after Bearer', `Bearer ${prefix}.s3cr3t-8`],
  ])('%s', (_, text) => {
    expect(codeOf(text)).toThrow(expect.objectContaining({ code: 'TOKEN_IS_API_KEY' }));
  });

  test.each([
    ['its public part alone', prefix],
    ['its public part and a dot', `${prefix}.`],
    ['a prefix that is too short', `${prefix.slice(1)}.${secret}`],
    ['a prefix that is too long', `a${prefix}.${secret}`],
    ['a prefix with another letter', `${prefix.slice(1)}g.${secret}`],
    ['a third part', `${prefix}.${secret}.c2ln`],
    ['an end of a longer name', `v1.${prefix}.${secret}`],
    ['a break before the secret', `${prefix}.\n${secret}`],
  ])('%s is none', (_, text) => {
    expect(codeOf(text)).toThrow(expect.objectContaining({ code: 'TOKEN_NOT_JWT' }));
  });

  test('a token beside it is taken', () => {
    const text = `HOSTING_KEY=${prefix}.${secret}\nIONOS_TOKEN=${value}\n`;
    expect(pastedToken(text)).toEqual({ value, alone: false });
  });
});
