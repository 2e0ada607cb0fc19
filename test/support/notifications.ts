import { Message } from 'dbus-next';
import { BusClient } from './desktop/bus-client.ts';
import type { Desktop } from './desktop.ts';

const name = 'org.freedesktop.Notifications';

export interface Shown {
  readonly title: string;
  readonly body: string;
  /** Whether it brings a picture of its own. */
  readonly picture: boolean;
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

  close(): void {
    this.#client.close();
  }

  #answer({ member, body }: Message): readonly [string, readonly unknown[]] {
    switch (member) {
      case 'Notify': {
        const [, , , title, text, , hints] = body as readonly unknown[];
        const picture = Object.keys(hints as object).some((hint) => /^(image|icon)_?/.test(hint));
        this.shown.push({ title: String(title), body: String(text), picture });
        for (const wake of this.#waiting.splice(0)) wake();
        return ['u', [this.shown.length]];
      }
      case 'GetCapabilities':
        return ['as', [['body']]];
      case 'GetServerInformation':
        return ['ssss', ['test', 'test', '1', '1.2']];
      default:
        return ['', []];
    }
  }
}

/** Gives a desktop notifications, until they are closed. */
export async function showNotifications(desktop: Desktop): Promise<Notifications> {
  const client = new BusClient(desktop.env['DBUS_SESSION_BUS_ADDRESS'] ?? '');
  const notifications = new Notifications(client);
  await client.bus.requestName(name, 0);
  return notifications;
}
