import { summary, type Series } from './figures.ts';

/** A figure with the bar that it is held to. */
export interface Figure {
  readonly name: string;
  readonly unit: string;
  /** Null: it has no floor, and its bar is a value. */
  readonly floor: number | null;
  readonly app: number;
  /** The median of the ratios, pair by pair; null without a floor, or of a floor that used nothing. */
  readonly ratio: number | null;
  /** The middle half of those ratios. */
  readonly spread: readonly [number, number] | null;
  readonly bar: number;
  readonly met: boolean;
  /** How often it was measured. */
  readonly count: number;
}

/** Beside the floor: the bar is a ratio. */
export function beside(name: string, unit: string, series: Series, bar: number): Figure {
  const { floor, app, ratio, spread } = summary(series);
  const counts = Number.isFinite(ratio);
  return {
    ...{ name, unit, floor, app, bar, count: series.app.length },
    ratio: counts ? ratio : null,
    spread: counts ? spread : null,
    met: counts ? ratio <= bar : app <= floor,
  };
}

/** By itself: the bar is a value. */
export const alone = (
  name: string,
  unit: string,
  app: number,
  bar: number,
  count: number,
): Figure => ({
  ...{ name, unit, app, bar, count },
  floor: null,
  ratio: null,
  spread: null,
  met: app <= bar,
});
