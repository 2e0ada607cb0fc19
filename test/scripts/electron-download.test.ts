import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { verifyIntegrity } from '../../scripts/electron/fallback.ts';
import { whyNotOfficial } from '../../scripts/electron/official.ts';

// sha512 of "abc", from FIPS 180-2's example.
const integrity =
  'sha512-3a81oZNherrMQXNJriBBMRLm+k6JqX6iCp7u5ktV05ohkpkqJ0/BqDa6PCOj/uu9RU1EI2Q86A4qmslPpUyknw==';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'download-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

test('the pinned bytes pass', async () => {
  writeFileSync(join(folder, 'whole'), 'abc');
  await expect(verifyIntegrity(join(folder, 'whole'), integrity)).resolves.toBeUndefined();
});

test.each(['ab', 'abd', ''])('other bytes are refused: %j', async (bytes) => {
  writeFileSync(join(folder, 'other'), bytes);
  await expect(verifyIntegrity(join(folder, 'other'), integrity)).rejects.toThrow(
    'not what was pinned',
  );
});

test.each([
  [
    'TypeError: fetch failed\n    at node:internal',
    undefined,
    'GitHub cannot be reached from here',
  ],
  [
    'RequestError: getaddrinfo ENOTFOUND github.com',
    undefined,
    'GitHub cannot be reached from here',
  ],
  [
    'Error: connect ETIMEDOUT 10.0.0.1:443',
    'https://mirror.example/',
    'https://mirror.example/ cannot be reached from here',
  ],
  [
    'Error: Generated checksum does not match',
    undefined,
    'the installer of the official Electron failed (Error: Generated checksum does not match)',
  ],
  ['', undefined, 'the installer of the official Electron failed (it gave no reason)'],
])('what the installer prints is said in words: %j', (printed, mirror, sentence) => {
  expect(whyNotOfficial(printed, mirror)).toBe(sentence);
});
