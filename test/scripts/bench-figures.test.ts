import { describe, expect, test } from 'vitest';
import { median, quantile, summary } from '../bench/figures.ts';
import { cpuMs, processTree, pssMiB } from '../bench/process-tree.ts';
import { asTable, barsOf } from '../bench/report.ts';

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
    const none = { floor: [], app: [] };
    const bars = barsOf({
      start: { floor: [100], app: [116] },
      memory: { floor: [100], app: [110] },
      cpu: none,
      hidden: none,
    });
    expect(bars.map(({ name, met }) => [name, met])).toEqual([
      ['start', false],
      ['memory', true],
    ]);
    expect(asTable(bars)).toMatch(/start to a painted list, ms +100 +116 +1\.16 .*missed/);
  });
});

describe.runIf(process.platform === 'linux')('a tree of processes', () => {
  test('has this one, its memory and its time', () => {
    expect(processTree(process.ppid)).toContain(process.pid);
    expect(pssMiB(process.pid)).toBeGreaterThan(10);
    expect(cpuMs(process.pid)).toBeGreaterThan(0);
  });
});
