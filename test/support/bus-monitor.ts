import { MessageType, type Message } from 'dbus-next';
import { BusClient } from './desktop/bus-client.ts';
import type { Desktop } from './desktop.ts';

/** Sees every method call on a desktop's session bus, as `dbus-monitor` does. */
export class BusMonitor {
  /** `interface.member` of each call, oldest first. */
  readonly calls: string[] = [];
  readonly #client: BusClient;

  constructor(client: BusClient) {
    this.#client = client;
  }

  /** The calls that read or look for secrets, or ask a person for something. */
  get secretCalls(): readonly string[] {
    return this.calls.filter((call) => /\.(GetSecrets?|SearchItems|Unlock|Prompt)$/.test(call));
  }

  close(): void {
    this.#client.close();
  }
}

/**
 * Starts to watch; ends with `close()`.
 *
 * @param onCall is told of each call when it was noted.
 */
export async function watchBus(
  desktop: Desktop,
  onCall: (call: string, calls: readonly string[]) => void = () => undefined,
): Promise<BusMonitor> {
  const client = new BusClient(desktop.env['DBUS_SESSION_BUS_ADDRESS'] ?? '');
  const monitor = new BusMonitor(client);
  await client.call({
    to: 'org.freedesktop.DBus',
    path: '/org/freedesktop/DBus',
    interface: 'org.freedesktop.DBus.Monitoring',
    member: 'BecomeMonitor',
    signature: 'asu',
    body: [["type='method_call'"], 0],
  });
  client.bus.on('message', ({ type, interface: iface, member }: Message) => {
    if (type !== MessageType.METHOD_CALL) return;
    const call = `${iface}.${member}`;
    monitor.calls.push(call);
    onCall(call, monitor.calls);
  });
  // A monitor must send nothing: dbus-next would answer calls that it does not know.
  client.bus.addMethodHandler(() => true);
  return monitor;
}
