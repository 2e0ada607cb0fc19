import * as v from 'valibot';

/** What `npm audit --json` came to, in a sentence. */
export interface AuditOutcome {
  readonly outcome: 'clean' | 'found' | 'skipped';
  readonly sentence: string;
}

// https://docs.npmjs.com/cli/commands/npm-audit: `message` stands there where nobody could be asked.
const reportSchema = v.object({
  vulnerabilities: v.record(
    v.string(),
    v.object({ severity: v.string(), range: v.optional(v.string(), '') }),
  ),
});
const failureSchema = v.object({ message: v.string() });

/** Reads the output of `npm audit --json`; what is no report is said to be skipped, never called clean. */
export function readAudit(output: string): AuditOutcome {
  const json = parsed(output);
  const report = v.safeParse(reportSchema, json);
  if (report.success) {
    const found = Object.entries(report.output.vulnerabilities);
    return found.length === 0
      ? { outcome: 'clean', sentence: 'No known vulnerability in what is installed.' }
      : {
          outcome: 'found',
          sentence: `Known vulnerabilities: ${found
            .map(([name, { severity, range }]) => `${name} ${range} (${severity})`.trim())
            .join(', ')}.`,
        };
  }
  const failure = v.safeParse(failureSchema, json);
  const why = failure.success ? failure.output.message : 'npm gave no report';
  // The address of a registry is nobody's business.
  return skipped(why.replace(/ - .*/, ''));
}

/** Nobody was asked. @param why a phrase. */
export const skipped = (why: string): AuditOutcome => ({
  outcome: 'skipped',
  sentence: `Skipped: ${why}.`,
});

function parsed(output: string): unknown {
  // Warnings of npm stand before it.
  const begin = output.indexOf('{');
  try {
    return JSON.parse(output.slice(Math.max(0, begin)));
  } catch {
    return null;
  }
}
