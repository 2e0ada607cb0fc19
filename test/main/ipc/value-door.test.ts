import { expect, test } from 'vitest';
import { needsHand, givesValue, ValueDoor, valuesPerMinute } from '../../../main/ipc/value-door.ts';
import { ManualClock } from '../../support/core/manual-clock.ts';

const page = {};

function setup({ presses }: { presses: number }) {
  const clock = new ManualClock();
  let left = presses;
  const door = new ValueDoor({
    clock,
    takeGesture: () => {
      left -= 1;
      return left >= 0;
    },
  });
  const admit = (channel: string, args: unknown = {}): string => {
    try {
      door.admit(channel, page, args);
      return 'passed';
    } catch (error) {
      return (error as { code: string }).code;
    }
  };
  return { clock, admit, left: () => left };
}

test.each([
  'tokens.generate',
  'generated.reveal',
  'generated.copyValue',
  'generated.download',
  'values.copy',
  'values.reveal',
  'values.download',
  'session.signInWithPassword',
  'session.signInWithToken',
  'session.signInWithEnvironmentToken',
  'app.unlock',
  'app.restart',
])('%s passes once for a press', (channel) => {
  const { admit } = setup({ presses: 1 });
  expect(admit(channel)).toBe('passed');
  expect(admit(channel)).toBe('GESTURE_NEEDED');
});

test('what is shown needs a press of the last second, what is done one of the last five', () => {
  const asked: [string, number][] = [];
  for (const channel of needsHand)
    new ValueDoor({
      clock: new ManualClock(),
      takeGesture: (_page, withinMs) => asked.push([channel, withinMs]) > 0,
    }).admit(channel, page);
  expect(asked.filter(([, ms]) => ms === 1_000)).toEqual([
    ['generated.reveal', 1_000],
    ['values.reveal', 1_000],
  ]);
  expect(asked.filter(([, ms]) => ms === 5_000)).toHaveLength(needsHand.size - 2);
});

test('anything else needs no press and uses none up', () => {
  const { admit, left } = setup({ presses: 1 });
  expect(admit('tokens.refresh')).toBe('passed');
  expect(admit('app.state')).toBe('passed');
  expect(left()).toBe(1);
});

test('so many values a minute pass, made or shown; a minute later more', () => {
  const { clock, admit } = setup({ presses: 1_000 });
  const [first, second] = [...givesValue];
  for (let n = 0; n < valuesPerMinute; n += 1) {
    clock.advance(1_000);
    expect(admit((n % 2 === 0 ? first : second) ?? '')).toBe('passed');
  }
  for (const channel of givesValue) expect(admit(channel)).toBe('TOO_MANY_VALUES');
  // What stays in main is not counted.
  expect(admit('values.copy')).toBe('passed');
  // The first one is a minute old.
  clock.advance(60_000 - (valuesPerMinute - 1) * 1_000);
  expect(admit('values.reveal')).toBe('passed');
  expect(admit('values.reveal')).toBe('TOO_MANY_VALUES');
});

test('what was refused does not count', () => {
  const { clock, admit } = setup({ presses: 1_000 });
  for (let n = 0; n < valuesPerMinute; n += 1) admit('values.reveal');
  clock.advance(30_000);
  for (let n = 0; n < 100; n += 1) expect(admit('values.reveal')).toBe('TOO_MANY_VALUES');
  clock.advance(30_000);
  expect(admit('values.reveal')).toBe('passed');
});

test('of the settings only the shortcut needs a press: with it come keys that are meant for others', () => {
  const { admit } = setup({ presses: 1 });
  expect(admit('app.changeSettings', { lockAfterMinutes: 0 })).toBe('passed');
  expect(admit('app.changeSettings', { quickAccessShortcut: '' })).toBe('passed');
  expect(admit('app.changeSettings', { quickAccessShortcut: 'F13' })).toBe('GESTURE_NEEDED');
  expect(admit('app.changeSettings', { lockAfterMinutes: 0 })).toBe('passed');
});

test('the press is asked of the page whose request it is', () => {
  const asked: object[] = [];
  const door = new ValueDoor({
    clock: new ManualClock(),
    takeGesture: (asking) => asked.push(asking) > 0,
  });
  door.admit('values.copy', page);
  expect(asked).toEqual([page]);
});
