import { nativeImage, type NativeImage } from 'electron';
import type { TokenColor } from '../../preload/contract.ts';

type Colored = Exclude<TokenColor, 'none'>;
type Point = readonly [x: number, y: number];

/** Red, green and blue of each colour on light and on dark ground: as `--mark-…` of the page's styles. */
export const markColors: Readonly<Record<Colored, readonly [light: number, dark: number]>> = {
  red: [0xc9363c, 0xff7d78],
  orange: [0xb35c00, 0xf5a94b],
  green: [0x1f7f4d, 0x63cf95],
  teal: [0x0f7787, 0x4cc5d6],
  blue: [0x2d55d3, 0x86a5ff],
  purple: [0x7a3fc4, 0xc39bff],
};

const round = Array.from({ length: 48 }, (_, at): Point => {
  const angle = (at * Math.PI) / 24;
  return [6 + 5 * Math.cos(angle), 6 + 5 * Math.sin(angle)];
});

/** The corners of each shape in a square of 12: as the page draws them (ColorMark). */
// prettier-ignore
export const markShapes: Readonly<Record<Colored, readonly Point[]>> = {
  red: [[6, 1], [11, 10.5], [1, 10.5]],
  orange: [[6, 0.7], [11.3, 6], [6, 11.3], [0.7, 6]],
  green: round,
  teal: [[1.5, 1.5], [10.5, 1.5], [10.5, 10.5], [1.5, 10.5]],
  blue: [[6, 0.8], [11, 4.5], [9.1, 10.7], [2.9, 10.7], [1, 4.5]],
  purple: [[4, 1], [8, 1], [8, 4], [11, 4], [11, 8], [8, 8], [8, 11], [4, 11], [4, 8], [1, 8], [1, 4], [4, 4]],
};

const drawn = new Map<string, NativeImage>();

/** An account's colour as a small picture, sharp at both densities; each is drawn once. Null: it has none. */
export function accountMark(color: TokenColor, dark: boolean): NativeImage | null {
  if (color === 'none') return null;
  const name = `${color} ${String(dark)}`;
  const known = drawn.get(name);
  if (known) return known;
  const image = nativeImage.createFromBitmap(drawMark(color, dark, 16), { width: 16, height: 16 });
  const double = drawMark(color, dark, 32);
  image.addRepresentation({ scaleFactor: 2, width: 32, height: 32, buffer: double });
  drawn.set(name, image);
  return image;
}

/** Samples of a pixel in each direction: smooth enough at this size. */
const fine = 4;

/** @returns blue, green, red and alpha of each pixel, the colours already weighed by alpha. */
export function drawMark(color: Colored, dark: boolean, size: number): Buffer {
  const [light, onDark] = markColors[color];
  const rgb = dark ? onDark : light;
  const corners = markShapes[color];
  const pixels = Buffer.alloc(size * size * 4);
  for (let at = 0; at < size * size; at += 1) {
    const alpha = coverage(corners, at % size, Math.floor(at / size), 12 / size);
    [rgb & 255, (rgb >> 8) & 255, rgb >> 16, 255].forEach((part, offset) => {
      pixels[at * 4 + offset] = Math.round(part * alpha);
    });
  }
  return pixels;
}

/** How much of a pixel lies within, 0 to 1. */
function coverage(corners: readonly Point[], column: number, row: number, step: number): number {
  let within = 0;
  for (let part = 0; part < fine * fine; part += 1) {
    const x = (column + ((part % fine) + 0.5) / fine) * step;
    const y = (row + (Math.floor(part / fine) + 0.5) / fine) * step;
    if (isWithin(corners, x, y)) within += 1;
  }
  return within / (fine * fine);
}

function isWithin(corners: readonly Point[], x: number, y: number): boolean {
  let inside = false;
  corners.forEach(([ax, ay], at) => {
    const [bx, by] = corners.at(at - 1) ?? [ax, ay];
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
  });
  return inside;
}
