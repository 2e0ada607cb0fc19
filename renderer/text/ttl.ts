import { m } from '#messages';
import type { ErrorCode } from '../../preload/contract.ts';

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** What the API takes, in seconds. Source: api.ionos.com/docs/authentication/v1 */
export const ttlBounds = { min: 60, max: 365 * DAY } as const;

/** The choices of the web console's Token Manager, in seconds and in its order. */
export const ttlPresets = [
  HOUR,
  4 * HOUR,
  DAY,
  7 * DAY,
  30 * DAY,
  60 * DAY,
  90 * DAY,
  180 * DAY,
  365 * DAY,
] as const;

/** The console's preselected choice: 30 days, in seconds. */
export const ttlDefault = 30 * DAY;

/** "4 Hours", "30 Days": the console's own words. */
export function ttlText(seconds: number): string {
  if (seconds < DAY) return m.ttl_hours({ n: seconds / HOUR });
  return m.ttl_days({ n: seconds / DAY });
}

/** The units of "Other…". */
export const ttlUnits = ['seconds', 'minutes', 'hours', 'days'] as const;
export type TtlUnit = (typeof ttlUnits)[number];

const unitSeconds: Record<TtlUnit, number> = {
  seconds: 1,
  minutes: MINUTE,
  hours: HOUR,
  days: DAY,
};

export function ttlUnitText(unit: TtlUnit): string {
  switch (unit) {
    case 'seconds':
      return m.ttl_unit_seconds();
    case 'minutes':
      return m.ttl_unit_minutes();
    case 'hours':
      return m.ttl_unit_hours();
    case 'days':
      return m.ttl_unit_days();
  }
}

type TtlCode = Extract<ErrorCode, 'TTL_NOT_A_NUMBER' | 'TTL_TOO_SHORT' | 'TTL_TOO_LONG'>;
export type Ttl = { readonly seconds: number } | { readonly code: TtlCode };

/** Reads what was typed under "Other…". Whole numbers only: "1,5" means two things. */
export function readTtl(typed: string, unit: TtlUnit): Ttl {
  const digits = typed.trim();
  if (!/^-?\d+$/.test(digits)) return { code: 'TTL_NOT_A_NUMBER' };
  const seconds = Number(digits) * unitSeconds[unit];
  if (seconds < ttlBounds.min) return { code: 'TTL_TOO_SHORT' };
  if (seconds > ttlBounds.max) return { code: 'TTL_TOO_LONG' };
  return { seconds };
}
