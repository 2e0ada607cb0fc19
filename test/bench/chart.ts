import type { GrowthPoint } from './growth.ts';

const box = { width: 640, height: 260, left: 64, right: 64, top: 24, bottom: 44 } as const;
const inner = {
  width: box.width - box.left - box.right,
  height: box.height - box.top - box.bottom,
} as const;

/** The next round number above. */
function roundUp(value: number): number {
  const step = 10 ** Math.floor(Math.log10(value)) / 2;
  return Math.ceil(value / step) * step;
}

interface Line {
  readonly name: string;
  readonly unit: string;
  readonly color: string;
  readonly side: 'left' | 'right';
  readonly of: (point: GrowthPoint) => number;
}

const lines: readonly Line[] = [
  { name: 'start', unit: 'ms', color: '#2d55d3', side: 'left', of: ({ start }) => start },
  { name: 'memory', unit: 'MiB', color: '#b35c00', side: 'right', of: ({ memory }) => memory },
];

/** Start and memory over the number of tokens, each with an axis of its own that begins at 0, as SVG. */
export function growthChart(points: readonly GrowthPoint[]): string {
  const most = Math.max(...points.map(({ tokens }) => tokens));
  const x = (tokens: number): number => box.left + (tokens / most) * inner.width;
  const drawn = lines.map((line) => {
    const top = roundUp(Math.max(...points.map(line.of)));
    const y = (value: number): number => box.top + (1 - value / top) * inner.height;
    const at = points.map((point) => [x(point.tokens), y(line.of(point)), line.of(point)] as const);
    const path = at.map(([px, py]) => `${px.toFixed(1)},${py.toFixed(1)}`).join(' ');
    const dots = at.map(
      ([px, py, value]) =>
        `<circle cx="${px.toFixed(1)}" cy="${py.toFixed(1)}" r="3.5" fill="${line.color}"/>` +
        `<text x="${px.toFixed(1)}" y="${(py - 8).toFixed(1)}" text-anchor="middle" fill="${line.color}">${value.toFixed(0)}</text>`,
    );
    const edge = line.side === 'left' ? box.left - 8 : box.width - box.right + 8;
    const anchor = line.side === 'left' ? 'end' : 'start';
    const ticks = [0, 0.5, 1].map(
      (part) =>
        `<text x="${edge}" y="${(y(top * part) + 4).toFixed(1)}" text-anchor="${anchor}" fill="${line.color}">${(top * part).toFixed(0)}</text>`,
    );
    const title = `<text x="${edge}" y="14" text-anchor="${anchor}" fill="${line.color}">${line.name}, ${line.unit}</text>`;
    return [`<polyline points="${path}" fill="none" stroke="${line.color}" stroke-width="2"/>`]
      .concat(dots, ticks, title)
      .join('\n');
  });
  const floor = box.top + inner.height;
  const below = points.map(
    ({ tokens }) =>
      `<text x="${x(tokens).toFixed(1)}" y="${floor + 18}" text-anchor="middle">${tokens}</text>`,
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${box.width} ${box.height}" font-family="sans-serif" font-size="12" fill="#566070" role="img">
<title>Start and memory by the number of tokens</title>
<rect width="100%" height="100%" fill="#ffffff"/>
<line x1="${box.left}" y1="${floor}" x2="${box.width - box.right}" y2="${floor}" stroke="#7d8796"/>
${below.join('\n')}
<text x="${box.width / 2}" y="${box.height - 8}" text-anchor="middle">tokens, all of them saved</text>
${drawn.join('\n')}
</svg>
`;
}
