import type { SandboxControl } from '../../test/support/sandbox-control.ts';
import type { Keyring } from '../../test/support/desktop/keyring.ts';

/** Where the tour looks for a token, past the app. */
export interface Places {
  readonly keyring: Pick<Keyring, 'lookup'>;
  readonly control: Pick<SandboxControl, 'tokens'>;
  /** The account whose token it is. */
  readonly account: string;
  /** How many rows of the app's list show this id. */
  readonly rowsOf: (id: string) => Promise<number>;
}

/**
 * Where a deleted token still is: nowhere, when the app does what it says. A token that the server
 * has never heard of is named too, since then nothing was proved.
 */
export async function stillThere(id: string, places: Places): Promise<readonly string[]> {
  const token = (await places.control.tokens(places.account)).find(({ kid }) => kid === id);
  const value = await places.keyring.lookup('Token Vault', `token:${id}`);
  return [
    ...(token === undefined ? ['unknown to the server'] : []),
    ...(token?.live ? ['live on the server'] : []),
    ...(value === undefined ? [] : ['in the keychain']),
    ...((await places.rowsOf(id)) === 0 ? [] : ['in the list']),
  ];
}
