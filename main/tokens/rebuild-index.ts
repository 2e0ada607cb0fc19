import { isAppError } from '../app-error.ts';
import { idIn, readToken } from '../auth-api/jwt.ts';
import type { Accounts } from '../accounts/accounts.ts';
import { savedEntry } from './kept-value.ts';
import type { TokenLists } from './token-lists.ts';
import type { Workspace } from '../workspace.ts';
import { withSaved, type SavedToken } from '../vault/index-file.ts';
import { tokenItem, type SecretStore } from '../vault/secret-store.ts';

/**
 * Finds the values of all listed tokens again without the index, by asking the keychain for each id
 * by name. It may raise the keychain's prompt, since a person asked.
 *
 * @returns how many were found that the index did not know, and how many items were left alone since
 *   they hold something else than the value of their token.
 * @throws AppError as AuthApi.list, the store's codes, FILE_NOT_WRITTEN.
 */
export async function rebuildIndex(
  workspace: Workspace,
  accounts: Accounts,
  lists: TokenLists,
): Promise<{ found: number; refused: number }> {
  const { stores, index, clock } = workspace;
  const { origin } = accounts.connection();
  const { tokens } = await lists.read();
  // What is filed under another server is found by nobody here, and this one lists it.
  const filed = index.content.tokens.filter((token) => token.origin === origin);
  const known = new Set(filed.map(({ id }) => id));
  const found: SavedToken[] = [];
  let refused = 0;
  try {
    for (const { id } of tokens) {
      const value = known.has(id) ? null : await readItem(stores.keychain, tokenItem(id));
      if (value === null) continue;
      // What is stored under this name must say so itself.
      if (idIn(value) !== id) {
        refused += 1;
        continue;
      }
      const under = { origin, madeBy: null };
      found.push(savedEntry(readToken(value), under, clock.now()));
    }
  } finally {
    // What was found before the keychain failed stays found.
    if (found.length > 0) await index.change((content) => found.reduce(withSaved, content));
    lists.publish();
  }
  return { found: found.length, refused };
}

/** The item, null where there is none; one whose parts do not fit together must not hide the others. */
async function readItem(store: SecretStore, item: string): Promise<string | null> {
  try {
    return await store.get(item);
  } catch (error) {
    if (isAppError(error, 'STORE_MISMATCH')) return 'broken';
    throw error;
  }
}
