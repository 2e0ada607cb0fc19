/** The entries of an icon of macOS by their names. */
export function readIcns(icns: Buffer): Map<string, Buffer> {
  const entries = new Map<string, Buffer>();
  for (let at = 8; at < icns.length;) {
    const length = icns.readUInt32BE(at + 4);
    entries.set(icns.toString('latin1', at, at + 4), icns.subarray(at + 8, at + length));
    at += length;
  }
  return entries;
}

/** The pictures of an icon of Windows by their sizes. */
export function readIco(ico: Buffer): Map<number, Buffer> {
  const entries = new Map<number, Buffer>();
  for (let index = 0; index < ico.readUInt16LE(4); index += 1) {
    const at = 6 + 16 * index;
    const [length, offset] = [ico.readUInt32LE(at + 8), ico.readUInt32LE(at + 12)];
    entries.set(ico.readUInt8(at) || 256, ico.subarray(offset, offset + length));
  }
  return entries;
}

/** Unpacks the planes of an icon of macOS. */
export function unpack(packed: Uint8Array): number[] {
  const out: number[] = [];
  for (let at = 0; at < packed.length;) {
    const head = packed[at] ?? 0;
    if (head < 128) out.push(...packed.subarray(at + 1, at + head + 2));
    else out.push(...new Array<number>(head - 125).fill(packed[at + 1] ?? 0));
    at += head < 128 ? head + 2 : 2;
  }
  return out;
}
