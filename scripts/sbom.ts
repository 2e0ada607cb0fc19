// npm run sbom -- --out FILE: the software bill of materials (CycloneDX) of what ships, from the lock file.

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { refuse } from './command-line.ts';
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

try {
  const file = outFile();
  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    readonly name: string;
    readonly dependencies: Readonly<Record<string, string>>;
  };
  const bom = shippedOf(billOfAll(), manifest);
  writeFileSync(file, `${JSON.stringify(bom, null, 2)}\n`);
  console.log(`The bill of materials is in ${file}.`);
} catch (error) {
  refuse(error, usage);
}
