// npm run unit: every test of a part by itself and of the page, those too that `npm test` leaves out for
// their time (tagged `long`). What is given goes on to Vitest: npm run unit -- test/renderer/undo.test.ts

import { inWords } from './test/counts.ts';
import { inTurn, vitest } from './test/runners.ts';

const options = process.argv.slice(2);
const projects = ['unit', 'mocked', 'components'];
const passed = options.length > 0 ? [...options, '--passWithNoTests'] : [];
const { counts, output } = await inTurn(projects, (project) =>
  vitest([project], { options: passed }),
);
console.log(output.trim());
console.log(inWords(counts));
process.exitCode = counts.failed > 0 || counts.passed === 0 ? 1 : 0;
