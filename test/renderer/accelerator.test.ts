import { expect, test } from 'vitest';
import { accelerator, acceleratorText, takesKeysAway } from '../../renderer/text/accelerator.ts';

const keys = (code: string, held = ''): Parameters<typeof accelerator>[0] => ({
  code,
  ctrlKey: held.includes('c'),
  altKey: held.includes('a'),
  shiftKey: held.includes('s'),
  metaKey: held.includes('m'),
});

test.each([
  ['KeyV', 'cs', 'Control+Shift+V'],
  ['Digit1', 'a', 'Alt+1'],
  ['Space', 'cas', 'Control+Alt+Shift+Space'],
  ['F9', '', 'F9'],
  ['KeyV', 's', 'Shift+V'],
  ['ArrowUp', 'm', 'Super+Up'],
])('%s with %s is %s', (code, held, expected) => {
  expect(accelerator(keys(code, held), false)).toBe(expected);
});

test.each([
  ['ArrowUp', 's'],
  ['Enter', ''],
  ['ControlLeft', 'c'],
  ['Tab', 'c'],
  ['toString', 'c'],
])('%s with "%s" is none', (code, held) => {
  expect(accelerator(keys(code, held), false)).toBeNull();
});

test.each([
  'V',
  'Shift+V',
  'Control+C',
  'Command+V',
  'Control+1',
  'Control+Left',
  'Alt+F',
  'Alt+1',
  'F5',
  'F12',
  'Control+F4',
])('%s would be taken from every program', (combination) => {
  expect(takesKeysAway(combination)).toBe(true);
});

test.each([
  'Control+Alt+V',
  'Control+Shift+1',
  'Command+Shift+V',
  'Alt+Shift+F5',
  'Super+V',
  'F13',
])('%s leaves programs their keys', (combination) => {
  expect(takesKeysAway(combination)).toBe(false);
});

test('the Command key is called so on a Mac, and the keyboard writes Ctrl', () => {
  expect(accelerator(keys('KeyV', 'm'), true)).toBe('Command+V');
  expect(acceleratorText('Control+Shift+V')).toBe('Ctrl + Shift + V');
});
