import type { Message, MessageBus } from 'dbus-next';
import { powerMonitor } from 'electron';
import type { Log } from '../ports.ts';

/** A signal on a bus that means "lock now"; `when` looks at its first argument. */
interface LockSignal {
  readonly bus: 'session' | 'system';
  readonly iface: string;
  readonly member: string;
  readonly when: (argument: unknown) => boolean;
}

const isTrue = (argument: unknown): boolean => argument === true;

/** Linux has no `lock-screen` event in Electron: logind and the screen savers tell instead. */
const signals: readonly LockSignal[] = [
  { bus: 'system', iface: 'org.freedesktop.login1.Session', member: 'Lock', when: () => true },
  {
    bus: 'system',
    iface: 'org.freedesktop.login1.Manager',
    member: 'PrepareForSleep',
    when: isTrue,
  },
  { bus: 'session', iface: 'org.freedesktop.ScreenSaver', member: 'ActiveChanged', when: isTrue },
  { bus: 'session', iface: 'org.gnome.ScreenSaver', member: 'ActiveChanged', when: isTrue },
];

/**
 * Tells when the screen is locked or the computer goes to sleep. A bus that is not there is no
 * failure: then nobody tells.
 *
 * @returns the end of listening.
 */
export async function watchScreenLock(onLock: () => void, log: Log): Promise<() => void> {
  powerMonitor.on('suspend', onLock);
  if (process.platform !== 'linux') {
    powerMonitor.on('lock-screen', onLock);
    return () => {
      powerMonitor.off('lock-screen', onLock).off('suspend', onLock);
    };
  }
  const buses = await Promise.all(
    (['session', 'system'] as const).map((bus) =>
      listen(bus, onLock).catch((error: unknown) => {
        log.info('no bus to hear of screen locks', { bus, error });
        return null;
      }),
    ),
  );
  return () => {
    powerMonitor.off('suspend', onLock);
    for (const bus of buses) bus?.disconnect();
  };
}

async function listen(name: LockSignal['bus'], onLock: () => void): Promise<MessageBus | null> {
  const address = name === 'session' ? process.env['DBUS_SESSION_BUS_ADDRESS'] : systemAddress();
  if (!address) return null;
  const { sessionBus, Message: BusMessage, MessageType } = await import('dbus-next');
  const bus = sessionBus({ busAddress: address });
  const wanted = signals.filter((signal) => signal.bus === name);
  // Without a bus no call is ever answered.
  const failed = new Promise<never>((_resolve, reject) => {
    bus.on('error', (error: unknown) => {
      bus.disconnect();
      reject(error instanceof Error ? error : new Error('the bus ended'));
    });
  });
  failed.catch(() => undefined);
  bus.on('message', (message: Message) => {
    if (message.type !== MessageType.SIGNAL) return;
    const [argument] = message.body as unknown[];
    const heard = wanted.some(
      ({ iface, member, when }) =>
        message.interface === iface && message.member === member && when(argument),
    );
    if (heard) onLock();
  });
  for (const { iface, member } of wanted) {
    const rule = new BusMessage({
      destination: 'org.freedesktop.DBus',
      path: '/org/freedesktop/DBus',
      interface: 'org.freedesktop.DBus',
      member: 'AddMatch',
      signature: 's',
      body: [`type='signal',interface='${iface}',member='${member}'`],
    });
    await Promise.race([bus.call(rule), failed]);
  }
  return bus;
}

const systemAddress = (): string =>
  process.env['DBUS_SYSTEM_BUS_ADDRESS'] ?? 'unix:path=/run/dbus/system_bus_socket';
