import { expect, test } from 'vitest';
import { accelerator, acceleratorText } from '../../renderer/text/accelerator.ts';

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
  ['ArrowUp', 'm', 'Super+Up'],
])('%s with %s is %s', (code, held, expected) => {
  expect(accelerator(keys(code, held), false)).toBe(expected);
});

test.each([
  ['KeyV', ''],
  ['KeyV', 's'],
  ['ControlLeft', 'c'],
  ['Tab', 'c'],
  ['toString', 'c'],
])('%s with "%s" is none', (code, held) => {
  expect(accelerator(keys(code, held), false)).toBeNull();
});

test('the Command key is called so on a Mac, and the keyboard writes Ctrl', () => {
  expect(accelerator(keys('KeyV', 'm'), true)).toBe('Command+V');
  expect(acceleratorText('Control+Shift+V')).toBe('Ctrl + Shift + V');
});
