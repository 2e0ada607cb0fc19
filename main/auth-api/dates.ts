import { furthestClock } from '../../preload/contract/limits.ts';

/** The server's clock minus the one here, ms; null where one of them cannot be right. */
export function clockOffsetOf(serverDate: number | null, now: number): number | null {
  if (serverDate === null || Math.abs(serverDate - now) > furthestClock) return null;
  return serverDate - now;
}

/**
 * Reads a date of the API: RFC 3339 in UTC with second precision. Until about January 2025 a Java
 * suffix flapped (`…Z[UTC]`, ionosctl PR #476); it is trimmed as ionosctl does.
 *
 * @returns Unix time in ms, or null where it cannot be read.
 */
export function parseApiDate(text: string): number | null {
  const trimmed = text.replace(/\[UTC\]$/, '');
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.test(trimmed)) return null;
  const ms = Date.parse(trimmed);
  return Number.isNaN(ms) ? null : ms;
}
