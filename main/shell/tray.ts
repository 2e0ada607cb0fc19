import { Menu, nativeTheme, Notification, Tray, type MenuItemConstructorOptions } from 'electron';
import { m } from '#messages';
import { accountMark } from './account-mark.ts';
import { appIcon } from './app-icon.ts';
import { trayEntries, type TrayEntry, type TrayView } from '../tray-menu.ts';
import { trayIcon } from './tray-icon.ts';

export interface TrayActs {
  readonly view: () => TrayView;
  /** Copies the value of a saved token; null: it is not done yet, and a window goes on with it. */
  readonly copy: (id: string) => Promise<{ readonly title: string; readonly body: string } | null>;
  readonly show: () => void;
  readonly expiring: () => void;
  readonly generate: () => void;
  readonly lock: () => void;
  readonly unlock: () => void;
  readonly quit: () => void;
}

/** The icon in the tray and its menu: made anew whenever what it shows has changed. */
export class AppTray {
  readonly #acts: TrayActs;
  readonly #tray: Tray;
  #shown = '';
  /** How many tokens end soon, as the icon and its tooltip say it. */
  #expiring = 0;
  #queued = false;

  constructor(acts: TrayActs) {
    this.#acts = acts;
    this.#tray = new Tray(trayIcon());
    this.#tray.setToolTip(tooltip(0));
    // On Linux a click on the icon reaches few apps; all is in the menu as well.
    this.#tray.on('click', acts.show);
    this.#render();
  }

  /** Something may have changed; many calls in a row become one. */
  update(): void {
    if (this.#queued) return;
    this.#queued = true;
    queueMicrotask(() => {
      this.#queued = false;
      this.#render();
    });
  }

  /** What was copied last is no longer there: its name goes from the tooltip. */
  rest(): void {
    if (!this.#tray.isDestroyed()) this.#tray.setToolTip(tooltip(this.#expiring));
  }

  close(): void {
    this.#tray.destroy();
  }

  #render(): void {
    const view = this.#acts.view();
    this.#mark(view.locked ? 0 : view.expiring);
    const entries = trayEntries(view);
    // Linux shows a new menu each time it is set, closing the one that is open.
    const dark = nativeTheme.shouldUseDarkColors;
    const shown = JSON.stringify([entries, dark]);
    if (shown === this.#shown) return;
    this.#shown = shown;
    this.#tray.setContextMenu(
      Menu.buildFromTemplate(entries.map((entry) => this.#item(entry, dark))),
    );
  }

  /** A dot on the icon, and in words. */
  #mark(expiring: number): void {
    if (expiring === this.#expiring || this.#tray.isDestroyed()) return;
    if (expiring > 0 !== this.#expiring > 0) this.#tray.setImage(trayIcon(expiring > 0));
    this.#expiring = expiring;
    this.rest();
  }

  /** @param dark whether menus have a dark ground. */
  #item(entry: TrayEntry, dark: boolean): MenuItemConstructorOptions {
    switch (entry.kind) {
      case 'separator':
        return { type: 'separator' };
      case 'heading': {
        const icon = accountMark(entry.color ?? 'none', dark);
        return { label: plain(entry.label), enabled: false, ...(icon && { icon }) };
      }
      case 'copy':
        return { label: plain(entry.label), click: () => void this.#copy(entry.id) };
      case 'expiring':
      case 'show':
      case 'generate':
      case 'lock':
      case 'unlock':
      case 'quit':
        return { label: entry.label, click: this.#acts[entry.kind] };
    }
  }

  async #copy(id: string): Promise<void> {
    const said = await this.#acts.copy(id);
    if (!said) return;
    const { title, body } = said;
    if (!this.#tray.isDestroyed()) this.#tray.setToolTip(title);
    if (Notification.isSupported())
      new Notification({ title, body, silent: true, ...appIcon() }).show();
  }
}

const tooltip = (expiring: number): string =>
  expiring > 0 ? m.main_tray_tooltip_expiring({ count: expiring }) : m.main_tray_tooltip();

/** Without this a menu takes `&` for the mark of a key: "R&D" would read "RD". */
const plain = (label: string): string => label.replaceAll('&', '&&');
