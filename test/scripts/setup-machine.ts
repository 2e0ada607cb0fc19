import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { root } from '../../scripts/root.ts';

/**
 * A checkout with the setup scripts of this one, in which npm and Electron's installer are scripts of
 * the test's own that note how they were called. Nothing reaches the network.
 */
export class SetupMachine {
  readonly folder = mkdtempSync(join(tmpdir(), 'setup-'));
  readonly #log = join(this.folder, 'asked');

  constructor() {
    cpSync(join(root, 'scripts'), join(this.folder, 'scripts'), { recursive: true });
    this.write('package.json', JSON.stringify({ name: 'checkout', type: 'module' }));
    this.write('node_modules/electron/package.json', JSON.stringify({ version: '45.4.1' }));
    symlinkSync(join(root, 'node_modules/@electron'), join(this.folder, 'node_modules/@electron'));
    this.electronInstaller("console.error('TypeError: fetch failed'); process.exit(1);");
    this.npm('process.exit(1);');
  }

  /** What was asked for, in order: `electron`, or npm's arguments. */
  get asked(): readonly string[] {
    return existsSync(this.#log) ? readFileSync(this.#log, 'utf8').split('\n').slice(0, -1) : [];
  }

  /** Writes a file of the checkout. */
  write(name: string, text: string): void {
    const path = join(this.folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }

  has(name: string): boolean {
    return existsSync(join(this.folder, name));
  }

  /** What Electron's own installer does, as CommonJS. */
  electronInstaller(script: string): void {
    this.write('node_modules/electron/install.js', this.#noting("'electron'") + script);
  }

  /** What npm does, as CommonJS; `args` are its arguments. */
  npm(script: string): void {
    const args = 'const args = process.argv.slice(2);\n';
    this.write('npm/package.json', '{}');
    this.write('npm/npm-cli.js', args + this.#noting("args.join(' ')") + script);
  }

  /** Runs one of the checkout's scripts on this Node; gives all that it printed. */
  run(script: string, ...args: readonly string[]): { readonly ok: boolean; readonly said: string } {
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [join(this.folder, script), ...args],
      {
        cwd: this.folder,
        encoding: 'utf8',
        env: {
          PATH: process.env['PATH'],
          HOME: this.folder,
          npm_execpath: join(this.folder, 'npm/npm-cli.js'),
        },
      },
    );
    return { ok: status === 0, said: stdout + stderr };
  }

  remove(): void {
    rmSync(this.folder, { recursive: true });
  }

  #noting(what: string): string {
    return `require('node:fs').appendFileSync(${JSON.stringify(this.#log)}, ${what} + '\\n');\n`;
  }
}
