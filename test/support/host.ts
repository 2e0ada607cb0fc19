import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startDesktop, type Desktop } from './desktop.ts';

/** What an app needs of where it runs. */
export type Host = Pick<Desktop, 'env' | 'home' | 'close'>;

/**
 * Where the packed app runs in a smoke test: on Linux a desktop of its own, elsewhere the computer's own
 * screen and keychain, as on a machine that builds a release. What is kept there has to be removed by the
 * test.
 */
export async function startHost(): Promise<Host> {
  if (process.platform === 'linux') return startDesktop();
  const home = mkdtempSync(join(tmpdir(), 'token-vault-smoke-'));
  const set = Object.entries(process.env).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as const],
  );
  return {
    env: Object.fromEntries(set),
    home,
    close: () => {
      rmSync(home, { recursive: true, force: true });
      return Promise.resolve();
    },
  };
}
