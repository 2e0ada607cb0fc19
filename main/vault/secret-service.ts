import type { MessageBus, Message as DbusMessage } from 'dbus-next';
import type { StoreState } from './secret-store.ts';
import { openSessionBus } from './session-bus.ts';

const service = 'org.freedesktop.secrets';
const path = '/org/freedesktop/secrets';
const patienceMs = 3_000;

/** A call of the Secret Service: at which object, what, and its arguments with their signature. */
type Call = (
  at: string,
  iface: string,
  member: string,
  signature: string,
  body: readonly unknown[],
) => Promise<unknown>;

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
  try {
    return await withService(address, patience, async (call) => {
      const collection = await defaultCollection(call);
      return collection === null || (await isLocked(call, collection)) ? 'locked' : 'ready';
    });
  } catch (error) {
    return stateAfter(error);
  }
}

/**
 * Whether an item with these attributes lies in a keyring that is locked, also without a prompt. Some
 * keyrings show nothing of what they hold while they are locked: then, and where nothing can be
 * learnt, false.
 */
export async function isLockedAway(
  attributes: Readonly<Record<string, string>>,
  address = process.env['DBUS_SESSION_BUS_ADDRESS'],
  patience = patienceMs,
): Promise<boolean> {
  if (!address) return false;
  try {
    return await withService(address, patience, async (call) => {
      const collection = await defaultCollection(call);
      if (collection === null || !(await isLocked(call, collection))) return false;
      // Of the collection: to a search of the whole service KeePassXC answers with a prompt.
      const iface = 'org.freedesktop.Secret.Collection';
      const found = await call(collection, iface, 'SearchItems', 'a{ss}', [attributes]);
      return Array.isArray(found) && found.length > 0;
    });
  } catch {
    return false;
  }
}

/** The path of the collection that takes new items; null: there is none yet. */
async function defaultCollection(call: Call): Promise<string | null> {
  const iface = 'org.freedesktop.Secret.Service';
  const collection = await call(path, iface, 'ReadAlias', 's', ['default']);
  return typeof collection !== 'string' || collection === '/' ? null : collection;
}

async function isLocked(call: Call, collection: string): Promise<boolean> {
  const properties = 'org.freedesktop.DBus.Properties';
  const asked = ['org.freedesktop.Secret.Collection', 'Locked'];
  const locked = await call(collection, properties, 'Get', 'ss', asked);
  return !isVariant(locked) || locked.value !== false;
}

/** @throws what the bus or the service answers, or that they did not within `patience` ms. */
async function withService<T>(
  address: string,
  patience: number,
  work: (call: Call) => Promise<T>,
): Promise<T> {
  const { Message } = await import('dbus-next');
  const bus = await openSessionBus(address);
  const call: Call = async (at, iface, member, signature, body) => {
    const message = { destination: service, path: at, interface: iface, member, signature };
    return firstValue(await bus.call(new Message({ ...message, body: [...body] })));
  };
  try {
    return await withPatience(bus, patience, () => work(call));
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
