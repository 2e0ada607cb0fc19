import { vitest } from '../test/runners.ts';
import { inWords } from '../test/counts.ts';

/**
 * Runs one project of vitest.config.ts under a setting, shows what failed, and ends with the line
 * "N passed, N failed".
 *
 * @param settings environment variables that the tests read; never a secret.
 */
export async function runReliability(
  project: 'faults' | 'kills',
  settings: Readonly<Record<string, string>>,
  about: string,
): Promise<void> {
  Object.assign(process.env, settings);
  const start = Date.now();
  const { counts, output } = await vitest(project);
  const ok = counts.failed === 0 && counts.passed > 0;
  if (!ok) console.log(output.trim());
  console.log(`${about}, ${Math.round((Date.now() - start) / 1000)} s`);
  console.log(inWords({ ...counts, skipped: 0 }));
  process.exitCode = ok ? 0 : 1;
}
