import { describe, expect, test } from 'vitest';
import { formatLocale } from '../../renderer/text/locale.ts';
import {
  age,
  exactMoment,
  lifeLeft,
  lifeSpan,
  minutesLeft,
  nearness,
  relativeTime,
  since,
} from '../../renderer/text/time.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

test.each([
  [0, 'in 0 seconds'],
  [59 * SECOND, 'in 59 seconds'],
  [59.6 * SECOND, 'in 59 seconds'],
  [119 * SECOND, 'in 2 minutes'],
  [105 * SECOND, 'in 1 minute'],
  [75 * MINUTE, 'in 1 hour'],
  [90 * MINUTE, 'in 1 hour'],
  [47.4 * HOUR, 'in 47 hours'],
  [47.9 * HOUR, 'in 2 days'],
  [12.6 * DAY, 'in 12 days'],
  [59.4 * DAY, 'in 59 days'],
  [120.4 * DAY, 'in 120 days'],
  [121 * DAY, 'in 4 months'],
  [800 * DAY, 'in 2 years'],
  [-5.4 * DAY, '5 days ago'],
  [-90 * DAY, '90 days ago'],
  [-200 * DAY, '7 months ago'],
])('%i ms from now is "%s"', (away, words) => {
  expect(relativeTime(away, 0)).toBe(words);
});

describe('a token that was made some seconds ago ends when it was asked to', () => {
  test.each([
    [HOUR, 'in 1 hour'],
    [4 * HOUR, 'in 4 hours'],
    [DAY, 'in 24 hours'],
    [7 * DAY, 'in 7 days'],
    [30 * DAY, 'in 30 days'],
    [60 * DAY, 'in 60 days'],
    [90 * DAY, 'in 90 days'],
    [180 * DAY, 'in 6 months'],
    [365 * DAY, 'in 12 months'],
  ])('%i ms', (ttl, words) => {
    expect(relativeTime(ttl - 9 * SECOND, 0)).toBe(words);
    expect(relativeTime(ttl + 9 * SECOND, 0)).toBe(words);
  });
});

test.each([
  [0, 'just now'],
  [-5 * SECOND, 'just now'],
  [3.9 * MINUTE, '3 min ago'],
  [2.5 * HOUR, '2 h ago'],
  [1.5 * DAY, '1 day ago'],
  [3 * DAY, '3 days ago'],
])('an age of %i ms is "%s"', (passed, words) => {
  expect(age(0, passed)).toBe(words);
});

test.each([
  [8 * DAY, 'far'],
  [7 * DAY, 'far'],
  [6.9 * DAY, 'soon'],
  [DAY + 1, 'soon'],
  [DAY, 'last-day'],
  [HOUR + 1, 'last-day'],
  [HOUR, 'last-hour'],
  [1, 'last-hour'],
  [0, 'over'],
  [-DAY, 'over'],
])('an end in %i ms is %s', (away, near) => {
  expect(nearness(away, 0)).toBe(near);
});

test.each([
  ['an hour', HOUR, HOUR, 'soon'],
  ['an hour', HOUR, HOUR / 2, 'last-hour'],
  ['a day', DAY, DAY, 'soon'],
  ['a day', DAY, DAY / 2, 'last-day'],
  ['a day', DAY, HOUR, 'last-hour'],
  ['a month', 30 * DAY, DAY, 'last-day'],
])('of a token made for %s, of %i ms, an end in %i ms is %s', (_, life, away, near) => {
  expect(nearness(away, 0, away - life)).toBe(near);
});

test('within the last hour the minutes are counted', () => {
  expect(minutesLeft(HOUR, 0)).toBe('in 60 min.');
  expect(minutesLeft(20 * SECOND, 0)).toBe('in 20 sec.');
});

describe('a moment that is compared', () => {
  const winter = Date.UTC(2026, 11, 5, 13, 2, 11);

  test('is said by both clocks, each with its zone and in the same form', () => {
    const { local, utc } = exactMoment(winter, 'America/New_York');
    expect(local).toMatch(/^Dec 5, 2026, 8:02:11\sAM EST$/);
    expect(utc).toMatch(/^Dec 5, 2026, 1:02:11\sPM UTC$/);
  });

  test('names the zone as it is on that day', () => {
    expect(exactMoment(Date.UTC(2026, 6, 5), 'America/New_York').local).toMatch(/EDT$/);
  });

  test.each(['UTC', 'Etc/UTC'])('is said once where the own zone is %s', (zone) => {
    const { local, utc } = exactMoment(winter, zone);
    expect(local).toMatch(/^Dec 5, 2026, 1:02:11\sPM UTC$/);
    expect(utc).toBeNull();
  });

  test('is said by both clocks where they agree for the winter only', () => {
    expect(exactMoment(winter, 'Europe/London').utc).not.toBeNull();
  });
});

test.each([
  [['en-GB', 'de-DE'], 'en-GB'],
  [['en-US'], 'en-US'],
  [['de-DE'], 'en-DE'],
  [['de-AT', 'de', 'en-US', 'en'], 'en-AT'],
  [['zh-Hant-TW'], 'en-TW'],
  [['de', 'en-GB'], 'en-GB'],
  [['de'], 'en'],
  [[], 'en'],
])('of %j the region is taken for the language of the app', (preferred, locale) => {
  expect(formatLocale(preferred)).toBe(locale);
});

test('what happened a second from now by another clock happened just now', () => {
  expect(since(1_000, 0)).toBe('just now');
  expect(since(0, 59_000)).toBe('just now');
  expect(since(0, 3 * 86_400_000)).toBe('3 days ago');
});

test.each([
  [0, 100, 0, 1],
  [0, 100, 25, 0.75],
  [0, 100, 100, 0],
  [0, 100, 180, 0],
  [0, 100, -20, 1],
  [100, 100, 50, 1],
  [100, 90, 95, 0],
])('made at %i, ending at %i, %i has %d of its life left', (from, end, now, left) => {
  expect(lifeLeft(from, end, now)).toBe(left);
});

test.each([
  [MINUTE, '1 minute'],
  [HOUR, '60 minutes'],
  [4 * HOUR, '4 hours'],
  [24 * HOUR + 3 * SECOND, '24 hours'],
  [30 * DAY - 2 * SECOND, '30 days'],
  [365 * DAY, '365 days'],
  [0, '1 minute'],
])('a life of %i ms is said as "%s"', (ms, words) => {
  expect(lifeSpan(ms)).toBe(words);
});
