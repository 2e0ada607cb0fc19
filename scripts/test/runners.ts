import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../root.ts';
import { runPackage, type CommandResult } from './command.ts';
import { add, countPlaywright, countVitest, none, readReport, type Counts } from './counts.ts';

/** What a part of the tests came to; `output` is all that its tools printed. */
export interface Outcome {
  readonly counts: Counts;
  readonly output: string;
}

/** A tool that failed without naming a failed test (a crash, a leak) counts as one failure. */
const blame = ({ ok }: CommandResult, counts: Counts): Counts =>
  !ok && counts.failed === 0 ? { ...counts, failed: 1 } : counts;

function reportFile(name: string): string {
  const folder = join(root, 'test-results');
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `${name}.json`);
  rmSync(file, { force: true });
  return file;
}

/** What Vitest came to, with its report: undefined where it wrote none. */
export interface VitestOutcome extends Outcome {
  readonly report: unknown;
}

/** What of a project of Vitest is run. */
interface Selection {
  /** The tag of the tests that are left out; they count as neither run nor skipped. */
  readonly without?: string;
  /** Further options of Vitest's, and files. */
  readonly options?: readonly string[];
}

/** Runs projects of vitest.config.ts. */
export async function vitest(
  projects: readonly string[],
  { without, options = [] }: Selection = {},
): Promise<VitestOutcome> {
  const file = reportFile(projects.join('-'));
  const result = await runPackage('vitest/vitest.mjs', [
    'run',
    ...projects.flatMap((project) => ['--project', project]),
    ...(without === undefined ? [] : [`--tags-filter=!${without}`]),
    ...options,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${file}`,
  ]);
  const report = readReport(file);
  return { counts: blame(result, countVitest(report, without)), output: result.output, report };
}

/** Runs several by name, one after the other. */
export async function inTurn(
  names: readonly string[],
  run: (name: string) => Promise<Outcome>,
): Promise<Outcome> {
  let whole: Outcome = { counts: none, output: '' };
  for (const name of names) {
    const { counts, output } = await run(name);
    whole = { counts: add(whole.counts, counts), output: whole.output + output };
  }
  return whole;
}

/** Runs one project of playwright.config.ts, with further options of Playwright's. */
export async function playwright(project: string, ...options: readonly string[]): Promise<Outcome> {
  const file = reportFile(project);
  const result = await runPackage(
    '@playwright/test/cli.js',
    ['test', `--project=${project}`, '--reporter=list,json', ...options],
    { PLAYWRIGHT_JSON_OUTPUT_FILE: file },
  );
  return { counts: blame(result, countPlaywright(readReport(file))), output: result.output };
}

/** A check that is right or wrong as a whole: counts as one test. */
export interface Check {
  readonly name: string;
  readonly script: string;
  readonly args: readonly string[];
}

/** Runs checks, two at a time, and shows those that failed. */
export async function checks(list: readonly Check[]): Promise<Outcome> {
  const waiting = [...list];
  let outcome: Outcome = { counts: none, output: '' };
  const worker = async (): Promise<void> => {
    for (let check = waiting.shift(); check !== undefined; check = waiting.shift()) {
      const { ok, output } = await runPackage(check.script, check.args);
      outcome = {
        counts: add(outcome.counts, { passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0 }),
        output: ok ? outcome.output : `${outcome.output}${check.name} failed:\n${output}\n`,
      };
    }
  };
  await Promise.all([worker(), worker()]);
  return outcome;
}
