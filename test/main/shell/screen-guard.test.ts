import { expect, test } from 'vitest';
import { ScreenGuard } from '../../../main/shell/screen-guard.ts';
import { ManualClock } from '../../support/core/manual-clock.ts';

function setup() {
  const clock = new ManualClock();
  const state = { guarded: false, over: 0 };
  const window = {
    setContentProtection: (on: boolean) => {
      state.guarded = on;
    },
  };
  return {
    clock,
    state,
    guard: new ScreenGuard({
      clock,
      window: () => window,
      onOver: () => {
        state.over += 1;
      },
    }),
  };
}

test('a revealed value is guarded for as long as it may be seen', () => {
  const { clock, state, guard } = setup();
  guard.revealed();
  expect(state.guarded).toBe(true);
  clock.advance(6_000);
  guard.revealed();
  clock.advance(9_999);
  expect(state).toEqual({ guarded: true, over: 0 });
  clock.advance(1);
  // The page is told to hide it, whatever it counted itself.
  expect(state).toEqual({ guarded: false, over: 1 });
});

test('the window of a new token is guarded until it is closed, whatever is revealed meanwhile', () => {
  const { clock, state, guard } = setup();
  guard.generatedIs(true);
  guard.revealed();
  clock.advance(60_000);
  expect(state.guarded).toBe(true);
  guard.generatedIs(false);
  expect(state.guarded).toBe(false);
});

test('without a window there is nothing to guard', () => {
  const clock = new ManualClock();
  const guard = new ScreenGuard({ clock, window: () => null, onOver: () => undefined });
  guard.revealed();
  clock.advance(10_000);
  expect(clock.waits).toEqual([]);
});
