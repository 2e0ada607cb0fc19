import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { operations } from '../support/reliability/operations.ts';

test('every operation has its part of the fault matrix', () => {
  const folder = import.meta.dirname;
  const sources = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'));
  const tried = sources.flatMap((text) => /^matrixTests\('(.+)'\);$/m.exec(text)?.[1] ?? []);
  expect(tried.sort()).toEqual(Object.keys(operations).sort());
});
