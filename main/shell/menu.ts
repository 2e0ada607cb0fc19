import { Menu, type MenuItemConstructorOptions } from 'electron';
import { m } from '#messages';

export interface MenuOptions {
  readonly devTools: boolean;
  /** The privacy lock. */
  readonly lock: () => void;
}

/** The application menu: the platform's own roles, so that its shortcuts work in every field. */
export function setupMenu({ devTools, lock }: MenuOptions): void {
  const lockItem: MenuItemConstructorOptions = {
    label: m.main_menu_lock(),
    accelerator: 'CmdOrCtrl+L',
    click: lock,
  };
  const mac: MenuItemConstructorOptions[] =
    process.platform === 'darwin'
      ? [
          {
            label: m.main_menu_app(),
            submenu: [
              { role: 'about' },
              { type: 'separator' },
              { role: 'services' },
              { type: 'separator' },
              { role: 'hide' },
              { role: 'hideOthers' },
              { role: 'unhide' },
              { type: 'separator' },
              lockItem,
              { role: 'quit', label: m.main_menu_quit() },
            ],
          },
        ]
      : [];
  const template: MenuItemConstructorOptions[] = [
    ...mac,
    {
      label: m.main_menu_edit(),
      submenu: [
        { role: 'undo' },
        { role: 'redo' },
        { type: 'separator' },
        { role: 'cut' },
        { role: 'copy' },
        { role: 'paste' },
        { role: 'selectAll' },
      ],
    },
    {
      label: m.main_menu_view(),
      submenu: [
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        { role: 'resetZoom' },
        ...(devTools
          ? ([{ role: 'reload' }, { role: 'toggleDevTools' }] as MenuItemConstructorOptions[])
          : []),
      ],
    },
    {
      label: m.main_menu_window(),
      submenu: [
        { role: 'minimize' },
        { role: 'close' },
        ...(mac.length > 0 ? [] : [{ type: 'separator' as const }, lockItem]),
        { role: 'quit', label: m.main_menu_quit() },
      ],
    },
  ];
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}
