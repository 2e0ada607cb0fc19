// npm run audit: whether what runs has a known vulnerability. Where the registry cannot be asked, that is said:
// skipped is not clean.

import { takeNothing } from './command-line.ts';
import { npm } from './npm.ts';
import { readAudit } from './supply-chain/audit-report.ts';

takeNothing('Usage: npm run audit');
const { stdout } = npm(['audit', '--omit=dev', '--json']);
const { outcome, sentence } = readAudit(stdout);
console.log(sentence);
process.exitCode = outcome === 'found' ? 1 : 0;
