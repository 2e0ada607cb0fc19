import type { MessageBus, Message as DbusMessage } from 'dbus-next';
import type { StoreState } from './secret-store.ts';
import { openSessionBus } from './session-bus.ts';

const service = 'org.freedesktop.secrets';
const path = '/org/freedesktop/secrets';
const patienceMs = 3_000;

/**
 * Reads over D-Bus whether the Linux keyring (the Secret Service) is there and unlocked. Asking
 * for these properties raises no prompt, which is why it is done before keytar is called.
 *
 * @returns `absent` without a session bus or without a Secret Service; `locked` also where there
 *   is no default collection yet, since the first write then asks the person to make one.
 */
export async function readSecretServiceState(
  address = process.env['DBUS_SESSION_BUS_ADDRESS'],
): Promise<Extract<StoreState, 'ready' | 'locked' | 'absent'>> {
  if (!address) return 'absent';
  const { Message } = await import('dbus-next');
  let bus: MessageBus;
  try {
    bus = await openSessionBus(address);
  } catch {
    return 'absent';
  }
  const call = async (at: string, iface: string, member: string, body: readonly string[]) => {
    const reply = await bus.call(
      new Message({
        destination: service,
        path: at,
        interface: iface,
        member,
        signature: 's'.repeat(body.length),
        body: [...body],
      }),
    );
    return firstValue(reply);
  };
  try {
    return await withPatience(bus, async () => {
      const collection = await call(path, 'org.freedesktop.Secret.Service', 'ReadAlias', [
        'default',
      ]);
      if (typeof collection !== 'string' || collection === '/') return 'locked';
      const locked = await call(collection, 'org.freedesktop.DBus.Properties', 'Get', [
        'org.freedesktop.Secret.Collection',
        'Locked',
      ]);
      return isVariant(locked) && locked.value === false ? 'ready' : 'locked';
    });
  } catch {
    return 'absent';
  } finally {
    bus.disconnect();
  }
}

/** Fails with the bus's first error, or after `patienceMs` without an answer. */
function withPatience<T>(bus: MessageBus, work: () => Promise<T>): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const timer = setTimeout(() => {
      reject(new Error('the session bus did not answer'));
    }, patienceMs);
    bus.on('error', reject);
    work()
      .then(resolve, reject)
      .finally(() => {
        clearTimeout(timer);
      });
  });
}

function firstValue(reply: DbusMessage | null): unknown {
  const body: readonly unknown[] = reply?.body ?? [];
  return body[0];
}

function isVariant(value: unknown): value is { readonly value: unknown } {
  return typeof value === 'object' && value !== null && 'value' in value;
}
