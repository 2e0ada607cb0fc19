import { describe, expect, test } from 'vitest';
import { growthChart } from '../bench/chart.ts';
import { alone, beside } from '../bench/figure.ts';
import { median, quantile, summary } from '../bench/figures.ts';
import { cpuMs, processTree, pssMiB } from '../bench/process-tree.ts';
import { asTable } from '../bench/report.ts';

describe('what pairs come to', () => {
  test('is the median of each, and of the ratios pair by pair', () => {
    expect(summary({ floor: [100, 200, 100], app: [150, 250, 200] })).toEqual({
      floor: 100,
      app: 200,
      ratio: 1.5,
      spread: [1.375, 1.75],
    });
    expect(() => summary({ floor: [1], app: [] })).toThrow(/no pairs/);
  });

  test('lies between two values where there is no middle one', () => {
    expect([median([4, 1]), quantile([1, 2, 3], 0.25)]).toEqual([2.5, 1.5]);
  });

  test('is held against its bar', () => {
    const figures = [
      beside('start', 'ms', { floor: [100], app: [116] }, 1.15),
      beside('memory', 'MiB', { floor: [100], app: [110] }, 1.1),
      // A floor that used nothing has no ratio.
      beside('processor', 'ms', { floor: [0], app: [10] }, 1.25),
      alone('copy', 'ms', 5, 5, 20),
      alone('dialog', 'ms', 50.1, 50, 20),
    ];
    expect(figures.map(({ name, met }) => [name, met])).toEqual([
      ['start', false],
      ['memory', true],
      ['processor', false],
      ['copy', true],
      ['dialog', false],
    ]);
    const table = asTable(figures);
    expect(table).toMatch(/\| start, ms +\| 100 +\| 116 +\| 1\.16 .*missed/);
    expect(table).toMatch(/\| copy, ms +\| +\| 5\.00 .*\| met/);
  });
});

test('what grows is drawn, each value by its number', () => {
  const svg = growthChart([
    { tokens: 10, accounts: 1, start: 400, memory: 250 },
    { tokens: 1_000, accounts: 10, start: 520, memory: 301 },
  ]);
  expect(svg.match(/<circle /g)).toHaveLength(4);
  for (const number of ['400', '520', '250', '301', '1000']) expect(svg).toContain(`>${number}<`);
});

describe.runIf(process.platform === 'linux')('a tree of processes', () => {
  test('has this one, its memory and its time', () => {
    expect(processTree(process.ppid)).toContain(process.pid);
    expect(pssMiB(process.pid)).toBeGreaterThan(10);
    expect(cpuMs(process.pid)).toBeGreaterThan(0);
  });
});
