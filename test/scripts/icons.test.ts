import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as shown from '../../main/shell/icon-images.ts';
import { drawer } from '../../scripts/icons/draw.ts';
import {
  icon,
  linuxSizes,
  macIcon,
  windowsSizes,
  type Picture,
} from '../../scripts/icons/drawings.ts';
import { shownPictures } from '../../scripts/icons/modules.ts';
import { openBrowser } from '../../scripts/pictures/browser.ts';
import { readPng } from '../../scripts/pictures/png.ts';
import { root } from '../../scripts/root.ts';
import { readIcns, readIco } from '../support/icon-files.ts';

const read = (path: string): Buffer => readFileSync(join(root, path));

/** The pictures that are kept, each with where it is and what it was drawn from. */
function kept(): (readonly [name: string, png: Buffer | undefined, picture: Picture])[] {
  const [ico, icns] = [readIco(read('build/icon.ico')), readIcns(read('build/icon.icns'))];
  const mac = { ic11: 32, ic12: 64, ic07: 128, ic13: 256, ic14: 512, ic10: 1024 };
  const urls: Record<string, Record<string, string>> = shown;
  return [
    ['build/icon.png', read('build/icon.png'), macIcon(1024)],
    ...linuxSizes.map((size) => {
      const path = `build/icons/${size}x${size}.png`;
      return [path, read(path), icon(size)] as const;
    }),
    ...windowsSizes.map((size) => [`icon.ico, ${size} px`, ico.get(size), icon(size)] as const),
    ...Object.entries(mac).map(
      ([name, size]) => [`icon.icns, ${name}`, icns.get(name), macIcon(size)] as const,
    ),
    ...Object.entries(shownPictures).flatMap(([name, pictures]) =>
      Object.entries(pictures).map(([key, picture]) => {
        const base64 = urls[name]?.[key]?.replace('data:image/png;base64,', '') ?? '';
        return [`${name}.${key}`, Buffer.from(base64, 'base64'), picture] as const;
      }),
    ),
  ];
}

/** By how much, at most, a channel of a pixel of one picture is off that of another. */
function difference(one: Buffer, other: Buffer): number {
  const [a, b] = [readPng(one), readPng(other)];
  expect([a.width, a.height]).toEqual([b.width, b.height]);
  let most = 0;
  for (let pixel = 0; pixel < a.alpha.length; pixel += 1) {
    const [alpha, beta] = [a.alpha[pixel] ?? 0, b.alpha[pixel] ?? 0];
    most = Math.max(most, Math.abs(alpha - beta));
    for (let at = pixel * 3; at < pixel * 3 + 3; at += 1)
      most = Math.max(most, Math.abs((a.rgb[at] ?? 0) * alpha - (b.rgb[at] ?? 0) * beta) / 255);
  }
  return most;
}

/** The colours that fill at least 4 % of a picture: not those of edges. */
function flatColors(png: Buffer): string[] {
  const { rgb, alpha } = readPng(png);
  const counts = new Map<string, number>();
  for (let pixel = 0; pixel < alpha.length; pixel += 1) {
    const color = [...rgb.subarray(pixel * 3, pixel * 3 + 3), alpha[pixel]].join(' ');
    counts.set(color, (counts.get(color) ?? 0) + 1);
  }
  return [...counts].flatMap(([color, n]) => (n >= alpha.length * 0.04 ? [color] : [])).sort();
}

describe('what is kept is what the drawings say', () => {
  let browser: Browser;
  let draw: Awaited<ReturnType<typeof drawer>>;

  beforeAll(async () => {
    browser = await openBrowser();
    draw = await drawer(browser);
  });

  afterAll(() => browser.close());

  // Another Chromium may round an edge a little differently.
  test('within what browsers differ by; otherwise: npm run icons', async () => {
    const drawn = new Map<string, Buffer>();
    for (const [name, png, picture] of kept()) {
      const key = JSON.stringify(picture);
      const fresh = drawn.get(key) ?? (await draw(picture));
      drawn.set(key, fresh);
      expect(png, name).toBeDefined();
      if (png === undefined || png.equals(fresh)) continue;
      expect(difference(png, fresh), name).toBeLessThan(24);
      expect(flatColors(png), name).toEqual(flatColors(fresh));
    }
  });
});

test('the page, the small drawing and the large one show the same mark', () => {
  const paths = (path: string): string[] =>
    [
      ...read(path)
        .toString()
        .matchAll(/<path[^>]*?\sd="([^"]+)"/g),
    ].map(([, d]) => String(d));
  const plates = (path: string): (string | undefined)[] =>
    [
      ...read(path)
        .toString()
        .matchAll(/<rect\s[^>]*?(x="2" [^>]*?rx="[^"]+")/g),
    ].map(([, p]) => p);
  const mark = paths('build/icon-32.svg');
  expect(mark).toHaveLength(1);
  expect(plates('build/icon-32.svg')).toEqual(['x="2" y="2" width="28" height="28" rx="6.3"']);
  for (const path of ['build/icon.svg', 'renderer/components/BrandMark.svelte']) {
    expect(paths(path)).toEqual(mark);
    expect(plates(path)).toEqual(plates('build/icon-32.svg'));
  }
});

describe.each([16, 24, 32])('at %d px', (size) => {
  const { rgb, alpha } = readPng(read(`build/icons/${size}x${size}.png`));

  const luminance = (pixel: number): number => {
    const [red = 0, green = 0, blue = 0] = [0, 1, 2].map((channel) => {
      const value = (rgb[pixel * 3 + channel] ?? 0) / 255;
      return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const solid = [...alpha.keys()].filter((pixel) => alpha[pixel] === 255);
  const plate = solid.map(luminance).filter((light) => 1.05 / (light + 0.05) >= 4.5);
  const hole = solid.map(luminance).filter((light) => (light + 0.05) / (0.14 + 0.05) >= 4.5);

  test('keyhole and plate stand out from each other, with little between them', () => {
    const area = size ** 2;
    expect(hole.length / area).toBeGreaterThan(0.06);
    expect(plate.length / area).toBeGreaterThan(0.45);
    expect((solid.length - plate.length - hole.length) / area).toBeLessThan(0.1);
  });

  test('one of them stands out from a light ground, and one from a dark one', () => {
    expect(Math.max(...plate.map((light) => 1.05 / (light + 0.05)))).toBeGreaterThan(3);
    expect(Math.max(...hole.map((light) => (light + 0.05) / 0.05))).toBeGreaterThan(3);
  });

  test('the keyhole is the same on the left and on the right', () => {
    for (let y = 0; y < size; y += 1)
      for (let x = 0; x < size / 2; x += 1) {
        const [left, right] = [y * size + x, y * size + (size - 1 - x)];
        expect(Math.abs(luminance(left) - luminance(right))).toBeLessThan(0.05);
      }
  });
});
