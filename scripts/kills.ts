// npm run kills: the app, without its window and whole, killed again and again (docs/reliability.md).

import { parseArgs } from 'node:util';
import { refuse } from './command-line.ts';
import { killsInWords } from './reliability/kills-made.ts';
import { runReliability } from './reliability/run.ts';
import { wholeNumber } from './reliability/whole-number.ts';

const usage = 'Usage: npm run kills -- [--count N] [--windows W] [--seed S]';

/** One kill in this many is of the whole app, where nothing else is said. */
const oneWindowIn = 20;

interface Order {
  readonly count: number;
  /** How many of them are of the whole app in its window. */
  readonly windows: number;
  readonly seed: number;
}

function read(): Order {
  const { values } = parseArgs({
    options: {
      count: { type: 'string', default: '500' },
      windows: { type: 'string' },
      seed: { type: 'string', default: '1' },
    },
  });
  const count = wholeNumber('--count', values.count, 1, 100_000);
  const asked = values.windows ?? String(Math.ceil(count / oneWindowIn));
  return {
    count,
    windows: wholeNumber('--windows', asked, 0, count),
    seed: wholeNumber('--seed', values.seed, 0, 2 ** 31),
  };
}

let order: Order = { count: 0, windows: 0, seed: 0 };
try {
  order = read();
} catch (error) {
  refuse(error, usage);
}
await runReliability({
  project: 'kills',
  settings: {
    TOKEN_VAULT_KILLS: String(order.count),
    TOKEN_VAULT_WINDOW_KILLS: String(order.windows),
    TOKEN_VAULT_SEED: String(order.seed),
  },
  about: `${order.count} kills, ${order.windows} of them of the whole app, seed ${order.seed}`,
  closing: killsInWords,
});
