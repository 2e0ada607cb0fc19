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
 * @param patience how long the bus and the service may take, ms.
 * @returns `absent` without a session bus or without a Secret Service, and for no other reason:
 *   values would go to memory. `waiting` where it did not answer, or not as it should; `locked` also
 *   where there is no default collection yet, since the first write then asks the person to make one.
 */
export async function readSecretServiceState(
  address = process.env['DBUS_SESSION_BUS_ADDRESS'],
  patience = patienceMs,
): Promise<Extract<StoreState, 'ready' | 'locked' | 'absent' | 'waiting'>> {
  if (!address) return 'absent';
  const { Message } = await import('dbus-next');
  let bus: MessageBus;
  try {
    bus = await openSessionBus(address);
  } catch (error) {
    return stateAfter(error);
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
    return await withPatience(bus, patience, async () => {
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
  } catch (error) {
    return stateAfter(error);
  } finally {
    bus.disconnect();
  }
}

/** What a D-Bus error says when nobody owns the name and nothing can be started for it. */
const nobody = [
  'org.freedesktop.DBus.Error.ServiceUnknown',
  'org.freedesktop.DBus.Error.NameHasNoOwner',
] as const;

/** What a socket says where no bus listens. */
const noBus = ['ENOENT', 'ECONNREFUSED'] as const;

/** Only what proves that there is none is an absence: a bus that is busy is not. */
function stateAfter(error: unknown): 'absent' | 'waiting' {
  if (!(error instanceof Error)) return 'waiting';
  const type = 'type' in error ? error.type : null;
  const code = 'code' in error ? error.code : null;
  const absent = nobody.some((name) => name === type) || noBus.some((name) => name === code);
  return absent ? 'absent' : 'waiting';
}

/** Fails with the bus's first error, or after `patience` ms without an answer. */
function withPatience<T>(bus: MessageBus, patience: number, work: () => Promise<T>): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const timer = setTimeout(() => {
      reject(new Error('the session bus did not answer'));
    }, patience);
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
