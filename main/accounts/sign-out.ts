import { isAppError } from '../app-error.ts';
import type { TokenLists } from '../tokens/token-lists.ts';
import { withoutAccount } from '../vault/index-file.ts';
import { signInItem } from '../vault/secret-store.ts';
import type { Workspace } from '../workspace.ts';
import type { Accounts } from './accounts.ts';
import { keepOwnToken } from './earlier-token.ts';
import { dropOwnTokenNotices } from './own-token.ts';

/**
 * Signs the account shown out. Saved values stay. The app's own token is either revoked on the
 * server first, or, since it is live, its value moves into the vault.
 *
 * @throws AppError when revoking or keeping failed: the account stays signed in.
 */
export async function signOut(
  workspace: Workspace,
  accounts: Accounts,
  lists: TokenLists,
  { revoke }: { readonly revoke: boolean },
): Promise<void> {
  const { index, stores } = workspace;
  const account = accounts.require();
  const item = signInItem(account.id);
  if (revoke && account.signIn === 'minted' && account.ownTokenId !== null) {
    try {
      if ((await accounts.api().delete(account.ownTokenId)) === 'deleted')
        accounts.noteEnd(account.ownTokenId);
    } catch (error) {
      // A token that no longer authorises is already dead, or will never be of use here again.
      if (!isAppError(error, 'SIGN_IN_ENDED')) throw error;
    }
  }
  // Whatever the index says of this account, an item of an earlier sign-in may stand there.
  const state = await stores.look();
  // A password in memory is no reason to ask for the keyring's.
  const wanted = account.signIn !== 'password' && state !== 'absent';
  const readable = state === 'ready' || wanted || stores.session.has(item);
  // What cannot be read is not ours to delete; it is left behind.
  if (readable && (await keepOwnToken(workspace, account.id, ({ id }) => accounts.hasEnded(id))))
    await stores.delete(item);
  accounts.disconnect(account.id);
  await index.change((content) => ({
    ...withoutAccount(content, account.id),
    leftBehind: readable ? content.leftBehind : [...content.leftBehind, account.id],
  }));
  // What is open stays in the journal, for the next sign-in of the same person.
  workspace.state.change({ ghosts: [] });
  dropOwnTokenNotices(workspace.state);
  accounts.publish();
  lists.publish();
}
