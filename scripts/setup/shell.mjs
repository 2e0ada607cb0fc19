import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The top folder of the checkout, absolute. */
export const root = fileURLToPath(new URL('../..', import.meta.url));

/** Prints one line of the story that setup tells. */
export const say = (line) => console.log(line);

/**
 * Runs a command in the checkout and waits for it.
 * `loud` lets its output through; otherwise it comes back as text, to be shown when it failed.
 * Never throws: a command that could not be started is a failure with the reason as its output.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ loud?: boolean, env?: Record<string, string> }} options
 * @returns {{ ok: boolean, output: string }}
 */
export function run(command, args, { loud = false, env = {} } = {}) {
  const result = spawnSync(command, args, {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, ...env },
    maxBuffer: 64 * 1024 * 1024,
    stdio: loud ? 'inherit' : ['ignore', 'pipe', 'pipe'],
  });
  const output = [result.stdout, result.stderr, result.error?.message].filter(Boolean).join('\n');
  return { ok: result.status === 0, output };
}

/**
 * Runs npm, on the Node it was started with: `npm run` puts this project's own Node first on the
 * PATH, and that one is about to be replaced.
 * What npm has in its cache is not asked for again.
 *
 * @param {readonly string[]} args
 * @param {{ loud?: boolean, env?: Record<string, string> }} options
 */
export function npm(args, { loud = false, env = {} } = {}) {
  const settings = { npm_config_prefer_offline: 'true', npm_config_fund: 'false', ...env };
  const cli = process.env.npm_execpath;
  return cli !== undefined && basename(cli) === 'npm-cli.js'
    ? run(machineNode(), [cli, ...args], { loud, env: settings })
    : run(process.platform === 'win32' ? 'npm.cmd' : 'npm', args, { loud, env: settings });
}

/** The machine's own Node, absolute where it is known: the one that npm runs on. */
export function machineNode() {
  return process.env.npm_node_execpath ?? process.execPath;
}

/**
 * The folder that holds the machine's Node headers as node-gyp wants it named, or undefined.
 * With it keytar is built without fetching headers; its interface, N-API, is the same in all.
 */
export function nodeHeaders() {
  const prefix = dirname(dirname(machineNode()));
  return existsSync(join(prefix, 'include/node/node_api.h')) ? prefix : undefined;
}

/** Ends setup with a sentence that says what is missing; `output` is what the failed tool said. */
export function giveUp(sentence, output = '') {
  if (output.trim() !== '') say(output.trim());
  say(`\nSetup stopped: ${sentence}`);
  process.exit(1);
}
