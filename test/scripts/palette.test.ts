import { crc32, deflateSync, inflateSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { shrinkPng } from '../../scripts/pictures/palette.ts';
import { readPng, writeIndexedPng } from '../../scripts/pictures/png.ts';

/** A PNG as Chromium writes it: 8 bits, each line with a filter of its own. */
function trueColor(width: number, lines: readonly (readonly number[])[], alpha = false): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(lines.length, 4);
  head.set([8, alpha ? 6 : 2, 0, 0, 0], 8);
  const chunk = (type: string, body: Uint8Array): Buffer => {
    const named = Buffer.concat([Buffer.from(type, 'latin1'), body]);
    const whole = Buffer.alloc(named.length + 8);
    whole.writeUInt32BE(body.length, 0);
    whole.set(named, 4);
    whole.writeUInt32BE(crc32(named), named.length + 4);
    return whole;
  };
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(Buffer.from(lines.flat()))),
    chunk('IEND', new Uint8Array()),
  ]);
}

/** The pixels of an indexed PNG as this project writes it. */
function paint(png: Buffer): number[] {
  const at = (type: string): number => png.indexOf(type, 0, 'latin1') + 4;
  const size = (type: string): number => png.readUInt32BE(at(type) - 8);
  const width = png.readUInt32BE(at('IHDR'));
  const palette = png.subarray(at('PLTE'), at('PLTE') + size('PLTE'));
  const lines = inflateSync(png.subarray(at('IDAT'), at('IDAT') + size('IDAT')));
  return [...lines]
    .filter((_, index) => index % (width + 1) !== 0)
    .flatMap((index) => [...palette.subarray(index * 3, index * 3 + 3)]);
}

describe('reading', () => {
  test('undoes every filter of a line', () => {
    // The same three pixels in each line, said by each of the five filters.
    const png = trueColor(3, [
      [0, 10, 20, 30, 40, 50, 60, 250, 0, 5],
      [1, 10, 20, 30, 30, 30, 30, 210, 206, 201],
      [2, 0, 0, 0, 0, 0, 0, 0, 0, 0],
      [3, 5, 10, 15, 15, 15, 15, 105, 231, 229],
      [4, 0, 0, 0, 0, 0, 0, 0, 0, 0],
    ]);
    const line = [10, 20, 30, 40, 50, 60, 250, 0, 5];
    const { width, height, rgb } = readPng(png);
    expect([width, height]).toEqual([3, 5]);
    for (let y = 0; y < 5; y += 1) expect([...rgb.subarray(y * 9, y * 9 + 9)]).toEqual(line);
  });

  test('drops transparency', () => {
    const png = trueColor(2, [[0, 1, 2, 3, 255, 4, 5, 6, 255]], true);
    expect([...readPng(png).rgb]).toEqual([1, 2, 3, 4, 5, 6]);
  });

  test('refuses what it does not know', () => {
    const indexed = writeIndexedPng({ width: 1, height: 1 }, new Uint8Array(3), new Uint8Array(1));
    expect(() => readPng(indexed)).toThrow('not a PNG as Chromium writes it');
  });
});

describe('shrinking', () => {
  test('keeps every colour of a picture with few', () => {
    const pixels = [255, 255, 255, 0, 0, 0, 43, 84, 212, 255, 255, 255];
    expect(paint(shrinkPng(trueColor(4, [[0, ...pixels]])))).toEqual(pixels);
  });

  test('changes no colour of a picture with many by much, and the flat ones not at all', () => {
    const noise = Array.from({ length: 2_000 }, (_, n) => [n % 256, (n * 7) % 256, (n * 13) % 256]);
    const flat = Array.from({ length: 2_000 }, () => [245, 246, 249]);
    const before = [...noise, ...flat].flat();
    const after = paint(shrinkPng(trueColor(4_000, [[0, ...before]])));
    const off = before.map((value, index) => Math.abs(value - (after[index] ?? 0)));
    expect(Math.max(...off.slice(6_000))).toBeLessThanOrEqual(1);
    expect(off.reduce((sum, by) => sum + by, 0) / off.length).toBeLessThan(8);
  });
});
