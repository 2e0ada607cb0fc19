import type { Inventory } from '../preload/contract.ts';
import { longest } from '../preload/contract/limits.ts';
import { signOut } from './accounts/sign-out.ts';
import { AppError } from './app-error.ts';
import { idsInBrokenFiles, keptItems } from './kept-items.ts';
import type { VaultApp } from './vault-app.ts';
import { noteOf, withFound, withMissing } from './vault/index-file.ts';
import { openGenerates } from './vault/journal.ts';
import { sentinelItem, signInItem, tokenItem, tokenOfItem } from './vault/secret-store.ts';
import type { Workspace } from './workspace.ts';

const isTokenItem = (item: string): boolean => item === tokenItem(tokenOfItem(item));

/** Ids of the tokens whose values a workspace keeps, as far as is known. */
function valueIds({ index, stores }: Workspace): readonly string[] {
  const filed = index.content.tokens.filter(({ missing }) => missing !== true);
  const inMemory = stores.session.accounts.filter(isTokenItem).map(tokenOfItem);
  return [...new Set([...filed.map(({ id }) => id), ...inMemory])];
}

/** Every item that may be there: also what broken files name that were put aside. */
async function itemsOf(workspace: Workspace): Promise<readonly string[]> {
  const ids = await idsInBrokenFiles(workspace);
  return [...keptItems(workspace, { tokenIds: ids, accountIds: ids })];
}

/** What would go, for a person to read first. Asks neither keychain nor network. */
export async function inventoryOf(workspace: Workspace, folder: string): Promise<Inventory> {
  const { index, journal } = workspace;
  const { accounts, notes } = index.content;
  const values = valueIds(workspace);
  const named = (await itemsOf(workspace)).filter(isTokenItem).map(tokenOfItem);
  return {
    values: values.map((id) => ({ id, label: noteOf(index.content, id).label })),
    others: named.filter((id) => !values.includes(id)).length,
    accounts: accounts.map(({ email, origin }) => email ?? origin),
    notes: notes.length,
    requests: openGenerates(journal.content).length,
    folder: folder.slice(-longest.path),
  };
}

export interface Removal {
  /** Ids of the values that the person was shown. */
  readonly values: readonly string[];
  /** Whether the app's own token is deleted on the server first. */
  readonly revoke: boolean;
  /** The person knows that the open keychain does not hold all of it, and lets go of what another one holds. */
  readonly elsewhere: boolean;
}

/**
 * Removes everything that a vault keeps in its stores. Its files are left for who asked.
 *
 * @param meant asks the person once more, when all that can be known before is known.
 * @returns whether they meant it; else nothing is removed.
 * @throws AppError LIST_CHANGED where another value came or went since it was shown, STORE_ABSENT and
 *   STORE_ELSEWHERE where the keychain does not hold what is filed, unless the person let go of that:
 *   nothing is removed. As signOut where the own token was to be revoked. The store's codes: what is
 *   removed by then is called missing.
 */
export async function removeEverything(
  app: VaultApp,
  removal: Removal,
  meant: (values: number) => Promise<boolean>,
): Promise<boolean> {
  const { workspace, accounts, lists } = app;
  const { stores, index, log } = workspace;
  const shown = new Set(removal.values);
  const ids = valueIds(workspace);
  if (ids.length !== shown.size || ids.some((id) => !shown.has(id)))
    throw new AppError('LIST_CHANGED');
  if (!removal.elsewhere) await mustHoldWhatIsFiled(workspace);
  const there = (await stores.look()) !== 'absent';
  // A locked keychain asks the person now, for an item that is only read.
  if (there) await stores.keychain.get(sentinelItem);
  const items = await itemsOf(workspace);
  if (!(await meant(ids.length))) return false;
  if (removal.revoke)
    for (const { id } of accounts.all.filter(({ signIn }) => signIn === 'minted'))
      await signOut(workspace, accounts, lists, { revoke: true, accountId: id });
  const filed = index.content.tokens.filter(({ missing }) => missing !== true).map(({ id }) => id);
  // First: whoever kills the app in the middle finds nothing called saved that is gone.
  await index.change((content) => filed.reduce(withMissing, content));
  const removed = new Set<string>();
  try {
    for (const item of items) {
      if (there && !(await stores.keychain.delete(item))) throw new AppError('STORE_FAILED');
      await stores.session.delete(item);
      removed.add(item);
    }
  } catch (error) {
    const left = filed.filter((id) => !removed.has(tokenItem(id)));
    await index
      .change((content) => left.reduce(withFound, content))
      .catch((failure: unknown) => {
        log.warn('what is left was not written down', { error: failure });
      });
    for (const { id } of accounts.all)
      if (removed.has(signInItem(id))) accounts.refuse(id, 'missing');
    lists.publish();
    throw error;
  }
  return true;
}

/** @throws AppError as removeEverything. */
async function mustHoldWhatIsFiled({ stores, index }: Workspace): Promise<void> {
  const { accounts, tokens } = index.content;
  const filed = [
    ...tokens.filter(({ missing }) => missing !== true).map(({ id }) => tokenItem(id)),
    ...accounts.filter(({ signIn }) => signIn !== 'password').map(({ id }) => signInItem(id)),
  ].filter((item) => !stores.session.has(item));
  if (filed.length === 0) return;
  if ((await stores.look()) === 'absent') throw new AppError('STORE_ABSENT');
  // Each by itself: another keyring has a sentinel, too, and an app that was killed in the middle of this
  // has removed some.
  for (const item of filed)
    if ((await stores.keychain.get(item)) === null) throw new AppError('STORE_ELSEWHERE');
}
