import { expect, test } from 'vitest';
import { countPlaywright, countVitest, inWords, none } from '../../scripts/test/counts.ts';

const file = (status: string, ...tests: readonly string[]): object => ({
  status,
  assertionResults: tests.map((each) => ({ status: each })),
});

const vitestReport = (changes: object): object => ({
  numPassedTests: 0,
  numFailedTests: 0,
  testResults: [],
  ...changes,
});

test('Vitest: skipped and planned tests are told apart from passed ones', () => {
  const testResults = [file('passed', 'passed', 'skipped', 'todo'), file('passed', 'pending')];
  const report = vitestReport({ numPassedTests: 1, testResults });
  expect(countVitest(report)).toEqual({ passed: 1, failed: 0, skipped: 3 });
});

test('Vitest: what was left out by its tag is not skipped, and anything else is', () => {
  const assertionResults = [
    { status: 'skipped', tags: ['long'] },
    { status: 'skipped', tags: ['other'] },
    { status: 'skipped' },
  ];
  const report = vitestReport({ testResults: [{ status: 'passed', assertionResults }] });
  expect(countVitest(report, 'long').skipped).toBe(2);
  expect(countVitest(report).skipped).toBe(3);
});

test('Vitest: a file that does not load is a failure, one with failed tests is not counted twice', () => {
  const testResults = [
    file('failed'),
    file('failed', 'passed', 'failed'),
    file('passed', 'passed'),
  ];
  const report = vitestReport({ numPassedTests: 2, numFailedTests: 1, testResults });
  expect(countVitest(report)).toEqual({ passed: 2, failed: 2, skipped: 0 });
});

test('Playwright: what passes at a second try has failed', () => {
  const stats = { expected: 3, unexpected: 1, flaky: 1, skipped: 4 };
  expect(countPlaywright({ stats })).toEqual({ passed: 3, failed: 2, skipped: 4 });
});

test.each([undefined, null, {}, 'text', { stats: {} }])(
  'half a report counts nothing: %j',
  (report) => {
    expect(countVitest(report)).toEqual(none);
    expect(countPlaywright(report)).toEqual(none);
  },
);

test('the closing line names skipped tests only when there are any', () => {
  expect(inWords({ passed: 3, failed: 0, skipped: 0 })).toBe('3 passed, 0 failed');
  expect(inWords({ passed: 3, failed: 1, skipped: 2 })).toBe('3 passed, 1 failed, 2 skipped');
});
