// npm run e2e: every end-to-end test and every look of axe, those too that `npm test` leaves out for their time (@long).

import { inWords } from './test/counts.ts';
import { inTurn, playwright } from './test/runners.ts';

const options = process.argv.slice(2);
const { counts, output } = await inTurn(['e2e', 'accessibility'], (project) =>
  // A file that was named is of one of the two.
  playwright(project, ...options, ...(options.length > 0 ? ['--pass-with-no-tests'] : [])),
);
console.log(output.trim());
console.log(inWords(counts));
process.exitCode = counts.failed > 0 || counts.passed === 0 ? 1 : 0;
