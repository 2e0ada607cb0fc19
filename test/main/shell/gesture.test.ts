import { EventEmitter } from 'node:events';
import type { WebContents } from 'electron';
import { expect, test } from 'vitest';
import { Gesture } from '../../../main/shell/gesture.ts';
import { ManualClock } from '../../support/core/manual-clock.ts';

function setup() {
  const clock = new ManualClock();
  const contents = new EventEmitter();
  let told = 0;
  const hand = new Gesture(clock, () => {
    told += 1;
  });
  hand.watch(contents as unknown as WebContents);
  /** Of the page, where it is not said otherwise. */
  const gesture = {
    take: (withinMs: number, page: object = contents) => hand.take(page, withinMs),
  };
  const input = (type: string, modifiers: readonly string[] = []): void =>
    void contents.emit('input-event', {}, { type, modifiers });
  return { clock, gesture, input, told: () => told };
}

test('nobody pressed anything yet', () => {
  expect(setup().gesture.take(1_000)).toBe(false);
});

test.each(['mouseUp', 'rawKeyDown', 'keyDown', 'gestureTap'])(
  'a person who pressed (%s) is there for as long as is asked',
  (type) => {
    const { clock, gesture, input, told } = setup();
    input(type);
    expect(told()).toBe(1);
    clock.advance(1_000);
    expect(gesture.take(1_000)).toBe(true);
    input(type);
    clock.advance(1_001);
    expect(gesture.take(1_000)).toBe(false);
    input(type);
    clock.advance(5_000);
    expect(gesture.take(5_000)).toBe(true);
  },
);

test('a key that is held down was pressed once', () => {
  const { gesture, input, told } = setup();
  input('rawKeyDown');
  expect(gesture.take(1_000)).toBe(true);
  input('rawKeyDown', ['isautorepeat']);
  expect(gesture.take(1_000)).toBe(false);
  expect(told()).toBe(1);
});

test('a press is good for one value', () => {
  const { gesture, input } = setup();
  input('mouseUp');
  expect(gesture.take(1_000)).toBe(true);
  expect(gesture.take(1_000)).toBe(false);
  input('mouseUp');
  expect(gesture.take(1_000)).toBe(true);
});

test.each(['mouseMove', 'mouseEnter', 'mouseDown', 'keyUp', 'char'])(
  'what asks for nothing is no gesture: %s',
  (type) => {
    const { gesture, input, told } = setup();
    input(type);
    expect(gesture.take(1_000)).toBe(false);
    expect(told()).toBe(0);
  },
);

test('a press in one window is none in another', () => {
  const { gesture, input } = setup();
  input('mouseUp');
  expect(gesture.take(1_000, {})).toBe(false);
  expect(gesture.take(1_000)).toBe(true);
});

test.each(['mouseWheel', 'gestureScrollBegin'])('who moves the list is there: %s', (type) => {
  const { gesture, input, told } = setup();
  input(type);
  expect(told()).toBe(1);
  expect(gesture.take(1_000)).toBe(false);
});
