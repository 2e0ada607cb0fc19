import { vitest } from '../test/runners.ts';
import { inWords } from '../test/counts.ts';
import { failedCommands } from './failed-commands.ts';

/** What is run, and what is said of it. */
export interface Order {
  readonly project: 'faults' | 'kills';
  /** Environment variables that the tests read; never a secret. */
  readonly settings: Readonly<Record<string, string>>;
  /** For people: what was run. */
  readonly about: string;
  /** The title that was asked for, where it was one. */
  readonly only?: string | undefined;
  /** What else is to be said, by Vitest's report. */
  readonly closing?: (report: unknown) => string;
}

/**
 * Runs one project of vitest.config.ts under a setting, shows what failed and the commands that repeat
 * it, and ends with the line "N passed, N failed".
 */
export async function runReliability(order: Order): Promise<void> {
  const { project, settings, about, only, closing } = order;
  Object.assign(process.env, settings);
  const start = Date.now();
  const { counts, output, report } = await vitest([project]);
  const ran = counts.passed + counts.failed > 0;
  const ok = ran && counts.failed === 0;
  process.exitCode = ok ? 0 : 1;
  if (!ran && only !== undefined) {
    console.log(`No case has the title "${only}". What fails is printed with its whole title.`);
    return;
  }
  if (!ok) console.log(output.trim());
  for (const command of failedCommands(report)) console.log(`Failed; to repeat it: ${command}`);
  if (!ok && project === 'kills')
    console.log(
      'A kill at a random moment comes at the same time after its act, which may be another step of it: ' +
        'repeat it some times. What happened is told above, kill by kill.',
    );
  if (closing) console.log(closing(report));
  console.log(`${about}, ${Math.round((Date.now() - start) / 1000)} s`);
  console.log(inWords({ ...counts, skipped: 0 }));
}
