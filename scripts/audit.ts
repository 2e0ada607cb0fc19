// npm run audit: whether anything that is installed has a known vulnerability, what only builds and tests too. Where the registry cannot be asked, that is said:
// skipped is not clean.

import { takeNothing } from './command-line.ts';
import { npm } from './npm.ts';
import { readAudit, skipped } from './supply-chain/audit-report.ts';

takeNothing('Usage: npm run audit');
const offline = npm(['config', 'get', 'offline']).stdout.trim() === 'true';
const { outcome, sentence } = offline
  ? skipped('npm is set to be offline')
  : readAudit(npm(['audit', '--json', '--include=dev', '--include=optional']).stdout);
console.log(sentence);
process.exitCode = outcome === 'found' ? 1 : 0;
