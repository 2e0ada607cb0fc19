import { Message, sessionBus, type MessageBus } from 'dbus-next';

/** One method call: where to, what, and its arguments with their D-Bus signature. */
export interface Call {
  readonly to: string;
  readonly path: string;
  readonly interface: string;
  readonly member: string;
  readonly signature?: string;
  readonly body?: readonly unknown[];
}

export const daemon = {
  to: 'org.freedesktop.DBus',
  path: '/org/freedesktop/DBus',
  interface: 'org.freedesktop.DBus',
} as const;

/** A connection of a test's own to a desktop's session bus. */
export class BusClient {
  readonly bus: MessageBus;

  constructor(address: string) {
    this.bus = sessionBus({ busAddress: address });
    this.bus.on('error', () => undefined); // a bus that ends with its desktop is no event
  }

  /** Calls a method and gives what it answered, in order. Rejects with the error it answered. */
  async call(call: Call): Promise<readonly unknown[]> {
    const reply = await this.bus.call(
      new Message({
        destination: call.to,
        path: call.path,
        interface: call.interface,
        member: call.member,
        signature: call.signature ?? '',
        body: [...(call.body ?? [])],
      }),
    );
    return (reply?.body ?? []) as readonly unknown[];
  }

  /** Resolves once somebody owns `name` (`owned`), or once nobody does. */
  async waitForName(name: string, owned: boolean): Promise<void> {
    const changed = new Promise<void>((resolve) => {
      this.bus.on('message', (message) => {
        const [subject, , newOwner] = message.body as readonly unknown[];
        const isChange = message.member === 'NameOwnerChanged' && subject === name;
        if (isChange && (newOwner !== '') === owned) resolve();
      });
    });
    const rule = `type='signal',sender='${daemon.to}',member='NameOwnerChanged',arg0='${name}'`;
    await this.call({ ...daemon, member: 'AddMatch', signature: 's', body: [rule] });
    const [has] = await this.call({
      ...daemon,
      member: 'NameHasOwner',
      signature: 's',
      body: [name],
    });
    if (has !== owned) await changed;
  }

  /** Ends the connection; names it owned are free again. */
  close(): void {
    this.bus.disconnect();
  }
}
