import { runNode } from '../../scripts/test/command.ts';

/** One of the long suites, a part of it. */
export interface SuiteTime {
  readonly name: string;
  readonly cases: number;
  /** Wall clock for each case, with what the suite starts around them, ms. */
  readonly each: number;
}

const suites = [
  {
    name: 'kills',
    script: 'scripts/kills.ts',
    args: ['--count', '20', '--windows', '1'],
    cases: 20,
  },
  { name: 'faults', script: 'scripts/faults.ts', args: ['--share', '48'], cases: null },
  { name: 'attack', script: 'scripts/attack.ts', args: [], cases: null },
] as const;

/** @throws Error where one fails: its time says nothing then. */
export async function measureSuites(tell: (words: string) => void): Promise<readonly SuiteTime[]> {
  const times: SuiteTime[] = [];
  for (const { name, script, args, cases } of suites) {
    const begin = performance.now();
    const { ok, output } = await runNode([script, ...args]);
    const took = performance.now() - begin;
    const passed = Number(/(\d+) passed, 0 failed/.exec(output)?.[1]);
    if (!ok || !Number.isFinite(passed)) throw new Error(`${name} failed:\n${output}`);
    const count = cases ?? passed;
    times.push({ name, cases: count, each: took / count });
    tell(`${name}: ${count} cases`);
  }
  return times;
}
