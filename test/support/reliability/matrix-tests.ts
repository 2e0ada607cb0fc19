import { describe, test } from 'vitest';
import { faults } from './faults.ts';
import { allCases, runCase, titleOf } from './matrix.ts';
import { operations, type OperationName } from './operations.ts';
import { Random } from './random.ts';
import { chosen, commandOf, seed } from './selection.ts';

/** The part of the fault matrix that is about one operation, as tests. */
export function matrixTests(name: OperationName): void {
  const cases = chosen(
    allCases(operations[name], faults).map((one) => ({ title: titleOf(one), one })),
  );
  describe.runIf(cases.length > 0)(`${name}: nothing is lost`, () => {
    for (const { title, one } of cases)
      test(commandOf(title), () => runCase(one, new Random(seed)));
  });
}
