import { m } from '#messages';
import { formatLocale } from './locale.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const formats = new Map<string, Intl.DateTimeFormat>();

/** Formatters cost about a tenth of a millisecond to make, and a list of 100 rows needs 400. */
function formatter(name: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const known = formats.get(name);
  if (known) return known;
  const made = new Intl.DateTimeFormat(formatLocale(), options);
  formats.set(name, made);
  return made;
}

/** Date and time in the person's own zone: "5 Dec 2026, 14:02". */
export function localDateTime(at: number): string {
  return formatter('local', { dateStyle: 'medium', timeStyle: 'short' }).format(at);
}

/** As `localDateTime`, with the seconds: for moments that a person compares. */
export function localExact(at: number): string {
  return formatter('exact', { dateStyle: 'medium', timeStyle: 'medium' }).format(at);
}

/** Date and time in UTC without saying so: the message around it does. */
export function utcExact(at: number): string {
  return formatter('utc', {
    dateStyle: 'medium',
    timeStyle: 'medium',
    timeZone: 'UTC',
  }).format(at);
}

/** The time of day alone, to the minute. */
export function timeOfDay(at: number): string {
  return formatter('time', { timeStyle: 'short' }).format(at);
}

/** The time of day alone, to the second. */
export function timeOfDayExact(at: number): string {
  return formatter('time-exact', { timeStyle: 'medium' }).format(at);
}

let relative: Intl.RelativeTimeFormat | undefined;

interface Unit {
  readonly unit: 'second' | 'minute' | 'hour' | 'day' | 'month' | 'year';
  readonly ms: number;
  /** The amount from which on the next unit is used: late, where the smaller one says more. */
  readonly below: number;
}

const units: readonly Unit[] = [
  { unit: 'second', ms: SECOND, below: 60 },
  { unit: 'minute', ms: MINUTE, below: 60 },
  { unit: 'hour', ms: HOUR, below: 48 },
  { unit: 'day', ms: DAY, below: 121 },
  { unit: 'month', ms: 30.44 * DAY, below: 24 },
];
const years: Unit = { unit: 'year', ms: 365.25 * DAY, below: Infinity };

/**
 * "in 12 days", "4 months ago". Rounded to the nearest, and only then is the unit chosen: a token
 * that was just made for 30 days ends "in 30 days", though some seconds of them are over.
 */
export function relativeTime(at: number, now: number): string {
  relative ??= new Intl.RelativeTimeFormat(formatLocale(), { numeric: 'always' });
  const away = at - now;
  const amountIn = ({ ms }: Unit): number => Math.round(Math.abs(away) / ms);
  const chosen = units.find((unit) => amountIn(unit) < unit.below) ?? years;
  return relative.format(Math.sign(away) * amountIn(chosen), chosen.unit);
}

/** When something happened. Clocks differ by a second or two: nothing was made in the future. */
export function since(at: number, now: number): string {
  return now - at < MINUTE ? m.age_now() : relativeTime(at, now);
}

/** How long ago something was read, in few letters: "just now", "3 min ago". */
export function age(at: number, now: number): string {
  const passed = Math.max(0, now - at);
  if (passed < MINUTE) return m.age_now();
  if (passed < HOUR) return m.age_minutes({ n: Math.trunc(passed / MINUTE) });
  if (passed < DAY) return m.age_hours({ n: Math.trunc(passed / HOUR) });
  return m.age_days({ n: Math.trunc(passed / DAY) });
}

/** True from seven days before the end until the end: when a token needs somebody's eye. */
export function endsSoon(at: number, now: number): boolean {
  return at > now && at - now < 7 * DAY;
}

/** A span of seconds as people say it: whole minutes from two minutes on. */
export function span(seconds: number): string {
  const unit = seconds < 120 ? 'second' : 'minute';
  const n = unit === 'second' ? seconds : Math.ceil(seconds / 60);
  return new Intl.NumberFormat(formatLocale(), { style: 'unit', unit, unitDisplay: 'long' }).format(
    n,
  );
}
