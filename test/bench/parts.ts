import { execFile } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { accounts } from '../../main/sandbox/accounts.ts';
import { durableFiles } from '../../main/vault/files.ts';
import { root } from '../../scripts/root.ts';
import type { Desktop } from '../support/desktop.ts';
import type { SandboxControl } from '../support/sandbox-control.ts';
import { median } from './figures.ts';

const { email, password } = accounts.plain;
const authorization = `Basic ${Buffer.from(`${email}:${password}`).toString('base64')}`;
const rounds = 15;

/** How long a request takes the API itself, median of some, ms. */
export async function apiMs(control: SandboxControl, path = '/auth/v1/tokens'): Promise<number> {
  const took: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const begin = performance.now();
    await (await fetch(`${control.origin}${path}`, { headers: { authorization } })).text();
    took.push(performance.now() - begin);
  }
  return median(took);
}

/** What the keychain itself takes for one item, each the median of some, ms. */
export interface KeychainMs {
  readonly get: number;
  readonly set: number;
}

/** As the app asks it, through keytar, in a process of its own beside nothing else. */
export async function keychainMs({ env }: Desktop, account: string): Promise<KeychainMs> {
  const program = `
    const { getPassword, setPassword, deletePassword } = require('keytar');
    const [service, account, rounds] = process.argv.slice(1);
    const took = { get: [], set: [] };
    const time = async (name, act) => {
      const begin = performance.now();
      await act();
      took[name].push(performance.now() - begin);
    };
    (async () => {
      const value = 'x'.repeat(1500);
      for (let round = 0; round < Number(rounds); round += 1) {
        await time('get', () => getPassword(service, account));
        await time('set', () => setPassword(service, 'bench', value + round));
      }
      await deletePassword(service, 'bench');
      console.log(JSON.stringify(took));
    })();`;
  const args = ['-e', program, 'Token Vault', account, String(rounds)];
  const options = { env: { ...env }, cwd: root };
  const { stdout } = await promisify(execFile)(process.execPath, args, options);
  const took = JSON.parse(stdout) as { readonly get: number[]; readonly set: number[] };
  return { get: median(took.get), set: median(took.set) };
}

/** How long one durable write of a small file takes, with its fsync and its folder's, median of some, ms. */
export async function durableWriteMs(): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'token-vault-bench-'));
  const took: number[] = [];
  try {
    for (let round = 0; round < rounds; round += 1) {
      const begin = performance.now();
      await durableFiles.write(join(folder, 'journal.json'), JSON.stringify({ round }));
      took.push(performance.now() - begin);
    }
  } finally {
    await durableFiles.remove(folder);
  }
  return median(took);
}
