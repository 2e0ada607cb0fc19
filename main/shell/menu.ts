import { Menu } from 'electron';
import { menuTemplate, type MenuOptions } from './menu-template.ts';

/** Makes the menus of the app, and makes them anew after a change of the language. */
export function setupMenu(options: MenuOptions): void {
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(options)));
}
