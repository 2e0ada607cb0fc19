import { m } from '#messages';
import { formatLocale } from './locale.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const formats = new Map<string, Intl.DateTimeFormat>();

/** Each takes some milliseconds to make, and a list of 100 rows formats 400 times. */
function formatter(name: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const known = formats.get(name);
  if (known) return known;
  const made = new Intl.DateTimeFormat(formatLocale(), options);
  formats.set(name, made);
  return made;
}

const local: Intl.DateTimeFormatOptions = { dateStyle: 'medium', timeStyle: 'short' };

/** Date and time in the person's own zone: "5 Dec 2026, 14:02". */
export function localDateTime(at: number): string {
  return formatter('local', local).format(at);
}

const exact: Intl.DateTimeFormatOptions = { dateStyle: 'medium', timeStyle: 'medium' };

/** As `localDateTime`, with the seconds: for moments that a person compares. */
export function localExact(at: number): string {
  return formatter('exact', exact).format(at);
}

/** One moment by the person's clock and by the servers' one. */
export interface ExactMoment {
  /** With the short name of its zone: "5 Dec 2026, 14:02:11 CET". */
  readonly local: string;
  /** Null where the person's own zone is UTC: one moment is not shown twice. */
  readonly utc: string | null;
}

/** @param zone IANA name; by default the person's own. */
export function exactMoment(at: number, zone: string = ownZone()): ExactMoment {
  const inZone = (timeZone: string): string =>
    formatter(`exact ${timeZone}`, { dateStyle: 'medium', timeStyle: 'long', timeZone }).format(at);
  const utc = inZone('UTC');
  return { local: inZone(zone), utc: isUtc(zone) ? null : utc };
}

/** Both clocks of a moment, a line each, for what is seen on hover. */
export function exactLines(at: number): string {
  const { local, utc } = exactMoment(at);
  return utc === null ? local : `${local}\n${utc}`;
}

// Of one that the list needs anyway: each takes some milliseconds to make.
const ownZone = (): string => formatter('local', local).resolvedOptions().timeZone;

const isUtc = (zone: string): boolean => /^(Etc\/)?(UTC|UCT|Universal|Zulu)$/.test(zone);

/** The time of day alone, to the minute. */
export function timeOfDay(at: number): string {
  return formatter('time', { timeStyle: 'short' }).format(at);
}

/** The time of day alone, to the second. */
export function timeOfDayExact(at: number): string {
  return formatter('time-exact', { timeStyle: 'medium' }).format(at);
}

let relative: Intl.RelativeTimeFormat | undefined;
let relativeShort: Intl.RelativeTimeFormat | undefined;

/** The language is another one now. */
export function forgetFormats(): void {
  formats.clear();
  relative = undefined;
  relativeShort = undefined;
}

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
/** The part of a unit that may be over without being missed. */
const trifle = 0.2;

const years: Unit = { unit: 'year', ms: 365.25 * DAY, below: Infinity };

/**
 * "in 12 days", "4 months ago". What is left is never said to be more than it is, but for a trifle: a
 * token that was just made for 30 days ends "in 30 days", though some seconds of them are over.
 */
export function relativeTime(at: number, now: number): string {
  relative ??= new Intl.RelativeTimeFormat(formatLocale(), { numeric: 'always' });
  const away = at - now;
  const amountIn = ({ ms }: Unit): number =>
    away > 0 && ms <= DAY ? Math.floor(away / ms + trifle) : Math.round(Math.abs(away) / ms);
  const chosen = units.find((unit) => amountIn(unit) < unit.below) ?? years;
  return relative.format(Math.sign(away) * amountIn(chosen), chosen.unit);
}

/** "in 60 min.", "in 20 sec.": within the last hour each minute counts, and few letters are there. */
export function minutesLeft(at: number, now: number): string {
  relativeShort ??= new Intl.RelativeTimeFormat(formatLocale(), { style: 'short' });
  const seconds = Math.max(0, Math.round((at - now) / SECOND));
  return seconds < 60
    ? relativeShort.format(seconds, 'second')
    : relativeShort.format(Math.round(seconds / 60), 'minute');
}

/** "20 hours", "50 minutes": what is left of the last day, and never more than that. */
export function timeLeft(at: number, now: number): string {
  const left = Math.max(0, at - now);
  const [unit, ms] = left < 2 * HOUR ? (['minute', MINUTE] as const) : (['hour', HOUR] as const);
  const style = { style: 'unit', unit, unitDisplay: 'long' } as const;
  return new Intl.NumberFormat(formatLocale(), style).format(Math.floor(left / ms + trifle));
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

/** How near the end of a token is: from seven days before, from one day, from one hour, over. */
export type Nearness = 'far' | 'soon' | 'last-day' | 'last-hour' | 'over';

/**
 * When a token needs somebody's eye, and how much. All in Unix time, ms. A token that was made for an
 * hour is not in its last hour from birth: the urgent steps begin in the second half of its life.
 *
 * @param from When it was made; null: not known.
 */
export function nearness(end: number, now: number, from: number | null = null): Nearness {
  const left = end - now;
  const half = from === null ? Infinity : (end - from) / 2;
  if (left <= 0) return 'over';
  if (left <= Math.min(HOUR, half)) return 'last-hour';
  if (left <= Math.min(DAY, half)) return 'last-day';
  return left < 7 * DAY ? 'soon' : 'far';
}

/** How much of its life is left, from 1 to 0. All in Unix time, ms. */
export function lifeLeft(from: number, end: number, now: number): number {
  if (end <= from) return now < end ? 1 : 0;
  return Math.min(1, Math.max(0, (end - now) / (end - from)));
}

/** A length of life is said in the unit in which it was chosen, as far as that can be told. */
const lasting = {
  minutes: { unit: 'minute', ms: MINUTE, below: 120 },
  hours: { unit: 'hour', ms: HOUR, below: 48 },
  days: { unit: 'day', ms: DAY, below: Infinity },
} as const;

/** How long something is meant to live, to the nearest: "30 days", "4 hours", "60 minutes". */
export function lifeSpan(ms: number): string {
  const { unit, ms: size } =
    [lasting.minutes, lasting.hours].find(({ ms: each, below }) => Math.round(ms / each) < below) ??
    lasting.days;
  const style = { style: 'unit', unit, unitDisplay: 'long' } as const;
  return new Intl.NumberFormat(formatLocale(), style).format(Math.max(1, Math.round(ms / size)));
}

/** A span of seconds as people say it: whole minutes from two minutes on. */
export function span(seconds: number): string {
  const unit = seconds < 120 ? 'second' : 'minute';
  const n = unit === 'second' ? seconds : Math.ceil(seconds / 60);
  return new Intl.NumberFormat(formatLocale(), { style: 'unit', unit, unitDisplay: 'long' }).format(
    n,
  );
}
