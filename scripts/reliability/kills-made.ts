import * as v from 'valibot';

const count = v.number();

const schema = v.object({
  /** In the middle of an act, after a random while. */
  random: count,
  /** In the middle of an act, at a named step or moment of it. */
  step: count,
  /** While the app started, or before it had settled. */
  start: count,
  /** After the act had ended: in the middle of nothing. */
  after: count,
});

/** How often an app was killed, and when. */
export type KillsMade = { -readonly [When in keyof v.InferOutput<typeof schema>]: number };

/** None yet. */
export const noKills = (): KillsMade => ({ random: 0, step: 0, start: 0, after: 0 });

const reportSchema = v.object({
  testResults: v.array(
    v.object({
      assertionResults: v.array(v.object({ meta: v.object({ kills: v.optional(schema) }) })),
    }),
  ),
});

/** "40 kills in 5 vaults: 24 at a random moment, …": what the tests noted in Vitest's report. */
export function killsInWords(report: unknown): string {
  const { success, output } = v.safeParse(reportSchema, report);
  const vaults = success
    ? output.testResults
        .flatMap(({ assertionResults }) => assertionResults)
        .flatMap(({ meta }) => meta.kills ?? [])
    : [];
  const sum = (when: keyof KillsMade): number =>
    vaults.reduce((total, made) => total + made[when], 0);
  const all = sum('random') + sum('step') + sum('start') + sum('after');
  return (
    `${all} kills in ${vaults.length} vaults: ${sum('random')} at a random moment, ` +
    `${sum('step')} at a named step, ${sum('start')} during a start, ${sum('after')} after the act`
  );
}
