import { Variant } from 'dbus-next';
import { BusClient, type Call } from './bus-client.ts';

/** The collection that gnome-keyring makes and unlocks with a person's login password. */
const login = '/org/freedesktop/secrets/collection/login';

const service = {
  to: 'org.freedesktop.secrets',
  path: '/org/freedesktop/secrets',
  interface: 'org.freedesktop.Secret.Service',
} as const;

const withClient = async <T>(
  address: string,
  work: (client: BusClient) => Promise<T>,
): Promise<T> => {
  const client = new BusClient(address);
  try {
    return await work(client);
  } finally {
    client.close();
  }
};

/** Opens a session in which secrets travel in the clear: this bus is the test's own. */
async function openSession(client: BusClient): Promise<string> {
  const [, session] = await client.call({
    ...service,
    member: 'OpenSession',
    signature: 'sv',
    body: ['plain', new Variant('s', '')],
  });
  return String(session);
}

/** Locks the login collection. */
export const lockLogin = (address: string): Promise<void> =>
  withClient(address, async (client) => {
    await client.call({ ...service, member: 'Lock', signature: 'ao', body: [[login]] });
  });

/**
 * Unlocks the login collection with its password, without a prompt. The interface is
 * gnome-keyring's own, the one its login hook uses; a second daemon --unlock does not do it.
 */
export const unlockLogin = (address: string, password: string): Promise<void> =>
  withClient(address, async (client) => {
    const session = await openSession(client);
    await client.call({
      ...service,
      interface: 'org.gnome.keyring.InternalUnsupportedGuiltRiddenInterface',
      member: 'UnlockWithMasterPassword',
      signature: 'o(oayays)',
      body: [login, [session, Buffer.alloc(0), Buffer.from(password), 'text/plain']],
    });
  });

/** The stored value with these attributes, or undefined. Rejects when it lies in a locked collection. */
export const lookUp = (
  address: string,
  attributes: Readonly<Record<string, string>>,
): Promise<string | undefined> =>
  withClient(address, async (client) => {
    const search: Call = {
      ...service,
      member: 'SearchItems',
      signature: 'a{ss}',
      body: [attributes],
    };
    const [unlocked, locked] = (await client.call(search)) as readonly (readonly string[])[];
    if (locked?.[0] !== undefined) throw new Error('the item is in a locked collection');
    const item = unlocked?.[0];
    if (item === undefined) return undefined;
    const read: Call = {
      ...service,
      path: item,
      interface: 'org.freedesktop.Secret.Item',
      member: 'GetSecret',
      signature: 'o',
      body: [await openSession(client)],
    };
    const [secret] = await client.call(read).catch((error: unknown) => {
      // Deleted between the search and the read.
      if (error instanceof Error && error.message.includes('does not exist')) return [];
      throw error;
    });
    if (secret === undefined) return undefined;
    const [, , value] = secret as readonly [string, Uint8Array, Uint8Array, string];
    return Buffer.from(value).toString('utf8');
  });
