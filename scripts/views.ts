// npm run views: every view and state in both languages, both themes and each size; `npm test` has a
// part of it. `npm run views -- --update` takes the pictures and the trees anew that are compared with.

import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { refuse } from './command-line.ts';
import { shrinkPng } from './pictures/palette.ts';
import { root } from './root.ts';
import { inWords } from './test/counts.ts';
import { playwright } from './test/runners.ts';

const usage = 'Usage: npm run views -- [--update] [--grep PATTERN]';
const folder = join(root, 'test/views/kept.spec.ts-kept');

function read(): { readonly update: boolean; readonly options: readonly string[] } {
  const { values } = parseArgs({
    options: {
      update: { type: 'boolean', default: false },
      /** Of the tests' names. */
      grep: { type: 'string', default: '.' },
    },
  });
  const options = ['--grep', values.grep, ...(values.update ? ['--update-snapshots=all'] : [])];
  return { update: values.update, options };
}

/** The repository carries every one of them. */
async function shrinkPictures(): Promise<void> {
  for (const name of await readdir(folder)) {
    if (!name.endsWith('.png')) continue;
    const picture = await readFile(join(folder, name));
    // One that was not taken anew has its palette already (chapter 11.2.2 of the PNG specification).
    if (picture[25] !== 3) await writeFile(join(folder, name), shrinkPng(picture));
  }
}

try {
  const { update, options } = read();
  const { counts, output } = await playwright('views', ...options);
  if (update) await shrinkPictures();
  console.log(output.trim());
  console.log(inWords(counts));
  process.exitCode = counts.failed > 0 || counts.passed === 0 ? 1 : 0;
} catch (error) {
  refuse(error, usage);
}
