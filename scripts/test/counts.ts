import { existsSync, readFileSync } from 'node:fs';
import * as v from 'valibot';

/** How many tests of a part passed, failed and were skipped. */
export interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** Nothing ran. */
export const none: Counts = { passed: 0, failed: 0, skipped: 0 };

/** The sum, name by name. */
export const add = (a: Counts, b: Counts): Counts => ({
  passed: a.passed + b.passed,
  failed: a.failed + b.failed,
  skipped: a.skipped + b.skipped,
});

/** "3 passed, 0 failed", and what was skipped when anything was. */
export function inWords({ passed, failed, skipped }: Counts): string {
  const words = `${passed} passed, ${failed} failed`;
  return skipped === 0 ? words : `${words}, ${skipped} skipped`;
}

const vitestReport = v.object({
  numPassedTests: v.number(),
  numFailedTests: v.number(),
  testResults: v.array(
    v.object({
      status: v.string(),
      assertionResults: v.array(
        v.object({ status: v.string(), tags: v.optional(v.array(v.string()), []) }),
      ),
    }),
  ),
});

const playwrightReport = v.object({
  stats: v.object({
    expected: v.number(),
    unexpected: v.number(),
    flaky: v.number(),
    skipped: v.number(),
  }),
});

/**
 * Counts from the report of Vitest's json reporter; a file that did not even load is one failure.
 *
 * @param without the tag of those that were left out: they are not skipped, but another command's.
 */
export function countVitest(report: unknown, without?: string): Counts {
  const { success, output } = v.safeParse(vitestReport, report);
  if (!success) return none;
  const unloaded = output.testResults.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && assertionResults.every((test) => test.status !== 'failed'),
  );
  const tests = output.testResults.flatMap(({ assertionResults }) => assertionResults);
  const skipped = tests.filter(
    ({ status, tags }) =>
      !['passed', 'failed'].includes(status) && (without === undefined || !tags.includes(without)),
  );
  return {
    passed: output.numPassedTests,
    failed: output.numFailedTests + unloaded.length,
    skipped: skipped.length,
  };
}

/** Counts from the report of Playwright's json reporter; what passed at a second try has failed. */
export function countPlaywright(report: unknown): Counts {
  const { success, output } = v.safeParse(playwrightReport, report);
  if (!success) return none;
  const { expected, unexpected, flaky, skipped } = output.stats;
  return { passed: expected, failed: unexpected + flaky, skipped };
}

/** Reads a report file; undefined when the tool wrote none or only half of it. */
export function readReport(file: string): unknown {
  if (!existsSync(file)) return undefined;
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as unknown;
  } catch {
    return undefined;
  }
}
