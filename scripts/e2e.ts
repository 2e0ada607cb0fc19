// npm run e2e: every end-to-end test, those too that `npm test` leaves out for their time (@long).

import { inWords } from './test/counts.ts';
import { playwright } from './test/runners.ts';

const { counts, output } = await playwright('e2e', ...process.argv.slice(2));
console.log(output.trim());
console.log(inWords(counts));
process.exitCode = counts.failed > 0 || counts.passed === 0 ? 1 : 0;
