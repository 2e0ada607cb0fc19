import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, test, vi } from 'vitest';
import { accountMark, drawMark, markColors, markShapes } from '../../../main/shell/account-mark.ts';
import { root } from '../../../scripts/root.ts';

/** What Electron was given, in its order. */
const made = vi.hoisted((): unknown[] => []);

vi.mock('electron', () => ({
  nativeImage: {
    createFromBitmap: (buffer: Buffer, size: unknown) => {
      made.push([buffer.length, size]);
      return {
        addRepresentation: ({ buffer: more, ...how }: { buffer: Buffer }) =>
          made.push([more.length, how]),
      };
    },
  },
}));

const names = ['red', 'orange', 'green', 'teal', 'blue', 'purple'] as const;

beforeEach(() => {
  made.length = 0;
});

test.each(names)(
  '%s is the colour that the page has for it, in the light and in the dark',
  (name) => {
    const styles = readFileSync(join(root, 'renderer/styles/tokens.css'), 'utf8');
    const hex = markColors[name].map((rgb) => `#${rgb.toString(16).padStart(6, '0')}`);
    expect(styles).toContain(`--mark-${name}: light-dark(${hex.join(', ')});`);
  },
);

/** The corners of a path of straight lines, each step relative or not. */
function cornersOf(path: string): number[][] {
  let [x, y] = [0, 0];
  const corners: number[][] = [];
  for (const [, act = '', numbers = ''] of path.matchAll(/([A-Za-z])([^A-Za-z]*)/g)) {
    const given = (numbers.match(/-?\d*\.?\d+/g) ?? []).map(Number);
    const along = act.toLowerCase();
    for (let at = 0; at < given.length; at += along === 'h' || along === 'v' ? 1 : 2) {
      const [first = 0, second = 0] = given.slice(at);
      const [dx, dy] = along === 'v' ? [0, first] : [first, along === 'h' ? 0 : second];
      const fixed = act !== along;
      x = fixed && along !== 'v' ? dx : x + (fixed ? 0 : dx);
      y = fixed && along !== 'h' ? dy : y + (fixed ? 0 : dy);
      corners.push([x, y].map((part) => Math.round(part * 100) / 100));
    }
  }
  const [start] = corners;
  return corners.filter((corner, at) => at === 0 || String(corner) !== String(start));
}

test.each(names.filter((name) => name !== 'green'))(
  '%s has the shape that the page draws',
  (name) => {
    const mark = readFileSync(join(root, 'renderer/components/ColorMark.svelte'), 'utf8');
    const path = new RegExp(`${name}: '([^']+)'`).exec(mark)?.[1] ?? '';
    expect(markShapes[name]).toEqual(cornersOf(path));
  },
);

test('it is filled within its shape, clear outside, and smooth between', () => {
  const pixels = drawMark('green', false, 16);
  const at = (x: number, y: number): number[] => [
    ...pixels.subarray((y * 16 + x) * 4, (y * 16 + x) * 4 + 4),
  ];
  // Blue, green, red, alpha.
  expect(at(8, 8)).toEqual([0x4d, 0x7f, 0x1f, 255]);
  expect(at(0, 0)).toEqual([0, 0, 0, 0]);
  const alphas = Array.from({ length: 256 }, (_, n) => pixels[n * 4 + 3] ?? 0);
  const area = alphas.reduce((sum, alpha) => sum + alpha / 255, 0);
  expect(area).toBeCloseTo(Math.PI * 5 ** 2 * (16 / 12) ** 2, -1);
  expect(alphas.some((alpha) => alpha > 0 && alpha < 255)).toBe(true);
  // No colour is stronger than its alpha: the pixels are weighed by it.
  for (let n = 0; n < 256; n += 1)
    for (const part of [0, 1, 2])
      expect(pixels[n * 4 + part]).toBeLessThanOrEqual(pixels[n * 4 + 3] ?? 0);
});

test('each is drawn once, at both densities; none has no picture', () => {
  expect(accountMark('none', false)).toBeNull();
  const red = accountMark('red', false);
  expect(accountMark('red', false)).toBe(red);
  expect(made).toEqual([
    [16 * 16 * 4, { width: 16, height: 16 }],
    [32 * 32 * 4, { scaleFactor: 2, width: 32, height: 32 }],
  ]);
  expect(accountMark('red', true)).not.toBe(red);
});
