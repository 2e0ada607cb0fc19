import { readPng } from '../pictures/png.ts';

/** The entries as macOS's own `iconutil` writes them: their names, sizes in pixels, and how they are kept. */
const entries = [
  ['ic04', 16, 'planes'],
  ['ic11', 32, 'png'],
  ['ic05', 32, 'planes'],
  ['ic12', 64, 'png'],
  ['ic07', 128, 'png'],
  ['ic13', 256, 'png'],
  ['ic08', 256, 'png'],
  ['ic14', 512, 'png'],
  ['ic09', 512, 'png'],
  ['ic10', 1024, 'png'],
] as const;

/** The sizes that an icon of macOS is made of. */
export const macSizes = [...new Set(entries.map(([, size]) => size))];

/** Writes an icon for macOS from a PNG of each size. */
export function writeIcns(pngOf: (size: number) => Buffer): Buffer {
  const chunks = entries.map(([name, size, kept]) =>
    chunk(name, kept === 'png' ? pngOf(size) : planes(pngOf(size))),
  );
  return chunk('icns', Buffer.concat(chunks));
}

function chunk(name: string, body: Buffer): Buffer {
  const head = Buffer.alloc(8);
  head.write(name, 'latin1');
  head.writeUInt32BE(head.length + body.length, 4);
  return Buffer.concat([head, body]);
}

/** At 16 and 32 px macOS does not show a PNG: opacity, red, green and blue, each packed for itself. */
function planes(png: Buffer): Buffer {
  const { rgb, alpha } = readPng(png);
  const channel = (first: number): Uint8Array => rgb.filter((_, index) => index % 3 === first);
  return Buffer.concat([
    Buffer.from('ARGB', 'latin1'),
    ...[alpha, channel(0), channel(1), channel(2)].map(pack),
  ]);
}

/** Packs bytes: below 128 so many more than one follow as they are, from 128 on one follows that stands 3 to 130 times. */
export function pack(bytes: Uint8Array): Buffer {
  const out: number[] = [];
  let single: number[] = [];
  const flush = (): void => {
    if (single.length > 0) out.push(single.length - 1, ...single);
    single = [];
  };
  for (let at = 0; at < bytes.length;) {
    const byte = bytes[at] ?? 0;
    let length = 1;
    while (length < 130 && bytes[at + length] === byte) length += 1;
    if (length >= 3) {
      flush();
      out.push(length + 125, byte);
      at += length;
    } else {
      single.push(byte);
      if (single.length === 128) flush();
      at += 1;
    }
  }
  flush();
  return Buffer.from(out);
}
