import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pack, writeIcns } from '../../scripts/icons/icns.ts';
import { writeIco } from '../../scripts/icons/ico.ts';
import { readPng } from '../../scripts/pictures/png.ts';
import { root } from '../../scripts/root.ts';
import { readIcns, unpack } from '../support/icon-files.ts';

const pngOf = (size: number): Buffer =>
  readFileSync(join(root, 'build', size === 1024 ? 'icon.png' : `icons/${size}x${size}.png`));

test('an icon of Windows names each picture, its size and where it lies', () => {
  const [small, large] = [Buffer.from('small one'), Buffer.from('the large one')];
  const ico = writeIco([
    { size: 16, png: small },
    { size: 256, png: large },
  ]);
  expect([...ico.subarray(0, 6)]).toEqual([0, 0, 1, 0, 2, 0]);
  expect([...ico.subarray(6, 22)]).toEqual([16, 16, 0, 0, 1, 0, 32, 0, 9, 0, 0, 0, 38, 0, 0, 0]);
  expect([...ico.subarray(22, 38)]).toEqual([0, 0, 0, 0, 1, 0, 32, 0, 13, 0, 0, 0, 47, 0, 0, 0]);
  expect(ico.subarray(38).toString()).toBe('small onethe large one');
});

test('it refuses a size that it cannot name', () => {
  expect(() => writeIco([{ size: 512, png: Buffer.alloc(1) }])).toThrow('no room for 512 px');
});

test('an icon of macOS has every size; 16 and 32 px as packed planes', () => {
  const icns = writeIcns(pngOf);
  expect(icns.toString('latin1', 0, 4)).toBe('icns');
  expect(icns.readUInt32BE(4)).toBe(icns.length);
  const entries = readIcns(icns);
  const pngs = { ic11: 32, ic12: 64, ic07: 128, ic13: 256, ic08: 256, ic14: 512, ic09: 512 };
  for (const [name, size] of Object.entries({ ...pngs, ic10: 1024 }))
    expect(entries.get(name)).toEqual(pngOf(size));
  for (const [name, size] of Object.entries({ ic04: 16, ic05: 32 })) {
    const { rgb, alpha } = readPng(pngOf(size));
    const body = entries.get(name) ?? Buffer.alloc(0);
    expect(body.toString('latin1', 0, 4)).toBe('ARGB');
    const plane = (first: number) => [...rgb].filter((_, index) => index % 3 === first);
    expect(unpack(body.subarray(4))).toEqual([...alpha, ...plane(0), ...plane(1), ...plane(2)]);
  }
  expect(entries.size).toBe(10);
});

test('planes are unpacked as the example of the format has it', () => {
  const packed = Buffer.from('02010202800381048205', 'hex');
  expect(unpack(packed)).toEqual([1, 2, 2, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 5]);
});

test('and packed without a loss, however long a byte repeats or does not', () => {
  const runs = fc.array(fc.tuple(fc.nat({ max: 255 }), fc.integer({ min: 1, max: 300 })));
  const noise = fc.array(fc.nat({ max: 255 }), { maxLength: 400 });
  fc.assert(
    fc.property(runs, noise, (repeated, single) => {
      const bytes = [
        ...repeated.flatMap(([byte, times]) => new Array<number>(times).fill(byte)),
        ...single,
      ];
      expect(unpack(pack(Uint8Array.from(bytes)))).toEqual(bytes);
    }),
  );
});
