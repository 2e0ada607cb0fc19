// npm run kills: the app without its window, killed again and again (docs/reliability.md).

import { parseArgs } from 'node:util';
import { refuse, runReliability } from './reliability/run.ts';
import { wholeNumber } from './reliability/whole-number.ts';

const usage = 'Usage: npm run kills -- [--count N] [--seed S]';

function read(): { readonly count: string; readonly seed: string } {
  const { values } = parseArgs({
    options: {
      count: { type: 'string', default: '500' },
      seed: { type: 'string', default: '1' },
    },
  });
  return {
    count: String(wholeNumber('--count', values.count, 1, 100_000)),
    seed: String(wholeNumber('--seed', values.seed, 0, 2 ** 31)),
  };
}

let order = { count: '', seed: '' };
try {
  order = read();
} catch (error) {
  refuse(error, usage);
}
await runReliability(
  'kills',
  { TOKEN_VAULT_KILLS: order.count, TOKEN_VAULT_SEED: order.seed },
  `${order.count} kills, ten to a vault, seed ${order.seed}`,
);
