// npm run sbom -- --out FILE: the software bill of materials (CycloneDX) of what is packed, from the lock file.

import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { refuse } from './command-line.ts';
import { npm } from './npm.ts';

const usage = 'Usage: npm run sbom -- --out FILE';

function outFile(): string {
  const { values } = parseArgs({ options: { out: { type: 'string' } } });
  if (values.out === undefined || values.out === '') throw new Error('No file was named.');
  return values.out;
}

try {
  const file = outFile();
  const options = ['--sbom-format=cyclonedx', '--sbom-type=application', '--omit=dev'];
  const { ok, stdout, stderr } = npm(['sbom', ...options, '--package-lock-only']);
  if (!ok) throw new Error(stderr.trim());
  writeFileSync(file, stdout);
  console.log(`The bill of materials is in ${file}.`);
} catch (error) {
  refuse(error, usage);
}
