// npm run test:packed: packs the app and tests what came of it; then the end-to-end journeys and the attacks of
// `npm test` run on it in place of the checkout. Elsewhere than on Linux only what needs no desktop of its own.

import { findPacked, makeInspectable } from '../test/support/packed.ts';
import { ensureFreshBuild } from './build/fresh.ts';
import { add, inWords } from './test/counts.ts';
import { parts } from './test/parts.ts';
import { inTurn, playwright } from './test/runners.ts';

const packed = parts.find(({ name }) => name === 'packed');
if (packed === undefined) throw new Error('There is no part "packed".');

ensureFreshBuild();
const first = await packed.run();
console.log(first.output.trim());
let { counts } = first;
if (counts.failed === 0 && process.platform === 'linux') {
  process.env['TOKEN_VAULT_TEST_EXECUTABLE'] = await makeInspectable(findPacked());
  const driven = await inTurn(['e2e', 'attack'], (project) =>
    playwright(project, '--grep-invert', '@long|@checkout'),
  );
  console.log(driven.output.trim());
  counts = add(counts, driven.counts);
}
console.log(inWords(counts));
process.exitCode = counts.failed > 0 || counts.passed === 0 ? 1 : 0;
