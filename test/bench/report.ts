import { summary, type Summary } from './figures.ts';
import type { FigureName, Figures } from './pairs.ts';

/** What a figure is to stay below, as a ratio to the floor. */
const bars: Readonly<
  Record<FigureName, { readonly title: string; readonly unit: string; readonly bar: number }>
> = {
  start: { title: 'start to a painted list', unit: 'ms', bar: 1.15 },
  memory: { title: 'memory at rest (PSS)', unit: 'MiB', bar: 1.1 },
  cpu: { title: 'processor at rest, 10 s', unit: 'ms', bar: 1.25 },
  hidden: { title: 'memory without a window', unit: 'MiB', bar: 0.75 },
};

export interface Bar extends Summary {
  readonly name: FigureName;
  readonly title: string;
  readonly unit: string;
  readonly bar: number;
  readonly pairs: number;
  /** A floor that used nothing has no ratio. */
  readonly met: boolean;
}

/** Each figure that was measured, with its bar. */
export function barsOf(figures: Figures): readonly Bar[] {
  return (Object.keys(bars) as FigureName[])
    .filter((name) => figures[name].floor.length > 0)
    .map((name) => {
      const one = summary(figures[name]);
      const met = Number.isFinite(one.ratio) ? one.ratio <= bars[name].bar : one.app <= one.floor;
      return { name, ...bars[name], ...one, pairs: figures[name].floor.length, met };
    });
}

const digits = (value: number): string => (Number.isFinite(value) ? value.toFixed(2) : '–');

/** As a table for people. */
export function asTable(rows: readonly Bar[]): string {
  const lines = rows.map((row) => [
    `${row.title}, ${row.unit}`,
    row.floor.toFixed(0),
    row.app.toFixed(0),
    digits(row.ratio),
    `${digits(row.spread[0])} to ${digits(row.spread[1])}`,
    `≤ ${row.bar.toFixed(2)}`,
    row.met ? 'met' : 'missed',
    String(row.pairs),
  ]);
  const head = ['figure', 'floor', 'app', 'ratio', 'middle half', 'bar', '', 'pairs'];
  const widths = head.map((title, at) =>
    Math.max(title.length, ...lines.map((line) => line[at]?.length ?? 0)),
  );
  return [head, ...lines]
    .map((line) =>
      line
        .map((cell, at) => cell.padEnd(widths[at] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
