import type { BrowserWindow, MenuItemConstructorOptions } from 'electron';
import { m } from '#messages';
import type { PageAct, State } from '../../preload/contract.ts';
import type { Zoom } from './zoom.ts';

export interface MenuOptions {
  readonly platform: State['app']['platform'];
  readonly devTools: boolean;
  /** The privacy lock. */
  readonly lock: () => void;
  /** Shows the window and asks its page for a dialog; the page knows whether there is one to open now. */
  readonly ask: (act: Exclude<PageAct, 'mask'>) => void;
  /** Makes the page in the window larger or smaller. */
  readonly zoom: (by: Zoom) => void;
}

type Item = MenuItemConstructorOptions;

const separator: Item = { type: 'separator' };

/**
 * The menus of the app as each platform has them: the platform's own roles, so that its shortcuts work
 * in every field, in our words, since Electron has them in English alone. An `&` stands before the
 * letter that Alt takes.
 */
export function menuTemplate(options: MenuOptions): Item[] {
  const mac = options.platform === 'darwin';
  const template: Item[] = [
    ...(mac ? [appMenu(options)] : []),
    fileMenu(options),
    editMenu(options),
    viewMenu(options),
    windowMenu(mac),
    helpMenu(options),
  ];
  return mac ? template.map(withoutMnemonics) : template;
}

/** Items that ask the page, and the lock; their ids do not depend on the language. */
function itemsOf({ platform, ask, lock }: MenuOptions) {
  // Elsewhere the page itself takes the keys: there they would be taken twice, and from the small window too.
  const registerAccelerator = platform === 'darwin';
  const asking = (id: Exclude<PageAct, 'mask'>, label: string, accelerator?: string): Item => ({
    id,
    label,
    ...(accelerator === undefined ? {} : { accelerator, registerAccelerator }),
    click: () => {
      ask(id);
    },
  });
  return {
    generate: asking('generate', m.main_menu_generate()),
    import: asking('import', m.main_menu_import()),
    export: asking('export', m.main_menu_export()),
    backup: asking('backup', m.main_menu_backup()),
    restore: asking('restore', m.main_menu_restore()),
    settings: asking('settings', m.main_menu_settings(), 'CmdOrCtrl+,'),
    commands: asking('commands', m.main_menu_commands(), 'CmdOrCtrl+K'),
    refresh: asking('refresh', m.main_menu_refresh(), 'CmdOrCtrl+R'),
    help: asking('help', m.main_menu_open_help(), 'F1'),
    about: asking('about', m.main_menu_about()),
    undo: {
      id: 'undo',
      label: m.main_menu_undo(),
      accelerator: 'CmdOrCtrl+Z',
      registerAccelerator,
      click: (_item, window) => {
        // What was typed in a field; what else can be taken back the page knows.
        if (window && 'webContents' in window) (window as BrowserWindow).webContents.undo();
        ask('undo');
      },
    },
    lock: { id: 'lock', label: m.main_menu_lock(), accelerator: 'CmdOrCtrl+L', click: lock },
    quit: { role: 'quit', label: m.main_menu_quit() },
  } satisfies Readonly<Record<string, Item>>;
}

/** macOS's own first menu. */
function appMenu(options: MenuOptions): Item {
  const { about, settings, lock, quit } = itemsOf(options);
  return {
    label: m.main_menu_app(),
    submenu: [
      about,
      separator,
      settings,
      separator,
      { role: 'services', label: m.main_menu_services() },
      separator,
      { role: 'hide', label: m.main_menu_hide() },
      { role: 'hideOthers', label: m.main_menu_hide_others() },
      { role: 'unhide', label: m.main_menu_unhide() },
      separator,
      lock,
      quit,
    ],
  };
}

function fileMenu(options: MenuOptions): Item {
  const items = itemsOf(options);
  const { generate, import: imports, export: exports, backup, restore } = items;
  const { settings, lock, quit } = items;
  const rest = [separator, settings, separator, lock, separator, quit];
  return {
    label: m.main_menu_file(),
    submenu: [
      ...[generate, imports, exports, separator, backup, restore],
      ...(options.platform === 'darwin' ? [] : rest),
    ],
  };
}

const editMenu = (options: MenuOptions): Item => ({
  label: m.main_menu_edit(),
  submenu: [
    itemsOf(options).undo,
    { role: 'redo', label: m.main_menu_redo() },
    separator,
    { role: 'cut', label: m.main_menu_cut() },
    { role: 'copy', label: m.main_menu_copy() },
    { role: 'paste', label: m.main_menu_paste() },
    { role: 'selectAll', label: m.main_menu_select_all() },
  ],
});

function viewMenu(options: MenuOptions): Item {
  const forDevelopers: Item[] = [
    separator,
    { role: 'reload', accelerator: 'CmdOrCtrl+Shift+R' },
    { role: 'toggleDevTools' },
  ];
  const { commands, refresh } = itemsOf(options);
  return {
    label: m.main_menu_view(),
    submenu: [
      commands,
      refresh,
      separator,
      ...zoomItems(options),
      ...(options.devTools ? forDevelopers : []),
    ],
  };
}

/** Not the roles, which know no bounds. The key with + and = needs no Shift, and the keypad has its own. */
function zoomItems({ zoom }: MenuOptions): Item[] {
  const zooming = (by: Zoom, label: string, ...[first, ...others]: readonly string[]): Item[] => {
    const click = (): void => {
      zoom(by);
    };
    return [
      { id: `zoom-${by}`, label, ...(first === undefined ? {} : { accelerator: first }), click },
      ...others.map((accelerator) => ({ label, accelerator, visible: false, click })),
    ];
  };
  return [
    ...zooming('in', m.main_menu_zoom_in(), 'CmdOrCtrl+Plus', 'CmdOrCtrl+=', 'CmdOrCtrl+numadd'),
    ...zooming('out', m.main_menu_zoom_out(), 'CmdOrCtrl+-', 'CmdOrCtrl+numsub'),
    ...zooming('reset', m.main_menu_reset_zoom(), 'CmdOrCtrl+0', 'CmdOrCtrl+num0'),
  ];
}

function windowMenu(mac: boolean): Item {
  const forMac: Item[] = [
    { role: 'zoom', label: m.main_menu_window_zoom() },
    separator,
    { role: 'front', label: m.main_menu_front() },
  ];
  return {
    label: m.main_menu_window(),
    // macOS lists the open windows in it.
    ...(mac ? { role: 'window' } : {}),
    submenu: [
      { role: 'minimize', label: m.main_menu_minimize() },
      { role: 'close', label: m.main_menu_close() },
      ...(mac ? forMac : []),
    ],
  };
}

function helpMenu(options: MenuOptions): Item {
  const { help, about } = itemsOf(options);
  const submenu = options.platform === 'darwin' ? [help] : [help, separator, about];
  // The role puts macOS's search among the menus here.
  return { role: 'help', label: m.main_menu_help(), submenu };
}

/** macOS has none, and would show the sign. */
const withoutMnemonics = (item: Item): Item => ({
  ...item,
  ...(item.label === undefined ? {} : { label: item.label.replace('&', '') }),
  ...(Array.isArray(item.submenu) ? { submenu: item.submenu.map(withoutMnemonics) } : {}),
});
