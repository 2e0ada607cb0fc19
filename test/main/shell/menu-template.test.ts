import type { MenuItemConstructorOptions } from 'electron';
import { afterEach, describe, expect, test } from 'vitest';
import { speak } from '../../../main/language.ts';
import { menuTemplate, type MenuOptions } from '../../../main/shell/menu-template.ts';

type Item = MenuItemConstructorOptions;

afterEach(() => {
  speak('en');
});

function setup(platform: MenuOptions['platform'], devTools = false) {
  const asked: string[] = [];
  const menus = menuTemplate({
    platform,
    devTools,
    lock: () => asked.push('lock'),
    ask: (act) => asked.push(act),
    zoom: (by) => asked.push(`zoom ${by}`),
  });
  return { asked, menus, items: menus.flatMap(itemsOf) };
}

const itemsOf = ({ submenu }: Item): readonly Item[] => (Array.isArray(submenu) ? submenu : []);
const isSeen = ({ visible }: Item): boolean => visible !== false;
const labelsOf = (items: readonly Item[]) =>
  items.map(({ label, type }) => (type === 'separator' ? '-' : label));

/** The letter that Alt takes. */
const mnemonicOf = ({ label = '' }: Item) => /&(.)/.exec(label)?.[1]?.toLowerCase();

test('on Linux and Windows: File with all that begins something, and Help', () => {
  const { menus } = setup('linux');
  expect(labelsOf(menus)).toEqual(['&File', '&Edit', '&View', '&Window', '&Help']);
  const [file, , view, , help] = menus.map((menu) => labelsOf(itemsOf(menu)));
  expect(file).toEqual([
    '&Generate Token…',
    '&Import Token…',
    '&Export list…',
    '-',
    '&Back up vault…',
    'Restore &from backup…',
    '-',
    '&Settings…',
    '-',
    '&Lock',
    '-',
    '&Quit Token Vault',
  ]);
  expect(view?.slice(0, 3)).toEqual(['&Commands…', '&Refresh', '-']);
  expect(help).toEqual(['Token Vault &Help', '-', '&About Token Vault']);
  expect(setup('win32').menus.map(labelsOfAll)).toEqual(menus.map(labelsOfAll));
  expect(menus[3]?.role).toBeUndefined();
});

const labelsOfAll = (menu: Item) => labelsOf([menu, ...itemsOf(menu)]);

test('on macOS: the app’s own menu has About, Settings and Quit, and no label has a mnemonic', () => {
  const { menus, items } = setup('darwin');
  const [app, file, , , windows, help] = menus.map((menu) => labelsOf(itemsOf(menu)));
  expect(windows).toEqual(['Minimize', 'Close Window', 'Zoom', '-', 'Bring All to Front']);
  expect(menus[4]?.role).toBe('window');
  expect(app?.slice(0, 4)).toEqual(['About Token Vault', '-', 'Settings…', '-']);
  expect(app?.slice(-2)).toEqual(['Lock', 'Quit Token Vault']);
  expect(file).toEqual([
    ...['Generate Token…', 'Import Token…', 'Export list…'],
    ...['-', 'Back up vault…', 'Restore from backup…'],
  ]);
  expect(help).toEqual(['Token Vault Help']);
  expect([...menus, ...items].filter(({ label }) => label?.includes('&'))).toEqual([]);
});

test.each(['linux', 'darwin'] as const)(
  'each item asks the page for its own dialog: %s',
  (platform) => {
    const { asked, items } = setup(platform);
    const ids = [
      ...['generate', 'import', 'export', 'backup', 'restore', 'settings', 'commands'],
      ...['refresh', 'help', 'about', 'lock'],
    ];
    for (const id of ids) {
      const click = items.find((item) => item.id === id)?.click as (() => void) | undefined;
      click?.();
    }
    expect(asked).toEqual(ids);
  },
);

test.each([
  ['linux', false],
  ['win32', false],
  ['darwin', true],
] as const)(
  'keys that the page has are taken by the menu on a Mac alone: %s',
  (platform, taken) => {
    const { items } = setup(platform);
    const ids = ['commands', 'refresh', 'settings', 'help', 'undo'];
    expect(items.find(({ id }) => id === 'refresh')?.accelerator).toBe('CmdOrCtrl+R');
    const both = items.filter(({ id }) => id !== undefined && ids.includes(id));
    expect(both).toHaveLength(5);
    for (const { registerAccelerator } of both) expect(registerAccelerator).toBe(taken);
  },
);

test.each(['linux', 'darwin'] as const)('undo is of the field, and of the page: %s', (platform) => {
  const { asked, items } = setup(platform);
  const item = items.find(({ id }) => id === 'undo');
  const webContents = { undo: () => asked.push('field') };
  (item?.click as (item: unknown, window: unknown) => void)(item, { webContents });
  expect(asked).toEqual(['field', 'undo']);
  // Elsewhere the page has the keys itself: one press must not take back two things.
  expect(item?.registerAccelerator).toBe(platform === 'darwin');
});

test('the keys are those of the page, and no two items have the same', () => {
  const { items } = setup('linux');
  const keys = Object.fromEntries(
    items.map(({ id, accelerator }) => [String(id), String(accelerator)]),
  );
  expect(keys).toMatchObject({
    settings: 'CmdOrCtrl+,',
    commands: 'CmdOrCtrl+K',
    lock: 'CmdOrCtrl+L',
    help: 'F1',
  });
  const given = items.flatMap(({ accelerator }) => accelerator ?? []);
  expect(new Set(given).size).toBe(given.length);
});

test('what fields need is left to the platform, and tools are for developers', () => {
  const roles = (devTools: boolean) => setup('linux', devTools).items.map(({ role }) => role);
  expect(roles(false)).toEqual(expect.arrayContaining(['copy', 'paste', 'selectAll', 'quit']));
  expect(roles(false)).not.toContain('toggleDevTools');
  expect(roles(true)).toContain('toggleDevTools');
});

describe.each(['en', 'de'] as const)('in %s', (language) => {
  test('every label has one letter for Alt, another one than its neighbours', () => {
    speak(language);
    const { menus } = setup('linux');
    for (const menu of [menus, ...menus.map(itemsOf)]) {
      const letters = menu
        .filter((item) => item.type !== 'separator' && isSeen(item))
        .map(mnemonicOf);
      expect(letters).not.toContain(undefined);
      expect(new Set(letters).size).toBe(letters.length);
    }
  });
});

test('zoom has the usual keys, those without Shift and of the keypad too', () => {
  const { items, asked } = setup('linux');
  const keysOf = (by: string) =>
    items.filter(({ label }) => label === items.find(({ id }) => id === by)?.label);
  expect(keysOf('zoom-in').map(({ accelerator }) => accelerator)).toEqual([
    'CmdOrCtrl+Plus',
    'CmdOrCtrl+=',
    'CmdOrCtrl+numadd',
  ]);
  for (const item of keysOf('zoom-out')) (item.click as () => void)();
  expect(asked).toEqual(['zoom out', 'zoom out']);
});
