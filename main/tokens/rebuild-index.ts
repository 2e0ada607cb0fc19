import { idIn, readToken } from '../auth-api/jwt.ts';
import type { Accounts } from '../accounts/accounts.ts';
import { takeUpUnnamed } from '../accounts/take-up.ts';
import { savedEntry } from './kept-value.ts';
import type { TokenLists } from './token-lists.ts';
import type { Workspace } from '../workspace.ts';
import { withSaved, type SavedToken } from '../vault/index-file.ts';
import { tokenItem } from '../vault/secret-store.ts';
import { wholeItem } from './whole-item.ts';

/**
 * Finds the values of all listed tokens again without the index, by asking the keychain for each id
 * by name; and the tokens that earlier sign-ins of this person left there. It may raise the keychain's
 * prompt, since a person asked.
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
  const whose = { ...accounts.require(), origin };
  const { tokens, serverDate } = await lists.read();
  // What is filed under another server is found by nobody here, and this one lists it.
  const filed = index.content.tokens.filter((token) => token.origin === origin);
  const known = new Set(filed.map(({ id }) => id));
  const before = new Set(index.content.tokens.map(({ id }) => id));
  const found: SavedToken[] = [];
  const takenUp = new Set<string>();
  let refused = 0;
  try {
    for (const { id } of tokens) {
      const value = known.has(id)
        ? null
        : await wholeItem(stores.keychain, tokenItem(id), 'broken');
      if (value === null) continue;
      // What is stored under this name must say so itself.
      if (idIn(value) !== id) {
        refused += 1;
        continue;
      }
      const under = { origin, madeBy: null };
      found.push(savedEntry(readToken(value), under, clock.now()));
    }
    const left = await takeUpUnnamed(workspace, whose, serverDate);
    refused += left.refused;
    for (const id of left.kept) if (!before.has(id)) takenUp.add(id);
  } finally {
    // What was found before the keychain failed stays found.
    if (found.length > 0) await index.change((content) => found.reduce(withSaved, content));
    lists.publish();
  }
  return { found: new Set([...found.map(({ id }) => id), ...takenUp]).size, refused };
}
