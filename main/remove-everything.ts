import type { Inventory } from '../preload/contract.ts';
import { longest } from '../preload/contract/limits.ts';
import { signOut } from './accounts/sign-out.ts';
import { AppError } from './app-error.ts';
import { keptItems } from './kept-items.ts';
import type { VaultApp } from './vault-app.ts';
import { noteOf, withMissing } from './vault/index-file.ts';
import { openGenerates } from './vault/journal.ts';
import { sentinelItem, signInItem, tokenItem, tokenOfItem } from './vault/secret-store.ts';
import type { Workspace } from './workspace.ts';

/** Ids of the tokens whose values a workspace keeps, as far as is known. */
function valueIds({ index, stores }: Workspace): readonly string[] {
  const inMemory = stores.session.accounts
    .map((item) => ({ item, id: tokenOfItem(item) }))
    .filter(({ item, id }) => item === tokenItem(id));
  const filed = index.content.tokens.filter(({ missing }) => missing !== true);
  return [...new Set([...filed, ...inMemory].map(({ id }) => id))];
}

/** What would go, for a person to read first. Asks neither keychain nor network. */
export function inventoryOf(workspace: Workspace, folder: string): Inventory {
  const { index, journal } = workspace;
  const { accounts, notes } = index.content;
  return {
    values: valueIds(workspace).map((id) => ({ id, label: noteOf(index.content, id).label })),
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
}

/**
 * Removes everything that a vault keeps in its stores. Its files are left for who asked.
 *
 * @throws AppError LIST_CHANGED where another value came or went since it was shown, STORE_ABSENT and STORE_ELSEWHERE
 *   where the keychain that holds the values cannot be asked: nothing is removed. As signOut where the
 *   own token was to be revoked. The store's codes: what is removed by then is called missing.
 */
export async function removeEverything(app: VaultApp, { values, revoke }: Removal): Promise<void> {
  const { workspace, accounts, lists } = app;
  const { stores, index } = workspace;
  const shown = new Set(values);
  const ids = valueIds(workspace);
  if (ids.length !== shown.size || ids.some((id) => !shown.has(id)))
    throw new AppError('LIST_CHANGED');
  await mustHoldWhatIsFiled(workspace);
  if (revoke) await signOut(workspace, accounts, lists, { revoke });
  const removed: string[] = [];
  try {
    const there = (await stores.look()) !== 'absent';
    for (const item of keptItems(workspace)) {
      if (there && !(await stores.keychain.delete(item))) throw new AppError('STORE_FAILED');
      await stores.session.delete(item);
      removed.push(tokenOfItem(item));
    }
  } catch (error) {
    await index.change((content) => removed.reduce(withMissing, content));
    lists.publish();
    throw error;
  }
}

/** A locked keychain asks the person now, for an item that is only read. @throws as removeEverything. */
async function mustHoldWhatIsFiled({ stores, index }: Workspace): Promise<void> {
  const { accounts, tokens } = index.content;
  const filed = [
    ...tokens.filter(({ missing }) => missing !== true).map(({ id }) => tokenItem(id)),
    ...accounts.filter(({ signIn }) => signIn !== 'password').map(({ id }) => signInItem(id)),
  ].filter((item) => !stores.session.has(item));
  if ((await stores.look()) === 'absent') {
    if (filed.length > 0) throw new AppError('STORE_ABSENT');
    return;
  }
  await stores.keychain.get(sentinelItem);
  for (const item of filed)
    if (!(await stores.keychain.wouldHold(item))) throw new AppError('STORE_ELSEWHERE');
}
