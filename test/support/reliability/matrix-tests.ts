import { describe, test } from 'vitest';
import { faults } from './faults.ts';
import { allCases, runCase, titleOf } from './matrix.ts';
import { operations, type OperationName } from './operations.ts';
import { Random } from './random.ts';

/** One of how many cases is run, chosen by the seed; `npm run faults` sets all three. */
const share = Number(process.env['TOKEN_VAULT_SHARE'] ?? 12);
const seed = Number(process.env['TOKEN_VAULT_SEED'] ?? 1);
const only = process.env['TOKEN_VAULT_ONLY'];

/** The part of the fault matrix that is about one operation, as tests. */
export function matrixTests(name: OperationName): void {
  const random = new Random(seed);
  const cases = allCases(operations[name], faults)
    .map((one) => ({ title: titleOf(one), one }))
    .filter(({ title }) => (only === undefined ? random.below(share) === 0 : title === only));
  describe.runIf(cases.length > 0)(`${name}: nothing is lost`, () => {
    test.each(cases)(`npm run faults -- --only '$title'`, ({ one }) => runCase(one));
  });
}
