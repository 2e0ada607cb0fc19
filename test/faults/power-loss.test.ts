import { describe, expect, test } from 'vitest';
import { temporaryFolder } from '../support/core/temporary-folder.ts';
import { afterLast } from '../support/power-loss/moments.ts';
import { cutPower } from '../support/power-loss/power-cut.ts';
import { operations, type Operation } from '../support/reliability/operations.ts';
import { chosen, commandOf, seed } from '../support/reliability/selection.ts';

const all: readonly Operation[] = Object.values(operations).flat();
const cases = chosen(
  all.flatMap((operation) =>
    [...operation.steps, afterLast].map((step) => ({
      title: `${operation.name} ${operation.way} / ${step} / power cut`,
      one: { operation, step },
    })),
  ),
);

describe.runIf(cases.length > 0)('power goes: nothing is lost', () => {
  for (const { title, one } of cases)
    test(commandOf(title), { timeout: 300_000 }, async () => {
      const root = await temporaryFolder();
      expect(await cutPower(one.operation, one.step, { root, seed })).toBeGreaterThan(0);
    });
});
