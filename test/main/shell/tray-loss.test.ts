import { describe, expect, test } from 'vitest';
import { TrayLoss } from '../../../main/shell/tray-loss.ts';
import { ManualClock } from '../../support/core/manual-clock.ts';

function setup() {
  const clock = new ManualClock();
  const window = { hidden: true, shown: 0 };
  const loss = new TrayLoss({
    clock,
    hidden: () => window.hidden,
    show: () => {
      window.shown += 1;
    },
  });
  return { clock, window, loss };
}

describe('a window that was closed to the tray', () => {
  test('comes back when the tray is gone for good', () => {
    const { clock, window, loss } = setup();
    loss.trayIs(true);
    loss.trayIs(false);
    clock.advance(4_999);
    expect(window.shown).toBe(0);
    clock.advance(1);
    expect(window.shown).toBe(1);
  });

  test('stays where the panel only starts again', () => {
    const { clock, window, loss } = setup();
    loss.trayIs(false);
    clock.advance(4_000);
    loss.trayIs(true);
    clock.advance(60_000);
    expect(window.shown).toBe(0);
    expect(clock.waits).toEqual([]);
  });

  test('stays while the screen is locked, which takes the tray away on some desktops', () => {
    const { clock, window, loss } = setup();
    loss.trayIs(false);
    loss.screenIs(true);
    clock.advance(3_600_000);
    expect(window.shown).toBe(0);
    loss.screenIs(false);
    clock.advance(1_000);
    loss.trayIs(true);
    clock.advance(60_000);
    expect(window.shown).toBe(0);
  });

  test('comes back after the screen was unlocked, where the tray does not', () => {
    const { clock, window, loss } = setup();
    loss.screenIs(true);
    loss.trayIs(false);
    loss.screenIs(false);
    clock.advance(5_000);
    expect(window.shown).toBe(1);
  });

  test('is left alone when the app ends', () => {
    const { clock, window, loss } = setup();
    loss.trayIs(false);
    loss.close();
    clock.advance(60_000);
    expect(window.shown).toBe(0);
  });
});

test('after a login the panel has longer to come, and a tray that was there has not', () => {
  const clock = new ManualClock();
  let shown = 0;
  const loss = new TrayLoss({
    clock,
    hidden: () => true,
    show: () => {
      shown += 1;
    },
    firstGraceMs: 15_000,
  });
  loss.trayIs(false);
  clock.advance(14_999);
  expect(shown).toBe(0);
  clock.advance(1);
  expect(shown).toBe(1);
  loss.trayIs(true);
  loss.trayIs(false);
  clock.advance(5_000);
  expect(shown).toBe(2);
});

test('a window that can be seen is not touched', () => {
  const { clock, window, loss } = setup();
  window.hidden = false;
  loss.trayIs(false);
  clock.advance(60_000);
  expect(window.shown).toBe(0);
});
