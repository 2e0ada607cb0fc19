import { Variant } from 'dbus-next';
import { BusClient, type Call } from './bus-client.ts';

/** The collection that gnome-keyring makes and unlocks with a person's login password. */
const login = '/org/freedesktop/secrets/collection/login';

const service = {
  to: 'org.freedesktop.secrets',
  path: '/org/freedesktop/secrets',
  interface: 'org.freedesktop.Secret.Service',
} as const;

/**
 * Resolves once the daemon has noticed the connection, which takes it a moment on a busy machine.
 * Until then gnome-keyring answers a search with "not implemented", and dies of an OpenSession:
 * "gkd_secret_service_get_pkcs11_session: assertion 'client' failed", a known fault of its own.
 */
async function noticed(client: BusClient): Promise<void> {
  const nothing = { 'looked for': 'to be noticed' };
  for (let tries = 0; ; tries += 1)
    try {
      await client.call({ ...service, member: 'SearchItems', signature: 'a{ss}', body: [nothing] });
      return;
    } catch (error) {
      if (tries > 50 || !(error instanceof Error && error.message.includes('not implemented')))
        throw error;
    }
}

const withClient = async <T>(
  address: string,
  work: (client: BusClient) => Promise<T>,
): Promise<T> => {
  const client = new BusClient(address);
  try {
    await noticed(client);
    return await work(client);
  } finally {
    client.close();
  }
};

type Attributes = Readonly<Record<string, string>>;

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

/** The paths of the items with these attributes. Rejects when one lies in a locked collection. */
async function search(client: BusClient, attributes: Attributes): Promise<readonly string[]> {
  const call: Call = { ...service, member: 'SearchItems', signature: 'a{ss}', body: [attributes] };
  const [unlocked = [], locked] = (await client.call(call)) as (readonly string[])[];
  if (locked?.[0] !== undefined) throw new Error('the item is in a locked collection');
  return unlocked;
}

/** What was asked of an item, or nothing where it was deleted since the search. */
const unlessGone = (answer: Promise<readonly unknown[]>): Promise<readonly unknown[]> =>
  answer.catch((error: unknown) => {
    if (error instanceof Error && /does not exist|No such interface/.test(error.message)) return [];
    throw error;
  });

/** The secret of an item, or undefined where it was deleted since the search. */
async function secretOf(client: BusClient, item: string): Promise<string | undefined> {
  const read: Call = {
    ...service,
    path: item,
    interface: 'org.freedesktop.Secret.Item',
    member: 'GetSecret',
    signature: 'o',
    body: [await openSession(client)],
  };
  const [secret] = await unlessGone(client.call(read));
  if (secret === undefined) return undefined;
  const [, , value] = secret as readonly [string, Uint8Array, Uint8Array, string];
  return Buffer.from(value).toString('utf8');
}

/** The stored value with these attributes, or undefined. Rejects when it lies in a locked collection. */
export const lookUp = (address: string, attributes: Attributes): Promise<string | undefined> =>
  withClient(address, async (client) => {
    const [item] = await search(client, attributes);
    return item === undefined ? undefined : secretOf(client, item);
  });

/** Every value of a service, by its account. Rejects when one lies in a locked collection. */
export const lookUpAll = (address: string, of: Attributes): Promise<ReadonlyMap<string, string>> =>
  withClient(address, async (client) => {
    const found = new Map<string, string>();
    for (const item of await search(client, of)) {
      const question: Call = {
        ...service,
        path: item,
        interface: 'org.freedesktop.DBus.Properties',
        member: 'Get',
        signature: 'ss',
        body: ['org.freedesktop.Secret.Item', 'Attributes'],
      };
      const [attributes] = await unlessGone(client.call(question));
      if (attributes === undefined) continue;
      const { account } = (attributes as Variant<Record<string, string>>).value;
      const secret = await secretOf(client, item);
      if (account !== undefined && secret !== undefined) found.set(account, secret);
    }
    return found;
  });

/** Puts an item there as any program of the same user can, with whatever attributes it likes. */
export const putItem = (
  address: string,
  attributes: Attributes,
  label: string,
  value: string,
): Promise<void> =>
  withClient(address, async (client) => {
    const session = await openSession(client);
    const properties = {
      'org.freedesktop.Secret.Item.Label': new Variant('s', label),
      'org.freedesktop.Secret.Item.Attributes': new Variant('a{ss}', attributes),
    };
    const secret = [session, Buffer.alloc(0), Buffer.from(value), 'text/plain'];
    await client.call({
      ...service,
      path: login,
      interface: 'org.freedesktop.Secret.Collection',
      member: 'CreateItem',
      signature: 'a{sv}(oayays)b',
      body: [properties, secret, false],
    });
  });
