import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  climb,
  ended,
  isExpiring,
  isMistold,
  rungs,
  saidOf,
  type Mortal,
  type Told,
} from '../../../main/expiry/ladder.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const made = Date.UTC(2026, 0, 1);

const token = (life: number | null, changes: Partial<Mortal> = {}): Mortal => ({
  id: 'a',
  createdAt: made,
  expiresAt: life === null ? null : made + life,
  state: 'saved',
  ...changes,
});

const told = (changes: Partial<Told> = {}): Told => ({
  expiresAt: 0,
  told: null,
  lapse: false,
  snoozedUntil: null,
  ...changes,
});

/** What is said of one token `left` ms before its end. */
const step = (one: Mortal, left: number, what?: Partial<Told>) =>
  climb([one], new Map(what ? [['a', told(what)]] : []), (one.expiresAt ?? 0) - left);

const rungAt = (life: number, left: number, what?: Partial<Told>) =>
  step(token(life), left, what).due.map(({ rung }) => rung);

describe('a rung is passed', () => {
  test.each([
    [365 * day, 30 * day + 1, []],
    [365 * day, 30 * day, [30 * day]],
    [365 * day, 8 * day, [30 * day]],
    [365 * day, 7 * day, [7 * day]],
    [365 * day, 3 * day, [3 * day]],
    [365 * day, day, [day]],
    [365 * day, hour, [hour]],
    [365 * day, 1, [hour]],
    // Made for less than twice as long: they would be spoken of as soon as they are made.
    [60 * day, 30 * day, [30 * day]],
    [30 * day, 29 * day, []],
    [30 * day, 7 * day, [7 * day]],
    [7 * day, 7 * day, []],
    [7 * day, 3 * day, [3 * day]],
    [day, day, []],
    [day, hour, [hour]],
    [hour, 30 * minute, []],
  ])('of a life of %d with %d ms left: %j', (life, left, expected) => {
    expect(rungAt(life, left)).toEqual(expected);
  });

  test('also where nobody knows when it was made', () => {
    const [due] = step(token(hour, { createdAt: null }), hour).due;
    expect(due?.rung).toBe(hour);
  });

  test('of several only the last one is said', () => {
    expect(rungAt(365 * day, 2 * day)).toEqual([3 * day]);
    expect(rungAt(365 * day, 2 * day, { told: 30 * day })).toEqual([3 * day]);
  });

  test('and is said once, also when the clock is set back behind it', () => {
    expect(rungAt(365 * day, 3 * day, { told: 3 * day })).toEqual([]);
    expect(rungAt(365 * day, 20 * day, { told: 3 * day })).toEqual([]);
    expect(rungAt(365 * day, day, { told: 3 * day })).toEqual([day]);
  });

  test.each([
    // Said by a clock that was far ahead: the token has clearly more left.
    ['what has passed by now', 29 * day, hour, 30 * day],
    ['nothing, where none has', 40 * day, hour, null],
    // Clocks are set right by some minutes every day.
    ['itself, within an hour', 3 * day + hour, 3 * day, 3 * day],
    ['itself, once it is right', 2 * day, 3 * day, 3 * day],
    ['nothing, where it was an end that was none', 2 * day, ended, null],
  ])('counts as %s', (_, left, what, expected) => {
    const one = token(365 * day);
    const now = (one.expiresAt ?? 0) - left;
    expect(saidOf(one, told({ told: what }), now)).toBe(expected);
    const mistold = what !== ended && expected !== what;
    expect(isMistold(one, told({ told: what }), now)).toBe(mistold);
    // Only what comes next is due.
    expect(step(one, left, { told: what }).next).toBeGreaterThan(now);
  });
});

describe('nothing is said of a token', () => {
  test.each<[string, Mortal, Partial<Told>?]>([
    ['that is to lapse', token(365 * day), { lapse: true }],
    ['that is gone', token(365 * day, { state: 'gone' })],
    ['without an end', token(null)],
  ])('%s', (_, one, what) => {
    expect(step(one, hour, what)).toEqual({ due: [], next: null });
  });

  test('that somebody put off, until that time is over: then once more', () => {
    const one = token(365 * day);
    const end = one.expiresAt ?? 0;
    const snoozedUntil = end - 2 * day;
    expect(step(one, 3 * day, { told: 3 * day, snoozedUntil })).toEqual({
      due: [],
      next: snoozedUntil,
    });
    expect(rungAt(365 * day, 2 * day, { told: 3 * day, snoozedUntil })).toEqual([3 * day]);
  });
});

describe('one that has ended', () => {
  test.each<[string, number[], Partial<Told> | undefined]>([
    ['is said to have, where its last rung was missed', [ended], { told: day }],
    ['also where none was told', [ended], { told: null }],
    ['not where it was told', [], { told: hour }],
    ['not twice', [], { told: ended }],
    ['not where it was never known to live', [], undefined],
    ['not where it was to lapse', [], { lapse: true }],
  ])('%s', (_, expected, what) => {
    expect(rungAt(365 * day, -day, what)).toEqual(expected);
  });

  test('and lives after all, by a clock that is right again, is told of anew', () => {
    expect(rungAt(365 * day, 2 * day, { told: ended })).toEqual([3 * day]);
  });

  test('is not spoken of where it was made for less than any rung', () => {
    expect(rungAt(hour, -1, { told: null })).toEqual([]);
  });
});

describe('those that end soon', () => {
  test.each([
    [365 * day, 7 * day + 1, false],
    [365 * day, 7 * day, true],
    [365 * day, 1, true],
    [365 * day, 0, false],
    [7 * day, 6 * day, false],
    [7 * day, 3.5 * day, true],
    [hour, 31 * minute, false],
    [hour, 30 * minute, true],
  ])('with a life of %d and %d ms left: %s', (life, left, expected) => {
    const one = token(life);
    expect(isExpiring(one, undefined, (one.expiresAt ?? 0) - left)).toBe(expected);
  });

  test('are without what is gone, to lapse, or put off', () => {
    const one = token(365 * day);
    const now = (one.expiresAt ?? 0) - hour;
    expect(isExpiring({ ...one, state: 'gone' }, undefined, now)).toBe(false);
    expect(isExpiring(one, told({ lapse: true }), now)).toBe(false);
    expect(isExpiring(one, told({ snoozedUntil: now + 1 }), now)).toBe(false);
    expect(isExpiring(one, told({ snoozedUntil: now }), now)).toBe(true);
  });
});

/** What a look does with what is due: it is said, and written down, and what was said wrongly is put right. */
function look(one: Mortal, before: Told | undefined, now: number) {
  const { due, next } = climb([one], new Map(before ? [['a', before]] : []), now);
  const [said] = due;
  const earlier = saidOf(one, before, now);
  const after = { ...told(), ...before };
  if (isMistold(one, before, now)) after.told = earlier;
  if (!said) return { said: null, after, next };
  const rung = said.rung === ended ? ended : Math.min(said.rung, earlier ?? Infinity);
  return { said: said.rung, after: { ...after, told: rung, snoozedUntil: null }, next };
}

const lives = fc.integer({ min: 1, max: 400 * day });

test('whoever looks when told to look next hears every rung of a life once, in order', () => {
  fc.assert(
    fc.property(lives, (life) => {
      const one = token(life);
      const heard: number[] = [];
      let now: number | null = made;
      let what: Told | undefined;
      while (now !== null) {
        const { said, after, next } = look(one, what, now);
        if (said !== null) heard.push(said);
        what = after;
        // It never asks for a look that is over.
        if (next !== null) expect(next).toBeGreaterThan(now);
        now = next;
      }
      expect(heard).toEqual(rungs.filter((rung) => rung <= life / 2));
    }),
  );
});

test('whatever is slept through, no rung is heard twice, and none is lost', () => {
  fc.assert(
    fc.property(
      lives,
      fc.array(fc.double({ min: -0.2, max: 1, noNaN: true }), { maxLength: 30 }),
      (life, moments) => {
        const one = token(life);
        const heard: number[] = [];
        let what: Told | undefined;
        for (const part of moments.toSorted((a, b) => a - b)) {
          const now = made + Math.floor(part * life);
          const { said, after } = look(one, what, now);
          if (said !== null) heard.push(said);
          what = after;
          // The least that was passed by now was heard now or before.
          const passed = rungs.findLast((rung) => rung <= life / 2 && made + life - now <= rung);
          if (passed !== undefined && part < 1)
            expect(Math.min(...heard)).toBeLessThanOrEqual(passed);
        }
        const steps = heard.filter((rung) => rung !== ended);
        expect(new Set(steps).size).toBe(steps.length);
        expect(steps).toEqual(steps.toSorted((a, b) => b - a));
      },
    ),
  );
});

test('however the clock jumped before, once it is right every rung that comes is heard once, in order', () => {
  fc.assert(
    fc.property(
      lives,
      fc.array(fc.double({ min: -0.2, max: 1.2, noNaN: true }), { maxLength: 30 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (life, moments, right) => {
        const one = token(life);
        let what: Told | undefined;
        for (const part of moments) what = look(one, what, made + Math.floor(part * life)).after;
        let now: number | null = made + Math.floor(right * life);
        const left = made + life - now;
        const heard: number[] = [];
        while (now !== null) {
          const { said, after, next } = look(one, what, now);
          if (said !== null) heard.push(said);
          what = after;
          now = next;
        }
        // What was told by a clock that was hardly wrong is not told again.
        const coming = rungs.filter((rung) => rung <= life / 2 && rung < left - hour);
        expect(heard.filter((rung) => coming.includes(rung))).toEqual(coming);
        expect(new Set(heard).size).toBe(heard.length);
      },
    ),
  );
});
