import { readPng, writeIndexedPng, type Pixels } from './png.ts';

/** A colour of the picture, and how many pixels have it. */
interface Color {
  readonly channels: readonly [number, number, number];
  readonly count: number;
}

/** The same picture with at most `most` colours, up to 256, in a third of the bytes or less. */
export function shrinkPng(png: Uint8Array, most = 256): Buffer {
  const pixels = readPng(png);
  const colors = colorsOf(pixels);
  const cutInto = cut(colors, most);
  const groups = cutInto.length < colors.length ? settle(cutInto) : cutInto;
  const palette = new Uint8Array(groups.flatMap(mean));
  const indexOf = new Map(
    groups.flatMap((group, index) =>
      group.map(({ channels }) => [keyOf(...channels), index] as const),
    ),
  );
  const indices = new Uint8Array(pixels.width * pixels.height);
  for (let at = 0; at < indices.length; at += 1) indices[at] = indexOf.get(keyAt(pixels, at)) ?? 0;
  return writeIndexedPng(pixels, palette, indices);
}

const keyOf = (red: number, green: number, blue: number): number =>
  (red << 16) | (green << 8) | blue;

const keyAt = ({ rgb }: Pixels, at: number): number =>
  keyOf(rgb[at * 3] ?? 0, rgb[at * 3 + 1] ?? 0, rgb[at * 3 + 2] ?? 0);

function colorsOf(pixels: Pixels): Color[] {
  const counts = new Map<number, number>();
  for (let at = 0; at < pixels.width * pixels.height; at += 1) {
    const key = keyAt(pixels, at);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return [...counts].map(([key, count]) => ({
    channels: [key >> 16, (key >> 8) & 255, key & 255],
    count,
  }));
}

/** Median cut: the box whose colours lie furthest apart is halved until there are `most`. */
function cut(colors: Color[], most: number): Color[][] {
  const boxes = [{ colors, ...widest(colors) }];
  while (boxes.length < most) {
    boxes.sort((a, b) => b.spread - a.spread);
    const [first] = boxes;
    if (!first || first.spread === 0) break;
    const { channel } = first;
    const sorted = first.colors.toSorted((a, b) => a.channels[channel] - b.channels[channel]);
    // Never in the middle of equals, never an empty half.
    const half = Math.max(1, Math.min(sorted.length - 1, Math.ceil(sorted.length / 2)));
    const halves = [sorted.slice(0, half), sorted.slice(half)];
    boxes.splice(0, 1, ...halves.map((part) => ({ colors: part, ...widest(part) })));
  }
  return boxes.map((box) => box.colors);
}

/** Each colour joins the group whose mean is nearest, some times over: a small mark keeps its hue. */
function settle(groups: Color[][], rounds = 6): Color[][] {
  let settled = groups;
  for (let round = 0; round < rounds; round += 1) {
    const means = settled.map(mean);
    const next: Color[][] = means.map(() => []);
    for (const color of settled.flat()) next[nearest(color, means)]?.push(color);
    settled = next.filter((group) => group.length > 0);
  }
  return settled;
}

function nearest({ channels }: Color, means: readonly number[][]): number {
  let [best, least] = [0, Infinity];
  for (const [index, other] of means.entries()) {
    const away = channels.reduce((sum, value, at) => sum + (value - (other[at] ?? 0)) ** 2, 0);
    if (away < least) [best, least] = [index, away];
  }
  return best;
}

/** In which channel the colours differ most, and by how much; many pixels weigh more. */
function widest(colors: readonly Color[]): { channel: 0 | 1 | 2; spread: number } {
  const weight = Math.log2(1 + colors.reduce((sum, { count }) => sum + count, 0));
  const spreads = ([0, 1, 2] as const).map((channel) => {
    let [low, high] = [255, 0];
    for (const { channels } of colors) {
      low = Math.min(low, channels[channel]);
      high = Math.max(high, channels[channel]);
    }
    return { channel, spread: Math.max(0, high - low) * weight };
  });
  return spreads.reduce((most, other) => (other.spread > most.spread ? other : most));
}

/** The mean of a box by its pixels; a flat background keeps its own colour. */
function mean(colors: readonly Color[]): number[] {
  const all = colors.reduce((sum, { count }) => sum + count, 0);
  return [0, 1, 2].map((channel) =>
    Math.round(
      colors.reduce((sum, { channels, count }) => sum + (channels[channel] ?? 0) * count, 0) / all,
    ),
  );
}
