import { expect, test } from 'vitest';
import { ValueDoor, valuesPerMinute } from '../../../main/ipc/value-door.ts';
import { ManualClock } from '../../support/core/manual-clock.ts';

function setup() {
  const clock = new ManualClock();
  let presses = 0;
  const door = new ValueDoor({
    clock,
    takeGesture: () => {
      const pressed = presses > 0;
      presses = Math.max(0, presses - 1);
      return pressed;
    },
  });
  return {
    clock,
    door,
    press: () => {
      presses += 1;
    },
  };
}

const refusal = (code: string) => expect.objectContaining({ code }) as Error;

test('a value that is there is shown after a press of its own', () => {
  const { door, press } = setup();
  expect(() => {
    door.passByHand();
  }).toThrow(refusal('GESTURE_NEEDED'));
  press();
  door.passByHand();
  expect(() => {
    door.passByHand();
  }).toThrow(refusal('GESTURE_NEEDED'));
});

test('so many a minute pass, made or shown; a minute later more', () => {
  const { clock, door, press } = setup();
  for (let n = 0; n < valuesPerMinute; n += 1) {
    clock.advance(1_000);
    if (n % 2 === 0) door.pass();
    else {
      press();
      door.passByHand();
    }
  }
  press();
  expect(() => {
    door.passByHand();
  }).toThrow(refusal('TOO_MANY_VALUES'));
  expect(() => {
    door.pass();
  }).toThrow(refusal('TOO_MANY_VALUES'));
  // The first one is a minute old.
  clock.advance(60_000 - (valuesPerMinute - 1) * 1_000);
  door.pass();
  expect(() => {
    door.pass();
  }).toThrow(refusal('TOO_MANY_VALUES'));
});

test('what was refused does not count', () => {
  const { clock, door } = setup();
  for (let n = 0; n < valuesPerMinute; n += 1) door.pass();
  clock.advance(30_000);
  for (let n = 0; n < 100; n += 1)
    expect(() => {
      door.pass();
    }).toThrow();
  clock.advance(30_000);
  door.pass();
});
