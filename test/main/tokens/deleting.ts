import { deleteToken } from '../../../main/tokens/delete-token.ts';
import { tokenItem } from '../../../main/vault/secret-store.ts';
import { setupCore, type Core, type CoreOptions } from '../../support/core/setup-core.ts';

/** Signed in, with one saved token. */
export async function setup(options: CoreOptions = {}) {
  const core = await setupCore(options);
  await core.signIn('empty');
  const { tokenId: id, value } = await core.generate();
  await core.app.generated.close();
  return { core, id, value };
}

export const remove = (core: Core, id: string): Promise<void> =>
  deleteToken(core.app.workspace, core.app.accounts, core.app.lists, id);

/** What there is of a token: on the server, in the keyring, in the index, on screen. */
export async function leftOf(core: Core, id: string) {
  const { accounts: all } = await core.control.state();
  return {
    live: all.flatMap(({ tokens }) => tokens).some(({ kid, live }) => kid === id && live),
    stored: core.keytar.items().has(tokenItem(id)),
    filed: core.index.tokens.some((token) => token.id === id),
    shown: core.state.list.tokens.find((token) => token.id === id)?.state ?? null,
  };
}

export const nothing = { live: false, stored: false, filed: false, shown: null };
export const everything = { live: true, stored: true, filed: true };

export function json(body: string) {
  return { kind: 'custom', headers: { 'content-type': 'application/json' }, body } as const;
}
