/** Of one figure: what was measured of the floor and of the app, in turns. */
export interface Series {
  readonly floor: readonly number[];
  readonly app: readonly number[];
}

export interface Summary {
  readonly floor: number;
  readonly app: number;
  /** The median of the ratios, pair by pair. */
  readonly ratio: number;
  /** The quarter below which, and the one above which, a quarter of the ratios lie. */
  readonly spread: readonly [number, number];
}

/** The value below which a part of them lies, between two by how near it is. */
export function quantile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (sorted.length - 1) * part;
  const [low = NaN, high = low] = [sorted[Math.floor(at)], sorted[Math.ceil(at)]];
  return low + (high - low) * (at - Math.floor(at));
}

export const median = (values: readonly number[]): number => quantile(values, 0.5);

/** @throws Error where they are not pairs. */
export function summary({ floor, app }: Series): Summary {
  if (floor.length !== app.length || floor.length === 0) throw new Error('these are no pairs');
  const ratios = app.map((one, at) => one / (floor[at] ?? NaN));
  return {
    floor: median(floor),
    app: median(app),
    ratio: median(ratios),
    spread: [quantile(ratios, 0.25), quantile(ratios, 0.75)],
  };
}
