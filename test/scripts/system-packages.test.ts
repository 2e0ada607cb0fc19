import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test as anywhere } from 'vitest';
import { root } from '../../scripts/root.ts';

/** It is Debian's tools that are asked, by a shell. */
const test = anywhere.runIf(process.platform === 'linux');

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'packages-'));
  tool('apt-get', 'echo "apt-get $*" >> "$LOG"');
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

/** A tool of Debian's that does nothing to this machine. */
function tool(name: string, script: string): void {
  writeFileSync(join(folder, name), `#!/bin/sh\n${script}\n`);
  chmodSync(join(folder, name), 0o755);
}

/** A machine on which all is installed but `missing`, and apt offers all but `unknown`. */
function machine(missing: string, unknown: string): void {
  tool(
    'dpkg-query',
    `for name; do case "$name" in -*) ;; ${missing}) ;; *) echo "$name installed" ;; esac; done`,
  );
  tool(
    'apt-cache',
    `shift; for name; do case "$name" in ${unknown}) candidate='(none)' ;; *) candidate=1.0 ;; esac
     printf '%s:\\n  Installed: (none)\\n  Candidate: %s\\n' "$name" "$candidate"; done`,
  );
}

/** What setup prints of the system's packages for this user, and what is missing then. */
function run(uid: number): string {
  const script = `process.getuid = () => ${uid};
    const { systemPackages } = await import('./scripts/setup/system-packages.mjs');
    console.log(systemPackages());`;
  const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
    cwd: root,
    encoding: 'utf8',
    env: { PATH: `${folder}:/usr/bin:/bin`, LOG: join(folder, 'log') },
  });
  return stdout;
}

test('an ordinary user gets the exact line, with the names of this release', () => {
  machine('xclip|libgtk-3-0*|libasound2*', 'libgtk-3-0t64|libasound2');
  expect(run(1000)).toBe(
    'System packages: 3 missing, and only root can install them:\n' +
      '  sudo apt-get install -y --no-install-recommends libgtk-3-0 libasound2t64 xclip\n3\n',
  );
});

test('what apt does not offer is named all the same', () => {
  machine('xclip', 'xclip');
  expect(run(1000)).toContain('--no-install-recommends xclip\n');
});

test('with all of them there is nothing to do', () => {
  machine('nothing', 'nothing');
  expect(run(1000)).toBe('System packages: all there.\n0\n');
});

test('root has them installed, by the names that apt offers', () => {
  machine('xclip|unzip', 'unzip');
  expect(run(0)).toBe(
    'System packages: 2 missing.\n' + '  not offered by apt here: unzip\n  installing xclip\n2\n',
  );
});
