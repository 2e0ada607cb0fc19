import { Message, MessageFlag, MessageType, Variant } from 'dbus-next';
import { BusClient } from './desktop/bus-client.ts';
import type { Desktop } from './desktop.ts';

const watcher = 'org.kde.StatusNotifierWatcher';
const menuPath = '/com/canonical/dbusmenu';

/** One entry of a tray menu, as the desktop would draw it. */
export interface MenuEntry {
  readonly id: number;
  readonly label: string;
  readonly enabled: boolean;
  readonly separator: boolean;
  /** The bytes of its picture, a PNG; null: it has none. */
  readonly icon: Uint8Array | null;
}

type Layout = readonly [number, Readonly<Record<string, Variant>>, readonly Variant<Layout>[]];

/**
 * The part of a desktop that shows tray icons: it owns the watcher's name on the session bus, so that
 * Electron registers its icon here, and reads and clicks the real menu over D-Bus.
 *
 *     const tray = await showTray(desktop);
 *     …
 *     await tray.click((label) => label.startsWith("Copy token 'x'"));
 */
export class StatusNotifierWatcher {
  readonly #client: BusClient;
  /** Names on the bus of those who registered an icon. */
  readonly #items: string[] = [];
  #changed: (() => void)[] = [];

  constructor(client: BusClient) {
    this.#client = client;
    const { bus } = client;
    bus.addMethodHandler((message: Message) => this.#answer(message));
    bus.on('message', (message: Message) => {
      const { member } = message;
      if (message.type !== MessageType.SIGNAL) return;
      const [name, , owner] = message.body as readonly unknown[];
      if (member === 'NameOwnerChanged' && owner === '') this.#forget(String(name));
      if (member === 'LayoutUpdated' || member === 'ItemsPropertiesUpdated') this.#wake();
    });
  }

  /** Whether an icon is there now. */
  get shown(): boolean {
    return this.#items.length > 0;
  }

  /** Waits, without sleeping, until the menu is as `isThere` wants it; gives it. */
  async menu(isThere: (labels: readonly string[]) => boolean): Promise<readonly MenuEntry[]> {
    for (;;) {
      const woken = this.#next();
      const entries = await this.#read();
      if (entries && isThere(entries.map(({ label }) => label))) return entries;
      await woken;
    }
  }

  /** Clicks the first entry that fits, as soon as the menu has one. */
  async click(fits: (label: string) => boolean): Promise<void> {
    const entries = await this.menu((labels) => labels.some(fits));
    const entry = entries.find(({ label }) => fits(label));
    // No answer is waited for: "Quit" gives none.
    this.#client.bus.send(
      new Message({
        destination: this.#items.at(-1) ?? '',
        path: menuPath,
        interface: 'com.canonical.dbusmenu',
        member: 'Event',
        signature: 'isvu',
        body: [entry?.id ?? 0, 'clicked', new Variant('i', 0), 0],
        flags: MessageFlag.NO_REPLY_EXPECTED,
      }),
    );
  }

  /** What the icon says when the pointer rests on it. */
  async toolTip(): Promise<string> {
    // Icon name, icon, title, text.
    const [, , title, text] = (await this.#property('ToolTip')) as readonly unknown[];
    return [title, text].filter(Boolean).join(' ');
  }

  /** The largest icon that the app gives: its size, and each pixel as alpha, red, green, blue. */
  async icon(): Promise<{ readonly size: number; readonly argb: Uint8Array }> {
    type Pixmap = readonly [number, number, Uint8Array];
    const pixmaps = (await this.#property('IconPixmap')) as readonly Pixmap[];
    const [largest] = pixmaps.toSorted(([width], [other]) => other - width);
    if (!largest) throw new Error('the icon has no pixels');
    return { size: largest[0], argb: largest[2] };
  }

  /** Waits until no icon is there. */
  async gone(): Promise<void> {
    while (this.shown) await this.#next();
  }

  close(): void {
    this.#client.close();
  }

  /** A property of the icon that is shown. */
  async #property(name: string): Promise<unknown> {
    const [value] = await this.#client.call({
      to: this.#items.at(-1) ?? '',
      path: '/StatusNotifierItem',
      interface: 'org.freedesktop.DBus.Properties',
      member: 'Get',
      signature: 'ss',
      body: ['org.kde.StatusNotifierItem', name],
    });
    return (value as Variant).value;
  }

  async #read(): Promise<readonly MenuEntry[] | null> {
    const to = this.#items.at(-1);
    if (to === undefined) return null;
    try {
      const [, layout] = await this.#client.call({
        to,
        path: menuPath,
        interface: 'com.canonical.dbusmenu',
        member: 'GetLayout',
        signature: 'iias',
        body: [0, -1, []],
      });
      const [, , children] = layout as Layout;
      return children.map(({ value: [id, properties] }) => ({
        id,
        // The desktop takes one underscore for the mark of a key.
        label: String(properties['label']?.value ?? '').replace(/_(_?)/g, '$1'),
        enabled: properties['enabled']?.value !== false,
        separator: properties['type']?.value === 'separator',
        icon: (properties['icon-data']?.value as Uint8Array | undefined) ?? null,
      }));
    } catch {
      // The menu is being made anew, or its owner has just gone.
      return null;
    }
  }

  #answer(message: Message): boolean {
    const { interface: iface, member, body } = message;
    if (iface === watcher && member === 'RegisterStatusNotifierItem') {
      this.#items.push(message.sender);
      this.#client.bus.send(Message.newMethodReturn(message, '', []));
      this.#wake();
      return true;
    }
    if (iface === watcher && member === 'RegisterStatusNotifierHost') {
      this.#client.bus.send(Message.newMethodReturn(message, '', []));
      return true;
    }
    if (iface === 'org.freedesktop.DBus.Properties' && member === 'Get') {
      const [, name] = body as readonly unknown[];
      const value =
        name === 'IsStatusNotifierHostRegistered'
          ? new Variant('b', true)
          : name === 'ProtocolVersion'
            ? new Variant('i', 0)
            : new Variant('as', this.#items);
      this.#client.bus.send(Message.newMethodReturn(message, 'v', [value]));
      return true;
    }
    return false;
  }

  #forget(name: string): void {
    const at = this.#items.indexOf(name);
    if (at < 0) return;
    this.#items.splice(at, 1);
    this.#wake();
  }

  #wake(): void {
    for (const wake of this.#changed.splice(0)) wake();
  }

  #next(): Promise<void> {
    return new Promise((resolve) => this.#changed.push(resolve));
  }
}

/** Gives a desktop a tray, until it is closed. */
export async function showTray(desktop: Desktop): Promise<StatusNotifierWatcher> {
  const client = new BusClient(desktop.env['DBUS_SESSION_BUS_ADDRESS'] ?? '');
  const tray = new StatusNotifierWatcher(client);
  for (const rule of [
    "type='signal',member='NameOwnerChanged'",
    "type='signal',interface='com.canonical.dbusmenu'",
  ])
    await client.call({
      to: 'org.freedesktop.DBus',
      path: '/org/freedesktop/DBus',
      interface: 'org.freedesktop.DBus',
      member: 'AddMatch',
      signature: 's',
      body: [rule],
    });
  await client.bus.requestName(watcher, 0);
  return tray;
}
