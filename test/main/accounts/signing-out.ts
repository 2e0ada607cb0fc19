import { signOut } from '../../../main/accounts/sign-out.ts';
import { signInItem } from '../../../main/vault/secret-store.ts';
import { setupCore, type Core } from '../../support/core/setup-core.ts';

export const leave = (core: Core, revoke: boolean): Promise<void> =>
  signOut(core.app.workspace, core.app.accounts, core.app.lists, { revoke });

/** Signed in with a token of its own, and one saved token. */
export async function setup() {
  const core = await setupCore();
  await core.signIn('empty');
  const { tokenId: saved } = await core.generate();
  await core.app.generated.close();
  const { id = '', ownTokenId } = core.app.accounts.current ?? {};
  return { core, saved, own: ownTokenId ?? '', item: signInItem(id) };
}

/** Whether a token lives on the server. */
export const live = async (core: Core, id: string): Promise<boolean | undefined> =>
  (await core.control.tokens('empty')).find(({ kid }) => kid === id)?.live;

export const signedOut = { status: 'signed-out', account: null };
