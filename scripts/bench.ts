// npm run bench: the packed app beside a bare Electron window, in turns, as seen from outside, and by
// itself (docs/performance.md). Linux only: it brings a screen, a keyring and a desktop of its own.

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { growthChart } from '../test/bench/chart.ts';
import { measureAll, parts, type BenchOrder, type Part } from '../test/bench/measure.ts';
import { asTable } from '../test/bench/report.ts';
import { refuse } from './command-line.ts';
import { root } from './root.ts';
import { wholeNumber } from './reliability/whole-number.ts';

const usage = `Usage: npm run bench -- [--pairs N] [--rests N] [--only ${parts.join(',')}]`;

function read(): BenchOrder {
  const { values } = parseArgs({
    options: {
      pairs: { type: 'string', default: '21' },
      rests: { type: 'string', default: '3' },
      only: { type: 'string', default: parts.join() },
    },
  });
  const wanted = values.only.split(',');
  const unknown = wanted.find((name) => !parts.includes(name as Part));
  if (unknown !== undefined) throw new Error(`There is no part "${unknown}".`);
  return {
    pairs: wholeNumber('--pairs', values.pairs, 1, 1_000),
    rests: wholeNumber('--rests', values.rests, 0, 1_000),
    only: new Set(wanted as Part[]),
  };
}

async function run(order: BenchOrder): Promise<void> {
  const { figures, growth } = await measureAll(order, (words) => {
    console.log(words);
  });
  const folder = join(root, 'test-results');
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    join(folder, 'bench.json'),
    `${JSON.stringify({ ...order, only: [...order.only], figures, growth }, null, 2)}\n`,
  );
  if (growth.length > 0) writeFileSync(join(folder, 'bench-growth.svg'), growthChart(growth));
  console.log(`\n${asTable(figures)}`);
}

function ordered(): BenchOrder {
  try {
    return read();
  } catch (error) {
    return refuse(error, usage);
  }
}

await run(ordered());
