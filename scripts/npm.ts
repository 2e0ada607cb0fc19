import { spawnSync } from 'node:child_process';
import { root } from './root.ts';

/** What an npm command printed, and whether it succeeded. */
export interface NpmResult {
  readonly ok: boolean;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs npm in `cwd` (the checkout by default) and waits for it: the npm that started this process
 * where there is one, else the one on the PATH. Never throws; a failed start is in `stderr`.
 */
export function npm(args: readonly string[], cwd: string = root): NpmResult {
  const cli = process.env['npm_execpath'];
  const options = { cwd, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 } as const;
  const result = cli?.endsWith('npm-cli.js')
    ? spawnSync(process.execPath, [cli, ...args], options)
    : spawnSync('npm', args, { ...options, shell: process.platform === 'win32' });
  const reason = result.error === undefined ? '' : `\n${result.error.message}`;
  return { ok: result.status === 0, stdout: result.stdout, stderr: result.stderr + reason };
}
