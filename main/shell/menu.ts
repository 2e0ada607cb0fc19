import { Menu, type MenuItemConstructorOptions } from 'electron';
import { m } from '#messages';

export interface MenuOptions {
  readonly devTools: boolean;
  /** The privacy lock. */
  readonly lock: () => void;
}

/**
 * The application menu: the platform's own roles, so that its shortcuts work in every field, in our
 * words, since Electron has them in English alone.
 */
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
              { role: 'about', label: m.main_menu_about() },
              { type: 'separator' },
              { role: 'services', label: m.main_menu_services() },
              { type: 'separator' },
              { role: 'hide', label: m.main_menu_hide() },
              { role: 'hideOthers', label: m.main_menu_hide_others() },
              { role: 'unhide', label: m.main_menu_unhide() },
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
        { role: 'undo', label: m.main_menu_undo() },
        { role: 'redo', label: m.main_menu_redo() },
        { type: 'separator' },
        { role: 'cut', label: m.main_menu_cut() },
        { role: 'copy', label: m.main_menu_copy() },
        { role: 'paste', label: m.main_menu_paste() },
        { role: 'selectAll', label: m.main_menu_select_all() },
      ],
    },
    {
      label: m.main_menu_view(),
      submenu: [
        { role: 'zoomIn', label: m.main_menu_zoom_in() },
        { role: 'zoomOut', label: m.main_menu_zoom_out() },
        { role: 'resetZoom', label: m.main_menu_reset_zoom() },
        ...(devTools
          ? ([{ role: 'reload' }, { role: 'toggleDevTools' }] as MenuItemConstructorOptions[])
          : []),
      ],
    },
    {
      label: m.main_menu_window(),
      submenu: [
        { role: 'minimize', label: m.main_menu_minimize() },
        { role: 'close', label: m.main_menu_close() },
        ...(mac.length > 0 ? [] : [{ type: 'separator' as const }, lockItem]),
        { role: 'quit', label: m.main_menu_quit() },
      ],
    },
  ];
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}
