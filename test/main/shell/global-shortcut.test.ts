import { beforeEach, expect, test, vi } from 'vitest';
import { GlobalShortcut } from '../../../main/shell/global-shortcut.ts';

const desktop = vi.hoisted(() => ({
  held: [] as string[],
  presses: new Map<string, () => void>(),
}));

vi.mock('electron', () => ({
  globalShortcut: {
    register: (accelerator: string, press: () => void) => {
      if (accelerator === 'nonsense') throw new TypeError('conversion failure');
      if (accelerator === 'Alt+F4' || desktop.held.includes(accelerator)) return false;
      desktop.held.push(accelerator);
      desktop.presses.set(accelerator, press);
      return true;
    },
    unregister: (accelerator: string) => {
      desktop.held = desktop.held.filter((other) => other !== accelerator);
    },
  },
}));

beforeEach(() => {
  desktop.held = [];
});

test('one is taken in place of the one before, and none with an empty one', () => {
  let pressed = 0;
  const shortcut = new GlobalShortcut(() => {
    pressed += 1;
  });
  expect(shortcut.take('')).toBe('none');
  expect(shortcut.take('Alt+1')).toBe('taken');
  desktop.presses.get('Alt+1')?.();
  expect(pressed).toBe(1);
  expect(shortcut.take('Alt+1')).toBe('taken');
  expect(shortcut.take('Alt+2')).toBe('taken');
  expect(desktop.held).toEqual(['Alt+2']);
  expect(shortcut.take('')).toBe('none');
  expect(desktop.held).toEqual([]);
});

test.each(['Alt+F4', 'nonsense'])('the one before stays where %s is refused', (wanted) => {
  const shortcut = new GlobalShortcut(() => undefined);
  shortcut.take('Alt+1');
  expect(shortcut.take(wanted)).toBe('refused');
  expect(desktop.held).toEqual(['Alt+1']);
});

test('one that was refused can be asked for again', () => {
  desktop.held = ['Alt+1'];
  const shortcut = new GlobalShortcut(() => undefined);
  expect(shortcut.take('Alt+1')).toBe('refused');
  desktop.held = [];
  expect(shortcut.take('Alt+1')).toBe('taken');
});
