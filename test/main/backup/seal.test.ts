import { Decrypter, Encrypter, armor } from 'age-encryption';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { isAppError } from '../../../main/app-error.ts';
import { seal, unseal } from '../../../main/backup/seal.ts';

const passphrase = 'correct horse battery staple';
/** As little work as age knows, so that a file can be tried at every byte. */
const work = 1;

/** The code that a file ends with; null: it opened. */
const codeOf = (file: Uint8Array, by = passphrase): Promise<string | null> =>
  unseal(file, by).then(
    () => null,
    (error: unknown) => (isAppError(error) ? error.code : String(error)),
  );

test('what was sealed opens again, whatever it says and whatever the passphrase', async () => {
  const words = fc
    .string({ unit: 'binary', maxLength: 300 })
    .filter((text) => !/\p{Cs}/u.test(text));
  await fc.assert(
    fc.asyncProperty(words, words, async (text, by) => {
      expect(await unseal(await seal(text, by, work), by)).toBe(text);
    }),
    { numRuns: 100 },
  );
});

test('a passphrase opens it however system and keyboard write the same word', async () => {
  const file = await seal('x', 'gru\u0308n \u00e4', work);
  expect(await unseal(file, 'gr\u00fcn a\u0308')).toBe('x');
});

test('it takes the work of age itself, on a thread of its own', { tags: ['long'] }, async () => {
  let beats = 0;
  const heart = setInterval(() => (beats += 1), 10);
  const file = await seal('x', passphrase);
  clearInterval(heart);
  expect(Buffer.from(file).toString('latin1')).toMatch(
    /^age-encryption\.org\/v1\n-> scrypt [\w+/]{22} 18\n/,
  );
  expect(beats).toBeGreaterThan(5);
});

test('the library reads what was sealed, and what it sealed is read, armored too', async () => {
  const theirs = new Decrypter();
  theirs.addPassphrase(passphrase);
  expect(await theirs.decrypt(await seal('a vault', passphrase, work), 'text')).toBe('a vault');
  const made = new Encrypter();
  made.setPassphrase(passphrase);
  made.setScryptWorkFactor(work);
  const file = await made.encrypt('another');
  expect(await unseal(file, passphrase)).toBe('another');
  expect(await unseal(Buffer.from(`\n${armor.encode(file)}`), passphrase)).toBe('another');
});

describe('a file', () => {
  let file: Uint8Array;
  /** Where the header's last line, its proof, begins, and where the header ends. */
  let headEnds: number;

  beforeAll(async () => {
    file = await seal(JSON.stringify({ secret: 'eyJ' }), passphrase, work);
    headEnds = Buffer.from(file).indexOf('\n', Buffer.from(file).indexOf('\n---') + 1) + 1;
    expect(headEnds).toBeGreaterThan(100);
  });

  test('with another passphrase says so', async () => {
    for (const wrong of ['', 'correct horse battery stapl', `${passphrase} `])
      expect(await codeOf(file, wrong)).toBe('BACKUP_PASSPHRASE_WRONG');
  });

  test('that is cut at any byte does not open', { tags: 'long' }, async () => {
    for (let at = 0; at < file.length; at += 1)
      expect([at, await codeOf(file.subarray(0, at))]).toEqual([at, 'BACKUP_NOT_READ']);
  });

  test('in which any byte is another does not open', { tags: 'long' }, async () => {
    for (let at = 0; at < file.length; at += 1)
      for (const bit of [1, 0x80]) {
        const changed = file.slice();
        changed[at] = (changed[at] ?? 0) ^ bit;
        // With another salt, or another key around it, the right passphrase is a wrong one.
        const code = at < headEnds ? /^BACKUP_(NOT_READ|PASSPHRASE_WRONG)$/ : /^BACKUP_NOT_READ$/;
        expect([at, await codeOf(changed)]).toEqual([at, expect.stringMatching(code)]);
      }
  });

  test('with something behind its end does not open', { tags: 'long' }, async () => {
    expect(await codeOf(Buffer.concat([file, Buffer.from('x')]))).toBe('BACKUP_NOT_READ');
  });
});

test(
  'a long file that is cut where a piece of it ends does not open',
  { tags: 'long' },
  async () => {
    const text = 'x'.repeat(200_000);
    const file = await seal(text, passphrase, work);
    expect(await unseal(file, passphrase)).toBe(text);
    const head = file.length - 200_000 - 4 * 16;
    for (const pieces of [0, 1, 2, 3])
      expect(await codeOf(file.subarray(0, head + pieces * (65_536 + 16)))).toBe('BACKUP_NOT_READ');
  },
);

const scryptFile = (work: string, salt = 'A'.repeat(22)): Buffer =>
  Buffer.from(
    `age-encryption.org/v1\n-> scrypt ${salt} ${work}\n${'A'.repeat(43)}\n--- ${'A'.repeat(43)}\n${'x'.repeat(40)}`,
  );

test.each([
  ['that asks for more work than this app does', scryptFile('21')],
  ['that asks for work without end', scryptFile('62')],
  ['that asks for no work', scryptFile('0')],
  ['that asks for work in other words', scryptFile('1e1')],
  ['with a short salt', scryptFile('1', 'A'.repeat(20))],
  ['that is empty', Buffer.alloc(0)],
  ['of zeros', Buffer.alloc(500)],
  ['with a value in the clear', Buffer.from('eyJhbGciOiJSUzI1NiJ9.eyJ9.c2ln')],
  ['that only begins as armor', Buffer.from('-----BEGIN AGE ENCRYPTED FILE-----\nAAAA')],
])('a file %s is none, and is known for that at once', { tags: 'long' }, async (_, file) => {
  const began = performance.now();
  expect(await codeOf(file)).toBe('BACKUP_NOT_READ');
  expect(performance.now() - began).toBeLessThan(1_000);
});

test('a file for a key and one for two passphrases are none', { tags: 'long' }, async () => {
  const forKey = new Encrypter();
  forKey.addRecipient('age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p');
  expect(await codeOf(await forKey.encrypt('x'))).toBe('BACKUP_NOT_READ');
  const [head = '', stanza = ''] = scryptFile('1').toString().split('--- ');
  const twice = head + head.slice(head.indexOf('->')) + '--- ' + stanza;
  expect(await codeOf(Buffer.from(twice))).toBe('BACKUP_NOT_READ');
});

test('what is no text is no backup', { tags: 'long' }, async () => {
  const made = new Encrypter();
  made.setPassphrase(passphrase);
  made.setScryptWorkFactor(work);
  expect(await codeOf(await made.encrypt(new Uint8Array([0xff, 0xfe])))).toBe('BACKUP_NOT_READ');
});
