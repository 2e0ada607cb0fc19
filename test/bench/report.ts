import type { Figure } from './figure.ts';

const short = (value: number): string =>
  Math.abs(value) >= 100 ? value.toFixed(0) : value.toFixed(Math.abs(value) >= 10 ? 1 : 2);

function cells(figure: Figure): readonly string[] {
  const { name, unit, floor, app, ratio, spread, bar, met, count } = figure;
  return [
    `${name}, ${unit}`,
    floor === null ? '' : short(floor),
    short(app),
    ratio === null ? '' : ratio.toFixed(2),
    spread === null ? '' : spread.map((one) => one.toFixed(2)).join(' to '),
    `≤ ${floor === null ? short(bar) : bar.toFixed(2)}`,
    met ? 'met' : '**missed**',
    String(count),
  ];
}

const head = ['figure', 'floor', 'app', 'ratio', 'middle half', 'bar', '', 'times'];

/** As a table in Markdown, for people and for docs/performance.md. */
export function asTable(figures: readonly Figure[]): string {
  const rows = figures.map(cells);
  const widths = head.map((title, at) =>
    Math.max(title.length, ...rows.map((row) => row[at]?.length ?? 0)),
  );
  const line = (row: readonly string[]): string =>
    `| ${row.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(' | ')} |`;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
}
