import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { failedCommands } from '../../scripts/reliability/failed-commands.ts';
import { killsInWords } from '../../scripts/reliability/kills-made.ts';
import { root } from '../../scripts/root.ts';
import { faults } from '../support/reliability/faults.ts';
import { allCases, titleOf } from '../support/reliability/matrix.ts';
import { operations } from '../support/reliability/operations.ts';
import { commandOf } from '../support/reliability/selection.ts';

/** As Vitest's json reporter writes it. */
const report = (...assertionResults: readonly object[]) => ({
  testResults: [{ assertionResults }],
});

test(
  'a title that no case has is said in one sentence, and is a failure',
  { tags: 'long', timeout: 60_000 },
  () => {
    const script = join(root, 'scripts', 'faults.ts');
    const title = 'generate kept / store-value / value cut by the…';
    const { status, stdout } = spawnSync(process.execPath, [script, '--only', title], {
      encoding: 'utf8',
      timeout: 60_000,
    });
    expect(stdout.trim()).toBe(
      `No case has the title "${title}". What fails is printed with its whole title.`,
    );
    expect(status).toBe(1);
  },
);

test('every case has one title, which a shell takes as it is', () => {
  const titles = allCases(Object.values(operations).flat(), faults).map(titleOf);
  expect(new Set(titles).size).toBe(titles.length);
  expect(titles.filter((title) => title.includes("'"))).toEqual([]);
});

test('the command that repeats a case names its seed and its whole title', () => {
  const title = 'token-sign-in in place of its own token / write-index / store silent';
  expect(commandOf(title)).toBe(`npm run faults -- --seed 1 --only '${title}'`);
  const failed = { title: commandOf(title), status: 'failed' };
  expect(failedCommands(report(failed, { title: 'npm run faults', status: 'passed' }))).toEqual([
    commandOf(title),
  ]);
});

test('what was killed when is summed up over all vaults', () => {
  const made = (random: number, step: number, start: number, after: number) => ({
    meta: { kills: { random, step, start, after } },
  });
  const told = killsInWords(report(made(5, 2, 2, 1), { meta: {} }, made(4, 3, 1, 2)));
  expect(told).toBe(
    '20 kills in 2 vaults: 9 at a random moment, 5 at a named step, 3 during a start, 3 after the act',
  );
});
