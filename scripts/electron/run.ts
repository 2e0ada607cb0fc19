import { spawn } from 'node:child_process';
import { root } from '../root.ts';

/** Whether a window can be opened here. */
export const hasDisplay = (): boolean =>
  process.platform !== 'linux' ||
  process.env['DISPLAY'] !== undefined ||
  process.env['WAYLAND_DISPLAY'] !== undefined;

/** As root Chromium refuses to run with its sandbox; for everybody else the sandbox stays on. */
export const isRoot = (): boolean => process.getuid?.() === 0;

/**
 * Runs a program in the checkout with this terminal as its own, and gives its exit code; 1 when it
 * could not be started or was ended by a signal. Ctrl+C reaches it by itself.
 */
export function runInTerminal(
  program: string,
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>> = process.env,
): Promise<number> {
  return new Promise((resolve) => {
    const child = spawn(program, args, { cwd: root, env, stdio: 'inherit' });
    const passOn = (): void => {
      child.kill('SIGTERM');
    };
    // The terminal has sent Ctrl+C to the child as well: wait for it to end in its own way.
    const wait = (): void => undefined;
    process.on('SIGTERM', passOn).on('SIGINT', wait);
    child.on('error', (error) => {
      console.error(error.message);
      resolve(1);
    });
    child.on('exit', (code) => {
      process.off('SIGTERM', passOn).off('SIGINT', wait);
      resolve(code ?? 1);
    });
  });
}
