import { expect, test } from 'vitest';
import { archiveBudget, archiveSize, budget, builtSizes, type Sizes } from '../bench/sizes.ts';

const names = Object.keys(budget) as (keyof Sizes)[];

test.each(names)('what a start reads stays in its budget: %s', (name) => {
  const bytes = builtSizes()[name];
  // Far below it the figure would be of something else.
  expect(bytes).toBeGreaterThan(budget[name] / 4);
  expect(bytes).toBeLessThanOrEqual(budget[name]);
});

test('the archive stays in its budget', () => {
  const size = archiveSize();
  expect(size).toBeGreaterThan(archiveBudget / 4);
  expect(size).toBeLessThanOrEqual(archiveBudget);
});
