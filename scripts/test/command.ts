import { spawn, type ChildProcess } from 'node:child_process';
import { root } from '../root.ts';

/** How a command ended, and all it printed. */
export interface CommandResult {
  readonly ok: boolean;
  readonly output: string;
}

// The tools write into a pipe and cannot know what this process writes to.
const colours: Readonly<Record<string, string>> = process.stdout.isTTY
  ? { FORCE_COLOR: '1' }
  : { NO_COLOR: '1' };

const running = new Set<ChildProcess>();

// A runner that is told to stop takes what it started with it.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.once(signal, () => {
    for (const child of running) child.kill(signal);
    process.exit(1);
  });
}

/**
 * Runs a script of an npm package, such as "vitest/vitest.mjs", on the Node of this process.
 * Never rejects: a command that could not be started has failed, with the reason as its output.
 */
export function runPackage(
  script: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<CommandResult> {
  return runNode([`node_modules/${script}`, ...args], env);
}

/** Runs Node with these arguments in the checkout. Never rejects. */
export function runNode(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<CommandResult> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, {
      cwd: root,
      env: { ...process.env, ...colours, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    running.add(child);
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        output += text;
      });
    }
    const end = (ok: boolean): void => {
      running.delete(child);
      resolve({ ok, output });
    };
    child.on('error', (error) => {
      output += error.message;
      end(false);
    });
    child.on('close', (code) => {
      end(code === 0);
    });
  });
}
