import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** Memory, where the system has it: the app syncs every write, and many tests do that at once. */
const root = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();

/** A folder that goes with the test. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(root, 'token-vault-test-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}
