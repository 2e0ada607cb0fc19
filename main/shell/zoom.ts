import type { WebContents } from 'electron';

/** What the pages are drawn and tested for: less cannot be read, and with more nothing is left to see. */
const steps = [0.9, 1, 1.1, 1.25, 1.5, 1.75, 2] as const;

/** Larger, smaller, or as it was. */
export type Zoom = 'in' | 'out' | 'reset';

type Zoomed = Pick<WebContents, 'getZoomFactor' | 'setZoomFactor'>;

/** The step that is nearest: Chromium remembers a factor, be it of another version. */
export function nearestZoom(factor: number): number {
  return steps.reduce<number>(
    (best, step) => (Math.abs(step - factor) < Math.abs(best - factor) ? step : best),
    1,
  );
}

/** Brings a remembered factor within the bounds. */
export function limitZoom(page: Zoomed): void {
  const factor = page.getZoomFactor();
  const nearest = nearestZoom(factor);
  if (Math.abs(nearest - factor) > 0.01) page.setZoomFactor(nearest);
}

export function zoom(page: Zoomed, by: Zoom): void {
  const now = nearestZoom(page.getZoomFactor());
  const next =
    by === 'in' ? steps.find((step) => step > now) : steps.findLast((step) => step < now);
  page.setZoomFactor(by === 'reset' ? 1 : (next ?? now));
}
