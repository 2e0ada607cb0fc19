import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { operations } from '../support/reliability/operations.ts';
import { onlyOne } from '../support/reliability/selection.ts';

// Beside a case that was asked for by its title it would pass for that case.
describe.runIf(!onlyOne)('the fault matrix', () => {
  test('has a part for every operation', () => {
    const folder = import.meta.dirname;
    const sources = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'));
    const tried = sources.flatMap((text) => /^matrixTests\('(.+)'\);$/m.exec(text)?.[1] ?? []);
    expect(tried.sort()).toEqual(Object.keys(operations).sort());
  });

  test('knows every list of steps that there is in the app', () => {
    const main = join(import.meta.dirname, '../../main');
    const lists = readdirSync(main, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .flatMap((name) => [
        ...readFileSync(join(main, name), 'utf8').matchAll(
          /^(?:export )?const (\w+): readonly Step<.*\[\]/gm,
        ),
      ])
      .map(([, name]) => name);
    const folder = join(main, '../test/support/reliability/operations');
    const known = readdirSync(folder)
      .map((name) => readFileSync(join(folder, name), 'utf8'))
      .join('');
    expect(lists.length).toBeGreaterThan(5);
    expect(lists.filter((name) => !known.includes(`names(${name})`))).toEqual([]);
  });
});
