// npm run bench: the packed app beside a bare Electron window, in turns, as seen from outside
// (docs/performance.md). Linux only: it brings a screen, a keyring and a desktop of its own.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { measurePairs } from '../test/bench/pairs.ts';
import { asTable, barsOf } from '../test/bench/report.ts';
import { openWorld } from '../test/bench/world.ts';
import { refuse } from './command-line.ts';
import { root } from './root.ts';
import { wholeNumber } from './reliability/whole-number.ts';

const usage = 'Usage: npm run bench -- [--pairs N] [--tokens N]';

interface Order {
  /** Counted pairs of starts, after one that is not. */
  readonly pairs: number;
  readonly tokens: number;
}

function read(): Order {
  const { values } = parseArgs({
    options: {
      pairs: { type: 'string', default: '21' },
      tokens: { type: 'string', default: '100' },
    },
  });
  return {
    pairs: wholeNumber('--pairs', values.pairs, 1, 1_000),
    tokens: wholeNumber('--tokens', values.tokens, 2, 1_000),
  };
}

let order: Order = { pairs: 21, tokens: 100 };
try {
  order = read();
} catch (error) {
  refuse(error, usage);
}
const world = await openWorld(order.tokens);
try {
  const figures = await measurePairs(world, order.pairs, (words) => {
    console.log(words);
  });
  const bars = barsOf(figures);
  writeFileSync(
    join(root, 'test-results/bench.json'),
    `${JSON.stringify({ ...order, bars, figures }, null, 2)}\n`,
  );
  console.log(asTable(bars));
} finally {
  await world.close();
}
