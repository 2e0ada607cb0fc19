import { Message } from 'dbus-next';
import { BusClient } from './desktop/bus-client.ts';
import type { Desktop } from './desktop.ts';

const name = 'org.freedesktop.Notifications';
const path = '/org/freedesktop/Notifications';

export interface Shown {
  readonly title: string;
  readonly body: string;
  /** Whether it brings a picture of its own. */
  readonly picture: boolean;
  /** The keys of its buttons with their words; `default`: the notification itself. */
  readonly buttons: Readonly<Record<string, string>>;
}

/** The part of a desktop that shows notifications: it remembers them all. */
export class Notifications {
  readonly shown: Shown[] = [];
  readonly #client: BusClient;
  #waiting: (() => void)[] = [];

  constructor(client: BusClient) {
    this.#client = client;
    client.bus.addMethodHandler((message: Message) => {
      if (message.interface !== name) return false;
      const [signature, body] = this.#answer(message);
      client.bus.send(Message.newMethodReturn(message, signature, [...body]));
      return true;
    });
  }

  /** Waits for a notification that fits. */
  async wait(fits: (shown: Shown) => boolean): Promise<Shown> {
    for (;;) {
      const found = this.shown.find(fits);
      if (found) return found;
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
  }

  /** A person presses a notification, or a button of it. */
  press(shown: Shown, key = 'default'): void {
    if (!(key in shown.buttons)) throw new Error(`it has no button ${key}`);
    const id = this.shown.indexOf(shown) + 1;
    this.#client.bus.send(Message.newSignal(path, name, 'ActionInvoked', 'us', [id, key]));
  }

  close(): void {
    this.#client.close();
  }

  #answer({ member, body }: Message): readonly [string, readonly unknown[]] {
    switch (member) {
      case 'Notify': {
        const [, , , title, text, keys, hints] = body as readonly unknown[];
        const picture = Object.keys(hints as object).some((hint) => /^(image|icon)_?/.test(hint));
        const buttons = pairs(keys as readonly string[]);
        this.shown.push({ title: String(title), body: String(text), picture, buttons });
        for (const wake of this.#waiting.splice(0)) wake();
        return ['u', [this.shown.length]];
      }
      case 'GetCapabilities':
        return ['as', [['body', 'actions']]];
      case 'GetServerInformation':
        return ['ssss', ['test', 'test', '1', '1.2']];
      default:
        return ['', []];
    }
  }
}

/** Keys and words stand one after the other. */
const pairs = (keys: readonly string[]): Record<string, string> =>
  Object.fromEntries(
    keys.flatMap((key, at) => (at % 2 === 0 ? [[key, keys[at + 1] ?? ''] as const] : [])),
  );

/** Gives a desktop notifications, until they are closed. */
export async function showNotifications(desktop: Desktop): Promise<Notifications> {
  const client = new BusClient(desktop.env['DBUS_SESSION_BUS_ADDRESS'] ?? '');
  const notifications = new Notifications(client);
  await client.bus.requestName(name, 0);
  return notifications;
}
