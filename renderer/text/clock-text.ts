import { m } from '#messages';
import { lifeSpan } from './time.ts';

/** From how much on a clock that is wrong is said, in ms. */
const saidFromMs = 120_000;

/**
 * That the computer's clock and the server's are apart; null where they are not, or it is not known.
 *
 * @param offsetMs server's clock minus the computer's.
 */
export function clockText(offsetMs: number | null): string | null {
  if (offsetMs === null || Math.abs(offsetMs) <= saidFromMs) return null;
  const by = lifeSpan(Math.abs(offsetMs));
  return offsetMs > 0 ? m.clock_behind({ by }) : m.clock_ahead({ by });
}
