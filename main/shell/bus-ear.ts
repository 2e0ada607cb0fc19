import type { Message, MessageBus } from 'dbus-next';
import { openSessionBus } from '../vault/session-bus.ts';

/** One method call: where to, what, and its arguments with their D-Bus signature. */
export interface BusCall {
  readonly to: string;
  readonly path: string;
  readonly iface: string;
  readonly member: string;
  readonly signature?: string;
  readonly body?: readonly unknown[];
}

/** Which signals are heard; what is left out may be anything. */
export interface SignalMatch {
  readonly iface: string;
  readonly member: string;
  readonly path?: string;
  /** The first argument, where it is a string. */
  readonly arg0?: string;
  /** Whose signal it must be, by a name on the bus: where other users are, anybody may send one. */
  readonly from?: string;
}

const daemon = {
  to: 'org.freedesktop.DBus',
  path: '/org/freedesktop/DBus',
  iface: 'org.freedesktop.DBus',
} as const;

/** A connection to a D-Bus bus that asks and hears signals, and offers nothing itself. */
export class BusEar {
  readonly #bus: MessageBus;
  /** Without a bus no call is ever answered. */
  readonly #failed: Promise<never>;

  private constructor(bus: MessageBus) {
    this.#bus = bus;
    this.#failed = new Promise<never>((_resolve, reject) => {
      bus.on('error', (error: unknown) => {
        bus.disconnect();
        reject(error instanceof Error ? error : new Error('the bus ended'));
      });
    });
    this.#failed.catch(() => undefined);
  }

  /** @param address as in DBUS_SESSION_BUS_ADDRESS. Throws where it cannot be understood. */
  static async on(address: string): Promise<BusEar> {
    return new BusEar(await openSessionBus(address));
  }

  /** Calls a method and gives what it answered. Rejects with its error, or when the bus ends. */
  async call({ to, path, iface, member, signature = '', body = [] }: BusCall): Promise<unknown[]> {
    const { Message: BusMessage } = await import('dbus-next');
    const message = new BusMessage({
      destination: to,
      path,
      interface: iface,
      member,
      signature,
      body: [...body],
    });
    const reply = await Promise.race([this.#bus.call(message), this.#failed]);
    return (reply?.body ?? []) as unknown[];
  }

  /** From when this resolves, `heard` is told the arguments of each signal that fits. */
  async hear(match: SignalMatch, heard: (body: readonly unknown[]) => void): Promise<void> {
    const { MessageType } = await import('dbus-next');
    const { iface, member, path, arg0, from } = match;
    this.#bus.on('message', (message: Message) => {
      const body = message.body as readonly unknown[];
      const fits =
        message.type === MessageType.SIGNAL &&
        message.interface === iface &&
        message.member === member &&
        (path === undefined || message.path === path) &&
        (arg0 === undefined || body[0] === arg0);
      if (!fits) return;
      if (from === undefined) heard(body);
      else
        void this.#owns(from, message.sender).then((owned) => {
          if (owned) heard(body);
        });
    });
    const rule = [
      "type='signal'",
      `interface='${iface}'`,
      `member='${member}'`,
      ...(path === undefined ? [] : [`path='${path}'`]),
      ...(arg0 === undefined ? [] : [`arg0='${arg0}'`]),
    ].join(',');
    await this.call({ ...daemon, member: 'AddMatch', signature: 's', body: [rule] });
  }

  /** Tells whether somebody owns `name`, now and whenever that changes. */
  async watchName(name: string, tell: (owned: boolean) => void): Promise<void> {
    await this.hear(
      { iface: daemon.iface, member: 'NameOwnerChanged', arg0: name },
      ([, , owner]) => {
        tell(owner !== '');
      },
    );
    const [owned] = await this.call({
      ...daemon,
      member: 'NameHasOwner',
      signature: 's',
      body: [name],
    });
    tell(owned === true);
  }

  /** A rule of the bus would not do: a signal that is sent to us alone comes without one. */
  async #owns(name: string, sender: string | undefined): Promise<boolean> {
    const ask = { ...daemon, member: 'GetNameOwner', signature: 's', body: [name] };
    const [owner] = await this.call(ask).catch(() => []);
    return owner !== undefined && owner === sender;
  }

  close(): void {
    this.#bus.disconnect();
  }
}
