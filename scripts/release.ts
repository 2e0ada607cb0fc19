// npm run release: what a release needs beside its builds. Nothing here publishes anything.
//   npm run release -- check --tag v1.2.3      whether this checkout may be released under the tag
//   npm run release -- signing                 whether the environment has what signing takes here
//   npm run release -- collect --from A --to B brings the files of all builds into one folder
//   npm run release -- checksums --to B        writes SHA256SUMS of a folder
//   npm run release -- notes --tag v1.2.3      prints what CHANGELOG.md says of it

import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { refuse } from './command-line.ts';
import { findElectron } from './electron/locate.ts';
import { changesOf } from './release/changelog.ts';
import { checksums, collect } from './release/collect.ts';
import { complaintsOf, type Release } from './release/complaints.ts';
import { complaintsOfSigning } from './release/signing.ts';
import { root } from './root.ts';

const usage =
  'Usage: npm run release -- check --tag TAG | signing | collect --from FOLDER --to FOLDER | ' +
  'checksums --to FOLDER | notes --tag TAG';

const read = (path: string): string => readFileSync(join(root, path), 'utf8');

function thisRelease(): Release {
  const { version } = JSON.parse(read('package.json')) as { readonly version: string };
  const git = ['status', '--porcelain'];
  return {
    version,
    changelog: read('CHANGELOG.md'),
    metainfo: read('build/linux/app.tokenvault.TokenVault.metainfo.xml'),
    electron: findElectron()?.kind ?? 'none',
    changed: execFileSync('git', git, { cwd: root, encoding: 'utf8' }).trim(),
  };
}

/** Says what is against it, or that nothing is. */
function judge(complaints: readonly string[], well: string): void {
  for (const sentence of complaints) console.error(sentence);
  if (complaints.length === 0) console.log(well);
  process.exitCode = complaints.length === 0 ? 0 : 1;
}

function notes(tag: string): void {
  const changes = changesOf(read('CHANGELOG.md'), tag.replace(/^v/, ''));
  if (changes === undefined) throw new Error(`CHANGELOG.md says nothing of ${tag}`);
  console.log(changes);
}

interface Order {
  readonly what: string;
  readonly given: (name: 'tag' | 'from' | 'to') => string;
}

function order(): Order {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { tag: { type: 'string' }, from: { type: 'string' }, to: { type: 'string' } },
  });
  const [what = '', more] = positionals;
  if (more !== undefined) throw new Error(`Unexpected argument '${more}'`);
  const given: Order['given'] = (name) => {
    const value = values[name];
    if (!value) throw new Error(`${what} needs --${name}`);
    return value;
  };
  return { what, given };
}

async function run({ what, given }: Order): Promise<void> {
  if (what === 'check')
    judge(complaintsOf(given('tag'), thisRelease()), `${given('tag')} may be released.`);
  else if (what === 'signing')
    judge(complaintsOfSigning(process.platform, process.env), 'What signing takes is there.');
  else if (what === 'notes') notes(given('tag'));
  else if (what === 'collect') {
    const names = await collect(given('from'), given('to'));
    console.log(names.join('\n'));
  } else if (what === 'checksums') {
    const text = await checksums(given('to'));
    writeFileSync(join(given('to'), 'SHA256SUMS'), text);
  } else throw new Error(what === '' ? 'Nothing was asked for' : `There is no "${what}"`);
}

try {
  await run(order());
} catch (error) {
  refuse(error, usage);
}
