import { m } from '#messages';

type Keys = Pick<KeyboardEvent, 'code' | 'ctrlKey' | 'altKey' | 'shiftKey' | 'metaKey'>;

/** Keys by their place on the keyboard, in Electron's words. */
const named: Readonly<Record<string, string>> = {
  Space: 'Space',
  Enter: 'Enter',
  ArrowUp: 'Up',
  ArrowDown: 'Down',
  ArrowLeft: 'Left',
  ArrowRight: 'Right',
  Home: 'Home',
  End: 'End',
  PageUp: 'PageUp',
  PageDown: 'PageDown',
  Insert: 'Insert',
};

function keyOf(code: string): string | null {
  const plain = /^(?:Key([A-Z])|Digit(\d)|(F\d{1,2}))$/.exec(code);
  if (plain) return plain[1] ?? plain[2] ?? plain[3] ?? null;
  return Object.hasOwn(named, code) ? (named[code] ?? null) : null;
}

/**
 * The Electron accelerator of a key combination; null: a modifier alone, a key without a name, or one
 * by which people move about.
 */
export function accelerator(keys: Keys, mac: boolean): string | null {
  const key = keyOf(keys.code);
  if (key === null) return null;
  const strong = keys.ctrlKey || keys.altKey || keys.metaKey;
  if (!strong && Object.values(named).includes(key)) return null;
  const parts = [
    keys.ctrlKey && 'Control',
    keys.altKey && 'Alt',
    keys.shiftKey && 'Shift',
    keys.metaKey && (mac ? 'Command' : 'Super'),
    key,
  ];
  return parts.filter(Boolean).join('+');
}

/**
 * Whether a global shortcut of this kind would take keys away from every program: what people type, Ctrl
 * or Command with a key (copy, close, a word further), Alt with one (menus), F1 to F12. What is pressed
 * with Super goes to the desktop in any case.
 */
export function takesKeysAway(combination: string): boolean {
  const held = combination.split('+').slice(0, -1);
  if (held.includes('Super') || /^F(?:1[3-9]|2\d)$/.test(combination)) return false;
  return held.length < 2;
}

const inWords: Readonly<Record<string, () => string>> = {
  Control: m.key_control,
  Shift: m.key_shift,
  Space: m.key_space,
  Enter: m.key_enter,
};

/** An accelerator as the keyboard writes it. */
export function acceleratorText(combination: string): string {
  return combination
    .split('+')
    .map((key) => inWords[key]?.() ?? key)
    .join(' + ');
}
