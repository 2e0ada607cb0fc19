import { m } from '#messages';
import { formatLocale } from './locale.ts';

const MINUTE = 60_000;
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

/**
 * "in 12 days", "4 months ago". Rounded towards zero, so that a token never seems to live longer
 * than it does; units change late ("in 47 hours", "in 59 days"), where the smaller one says more.
 */
export function relativeTime(at: number, now: number): string {
  relative ??= new Intl.RelativeTimeFormat(formatLocale(), { numeric: 'always' });
  const away = at - now;
  const distance = Math.abs(away);
  if (distance < MINUTE) return relative.format(Math.trunc(away / 1_000), 'second');
  if (distance < HOUR) return relative.format(Math.trunc(away / MINUTE), 'minute');
  if (distance < 2 * DAY) return relative.format(Math.trunc(away / HOUR), 'hour');
  if (distance < 60 * DAY) return relative.format(Math.trunc(away / DAY), 'day');
  if (distance < 730 * DAY) return relative.format(Math.trunc(away / (30.44 * DAY)), 'month');
  return relative.format(Math.trunc(away / (365.25 * DAY)), 'year');
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
