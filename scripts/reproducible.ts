// npm run reproducible: packs the commit that is checked out twice, in two folders of different names,
// and compares the archives of the app byte for byte. Ends with 1 where they differ.

import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { takeNothing } from './command-line.ts';
import { findElectron } from './electron/locate.ts';
import { packedApp } from './package/output.ts';
import { root } from './root.ts';

takeNothing('Usage: npm run reproducible');

const electron = findElectron();
if (electron === undefined) {
  console.error('Nothing is set up here yet. Run: npm run setup');
  process.exit(1);
}

const archive = relative(root, join(packedApp(electron).resources, 'app.asar'));

/** SHA-256 of the archive that a clean copy of the commit packs to. */
function packIn(folder: string): string {
  mkdirSync(folder);
  const commit = join(folder, '..', 'commit.tar');
  execFileSync('git', ['archive', '--output', commit, 'HEAD'], { cwd: root });
  execFileSync('tar', ['-xf', commit, '-C', folder]);
  for (const part of ['node_modules', '.electron'])
    cpSync(join(root, part), join(folder, part), { recursive: true, verbatimSymlinks: true });
  const script = join(folder, 'scripts/package.ts');
  execFileSync(process.execPath, [script, '--dir'], { cwd: folder, stdio: 'pipe' });
  return createHash('sha256')
    .update(readFileSync(join(folder, archive)))
    .digest('hex');
}

const place = mkdtempSync(join(tmpdir(), 'reproducible-'));
try {
  const sums = ['first', 'a-second-one'].map((name) => packIn(join(place, name)));
  for (const sum of sums) console.log(`${sum}  app.asar`);
  const same = new Set(sums).size === 1;
  console.log(same ? 'The two are the same.' : 'They differ.');
  process.exitCode = same ? 0 : 1;
} finally {
  rmSync(place, { recursive: true, force: true });
}
