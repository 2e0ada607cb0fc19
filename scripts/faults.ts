// npm run faults: every step of every operation with every fault (docs/reliability.md).

import { parseArgs } from 'node:util';
import { refuse } from './command-line.ts';
import { runReliability } from './reliability/run.ts';
import { wholeNumber } from './reliability/whole-number.ts';

const usage = 'Usage: npm run faults -- [--seed S] [--share N] [--only TITLE]';

function read(): Readonly<Record<string, string>> {
  const { values } = parseArgs({
    options: {
      /** Chooses the cases of a share. */
      seed: { type: 'string', default: '1' },
      /** Runs about one case of N; 1 is all of them. */
      share: { type: 'string', default: '1' },
      /** One case, by the title under which it failed. */
      only: { type: 'string' },
    },
  });
  return {
    TOKEN_VAULT_SEED: String(wholeNumber('--seed', values.seed, 0, 2 ** 31)),
    TOKEN_VAULT_SHARE: String(wholeNumber('--share', values.share, 1, 1000)),
    ...(values.only === undefined ? {} : { TOKEN_VAULT_ONLY: values.only }),
  };
}

let settings: Readonly<Record<string, string>> = {};
try {
  settings = read();
} catch (error) {
  refuse(error, usage);
}
await runReliability({
  project: 'faults',
  settings,
  about: `the fault matrix, seed ${settings['TOKEN_VAULT_SEED'] ?? ''}`,
  only: settings['TOKEN_VAULT_ONLY'],
});
