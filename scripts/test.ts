// npm test: everything that CI does. `npm test -- unit e2e` runs just those parts.
// The last line counts: "N passed, N failed", with what was skipped when anything was.

import { ensureFreshBuild } from './build/fresh.ts';
import { findElectron } from './electron/locate.ts';
import { add, inWords, none, type Counts } from './test/counts.ts';
import { isThere, parts, type Part } from './test/parts.ts';

const secondsSince = (start: number): number => Math.round((Date.now() - start) / 1000);

function stop(sentence: string): never {
  console.log(`${sentence}\n${inWords({ ...none, failed: 1 })}`);
  process.exit(1);
}

/** The parts that were asked for by name, or all that are there. */
function chosen(names: readonly string[]): readonly Part[] {
  if (names.length === 0) return parts.filter(isThere);
  return names.map((name) => {
    const part = parts.find((candidate) => candidate.name === name);
    if (part === undefined) {
      stop(`There is no part "${name}"; there are ${parts.map((known) => known.name).join(', ')}.`);
    }
    return part;
  });
}

function build(): void {
  const start = Date.now();
  try {
    if (ensureFreshBuild()) console.log(`The app was built first (${secondsSince(start)} s).`);
  } catch (error) {
    stop(error instanceof Error ? error.message : 'The build failed.');
  }
}

/** Runs one part, prints its line (and all its output when it failed), and gives its counts. */
async function run(part: Part): Promise<{ readonly counts: Counts; readonly over: number }> {
  const start = Date.now();
  const outcome = await part.run();
  const seconds = secondsSince(start);
  const ran = outcome.counts.passed + outcome.counts.failed > 0;
  const counts = ran ? outcome.counts : { ...outcome.counts, failed: 1 };
  if (counts.failed > 0) console.log(outcome.output.trim());
  if (!ran) console.log(`${part.name} ran no test at all, which counts as a failure.`);
  const took = `${String(seconds).padStart(4)} s of ${part.budget} s`;
  console.log(`${part.name.padEnd(14)}${took.padEnd(16)}${inWords(counts)}`);
  return { counts, over: seconds - part.budget };
}

if (findElectron() === undefined) stop('Nothing is set up here yet. Run: npm run setup');
const selected = chosen(process.argv.slice(2));
const left = process.argv.length > 2 ? [] : parts.filter((part) => !isThere(part));
if (left.length > 0) console.log(`Not on this system: ${left.map(({ name }) => name).join(', ')}.`);
build();

let total = none;
const late: string[] = [];
for (const part of selected) {
  const { counts, over } = await run(part);
  total = add(total, counts);
  if (over > 0) late.push(`${part.name} took ${over} s more than its budget of ${part.budget} s.`);
}
for (const line of late) console.log(line);
console.log(inWords(total));
process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0;
