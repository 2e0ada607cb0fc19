import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { verifyIntegrity } from '../../scripts/electron/fallback.ts';

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
