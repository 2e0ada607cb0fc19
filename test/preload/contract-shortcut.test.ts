import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { requests } from '../../preload/contract.ts';

describe('a shortcut', () => {
  const { args } = requests.app.changeSettings;
  const taken = (quickAccessShortcut: string): boolean => v.is(args, { quickAccessShortcut });

  test.each([
    '',
    'Control+Alt+K',
    'Control+Alt+Shift+Super+F24',
    'Control+Shift+7',
    'Alt+Shift+Command+Space',
    'Super+PageUp',
    'F13',
  ])('is taken as the page writes it: %s', (combination) => {
    expect(taken(combination)).toBe(true);
  });

  // Electron would read all of these, most of them as a single key for every program.
  test.each([
    '++A',
    '+ +Backspace',
    'Shift+Shift+A',
    'Ctrl+Control+C',
    'Control+Ctrl+V',
    'Alt+Option+F4',
    'Control+Control+C',
    'Control+Alt',
    'Control+Alt+',
    'Control+Alt+k',
    'Control+Alt+K+L',
    'Control+Alt+F25',
    'Control+Alt+F0',
    'Control+Alt+MediaPlayPause',
    ' Control+Alt+K',
    'Control+Alt+K\n',
  ])('is refused in another spelling: %j', (combination) => {
    expect(taken(combination)).toBe(false);
  });
});
