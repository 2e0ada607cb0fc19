import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { giveUp, npm, root, say } from './shell.mjs';

// Inside node_modules, so that whatever removes the packages removes the claim that they are there.
const stampFile = join(root, 'node_modules/.token-vault-setup');

const readJson = (name) => JSON.parse(readFileSync(join(root, name), 'utf8'));

/** What the installed packages depend on: the lock file (it pins Node too) and the machine's kind. */
function fingerprint() {
  const lock = readFileSync(join(root, 'package-lock.json'));
  const hash = createHash('sha256').update(lock).digest('hex');
  return [hash, process.platform, process.arch].join(' ');
}

/** Stops when package.json asks for other packages than the lock file has: nothing unlocked is installed. */
function requireMatchingLock() {
  const wanted = readJson('package.json');
  const locked = readJson('package-lock.json').packages[''];
  const differs = ['dependencies', 'devDependencies'].some(
    (kind) => JSON.stringify(wanted[kind]) !== JSON.stringify(locked[kind]),
  );
  if (differs) giveUp('package.json and package-lock.json disagree. Run npm install, commit both.');
}

/** Windows cannot replace the program that runs; elsewhere this is no matter. */
function refuseToSawOffTheBranch() {
  const own = process.execPath.startsWith(join(root, 'node_modules') + sep);
  if (process.platform === 'win32' && own) {
    giveUp('the packages changed. Please run "node scripts/setup.mjs" directly this once.');
  }
}

/**
 * Installs exactly what package-lock.json says, unless that is there already.
 * No package's install script runs here (see .npmrc and install-scripts.mjs).
 *
 * `npm install --no-save` and not `npm ci`: both take the locked versions by the locked hashes and
 * leave the lock file alone, but `npm ci` refuses a lock file that lacks an optional package of
 * *another* platform, and such a lock file is what npm writes where a mirror of the registry lacks
 * that package (https://github.com/npm/cli/issues/4828).
 */
export function npmPackages() {
  const wanted = fingerprint();
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === wanted) {
    say('npm packages: as locked.');
    return;
  }
  refuseToSawOffTheBranch();
  requireMatchingLock();
  say('npm packages: installing what package-lock.json names, without their install scripts.');
  // From here until npm has ended the claim is not true, whatever ends this process meanwhile.
  rmSync(stampFile, { force: true });
  const options = ['--no-save', '--no-audit', '--ignore-scripts', '--loglevel=error'];
  const { ok, output } = npm(['install', ...options]);
  if (!ok) giveUp('npm could not install the packages.', output);
  writeFileSync(stampFile, wanted);
}
