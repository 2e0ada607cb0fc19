// npm run attack: hostile pages, servers and programs against the real app (docs/threat-model.md). As in
// `npm test`, with 10,000 generated inputs where that has fewer.

import { parseArgs } from 'node:util';
import { refuse } from './command-line.ts';
import { wholeNumber } from './reliability/whole-number.ts';
import { inWords } from './test/counts.ts';
import { playwright } from './test/runners.ts';

const usage = 'Usage: npm run attack -- [--inputs N] [--seed S]';

function read(): Readonly<Record<string, string>> {
  const { values } = parseArgs({
    options: {
      /** How often the bridge is called with what was generated. */
      inputs: { type: 'string', default: '10000' },
      /** Chooses the inputs. */
      seed: { type: 'string', default: '1' },
    },
  });
  return {
    TOKEN_VAULT_ATTACK_INPUTS: String(wholeNumber('--inputs', values.inputs, 1, 1_000_000)),
    TOKEN_VAULT_ATTACK_SEED: String(wholeNumber('--seed', values.seed, 0, 2 ** 31)),
  };
}

try {
  Object.assign(process.env, read());
} catch (error) {
  refuse(error, usage);
}
const { counts, output } = await playwright('attack');
console.log(output.trim());
console.log(inWords(counts));
process.exitCode = counts.failed > 0 || counts.passed === 0 ? 1 : 0;
