import { statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { archiveBudget, budget, builtSizes, type Sizes } from '../bench/sizes.ts';
import { findPacked } from '../support/packed.ts';

const names = Object.keys(budget) as (keyof Sizes)[];

test.each(names)('what a start reads stays in its budget: %s', (name) => {
  const bytes = builtSizes()[name];
  // Far below it the figure would be of something else.
  expect(bytes).toBeGreaterThan(budget[name] / 4);
  expect(bytes).toBeLessThanOrEqual(budget[name]);
});

test('the archive stays in its budget', () => {
  const { size } = statSync(join(findPacked().resources, 'app.asar'));
  expect(size).toBeGreaterThan(archiveBudget / 4);
  expect(size).toBeLessThanOrEqual(archiveBudget);
});
