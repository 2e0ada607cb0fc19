import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/**
 * Runs Debian's own `age`, which asks for a passphrase at its terminal and nowhere else.
 *
 * @throws Error with what it said, where it did not do it.
 */
export function age(passphrase: string, ...args: readonly string[]): void {
  const { status, stderr, error } = spawnSync(
    'python3',
    [join(import.meta.dirname, 'at-terminal.py'), 'age', ...args],
    { input: `${passphrase}\n`, encoding: 'utf8', timeout: 60_000 },
  );
  if (status !== 0) throw new Error(`age ended with ${status}: ${stderr}`, { cause: error });
}
