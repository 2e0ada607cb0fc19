// npm run sbom -- --out FILE: the software bill of materials (CycloneDX) of what ships: of
// what the lock file names, that which the build found in the bundles and beside them.

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureFreshBuild } from './build/fresh.ts';
import { refuse } from './command-line.ts';
import { helpers } from './licences/shipped.ts';
import { npm } from './npm.ts';
import { root } from './root.ts';
import { shippedOf } from './supply-chain/shipped.ts';

const usage = 'Usage: npm run sbom -- --out FILE';

function outFile(): string {
  const { values } = parseArgs({ options: { out: { type: 'string' } } });
  if (values.out === undefined || values.out === '') throw new Error('No file was named.');
  return values.out;
}

function billOfAll(): unknown {
  const options = ['--sbom-format=cyclonedx', '--sbom-type=application', '--package-lock-only'];
  const { ok, stdout, stderr } = npm(['sbom', ...options]);
  if (!ok) throw new Error(stderr.trim());
  return JSON.parse(stdout);
}

interface Manifest {
  readonly name: string;
}

interface Package {
  readonly name: string;
  readonly version: string;
}

const read = (path: string): unknown => JSON.parse(readFileSync(join(root, path), 'utf8'));

/** Without the tools that wrote a few lines: these take no part when the app runs. */
function shipped(): readonly Package[] {
  ensureFreshBuild();
  return (read('out/licences.json') as readonly Package[]).filter(
    ({ name }) => !Object.hasOwn(helpers, name),
  );
}

try {
  const file = outFile();
  const bom = shippedOf(billOfAll(), (read('package.json') as Manifest).name, shipped());
  writeFileSync(file, `${JSON.stringify(bom, null, 2)}\n`);
  console.log(`The bill of materials is in ${file}.`);
} catch (error) {
  refuse(error, usage);
}
