import { execFile } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { SeededToken } from '../../main/sandbox/control-messages.ts';
import type { Index, SavedToken } from '../../main/vault/index-file.ts';
import { root } from '../../scripts/root.ts';
import type { Desktop } from './desktop.ts';

const exec = promisify(execFile);

/** Keeps values in a desktop's keychain through keytar, as the app does, in a process of its own. */
export async function fillKeychain(
  { env, home }: Desktop,
  items: Readonly<Record<string, string>>,
): Promise<void> {
  const file = join(home, 'items.json');
  await writeFile(file, JSON.stringify(items));
  const program = `
    const { setPassword } = require('keytar');
    (async () => {
      const items = Object.entries(JSON.parse(require('fs').readFileSync(process.argv[1], 'utf8')));
      for (const [account, value] of items) await setPassword('Token Vault', account, value);
    })();`;
  await exec(process.execPath, ['-e', program, file], { env: { ...env }, cwd: root });
}

/** What the index says of tokens whose values are kept. */
export const savedTokens = (seeded: readonly SeededToken[], origin: string): SavedToken[] =>
  seeded.map(({ kid, contract, createdAt, expiresAt }) => ({
    id: kid,
    origin,
    contractNumber: contract,
    userId: null,
    issuedAt: createdAt * 1000,
    expiresAt: expiresAt * 1000,
    savedAt: createdAt * 1000,
    madeBy: null,
  }));

export const indexPath = (userData: string): string => join(userData, 'vault/index.json');

/** Writes an index in place of the app's own, as whoever can write there could. */
export async function writeIndex(userData: string, index: Index): Promise<void> {
  await mkdir(join(userData, 'vault'), { recursive: true });
  await writeFile(indexPath(userData), JSON.stringify({ version: 3, ...index }));
}

export const readIndex = async (userData: string): Promise<Index> =>
  JSON.parse(await readFile(indexPath(userData), 'utf8')) as Index;
