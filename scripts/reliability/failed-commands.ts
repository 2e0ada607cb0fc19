import * as v from 'valibot';

const schema = v.object({
  testResults: v.array(
    v.object({
      assertionResults: v.array(v.object({ title: v.string(), status: v.string() })),
    }),
  ),
});

/** The commands that repeat what failed: each test of these projects has its own in its title. */
export function failedCommands(report: unknown): readonly string[] {
  const { success, output } = v.safeParse(schema, report);
  if (!success) return [];
  return output.testResults
    .flatMap(({ assertionResults }) => assertionResults)
    .filter(({ status }) => status === 'failed')
    .flatMap(({ title }) => /npm run .*$/.exec(title)?.[0] ?? []);
}
