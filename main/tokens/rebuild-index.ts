import { idIn, readToken } from '../auth-api/jwt.ts';
import type { Accounts } from '../accounts/accounts.ts';
import type { TokenListing } from '../auth-api/client.ts';
import { takeUpUnnamed } from '../accounts/take-up.ts';
import { savedEntry } from './kept-value.ts';
import type { AccountList } from './account-list.ts';
import type { TokenLists } from './token-lists.ts';
import { isWholeBy } from '../vault/value-digest.ts';
import type { Workspace } from '../workspace.ts';
import { withMissing, withSaved, type SavedToken } from '../vault/index-file.ts';
import { tokenItem } from '../vault/secret-store.ts';
import { wholeItem } from './whole-item.ts';

/**
 * Finds the values of all listed tokens again without the index, by asking the keychain for each id
 * by name, those too that the index claims: what is not there is called saved no longer. And the tokens that earlier sign-ins of this person left there. It may raise the keychain's
 * prompt, since a person asked.
 *
 * @returns how many were found that the index did not know, how many items were left alone since
 *   they hold something else than the value of their token, and how many that the index claimed are
 *   not there.
 * @throws AppError as AuthApi.list, the store's codes, FILE_NOT_WRITTEN.
 */
export async function rebuildIndex(
  workspace: Workspace,
  accounts: Accounts,
  lists: TokenLists,
): Promise<{ found: number; refused: number; missing: number }> {
  const sum = { found: 0, refused: 0, missing: 0 };
  const failures: unknown[] = [];
  accounts.require();
  for (const { id } of accounts.all)
    try {
      const one = await rebuildOf(workspace, lists, lists.at(id));
      sum.found += one.found;
      sum.refused += one.refused;
      sum.missing += one.missing;
    } catch (error) {
      // The others are looked through all the same.
      failures.push(error);
    }
  for (const failure of failures) throw failure;
  return sum;
}

async function rebuildOf(
  workspace: Workspace,
  lists: TokenLists,
  list: AccountList,
): Promise<{ found: number; refused: number; missing: number }> {
  const { origin } = list.seat.connection();
  const whose = { ...list.seat.require(), origin };
  const { tokens, serverDate } = await list.read();
  // Nothing else works on these tokens meanwhile: what is found is what is written.
  return workspace.locks.run(
    tokens.map(({ id }) => id),
    () => rebuild(workspace, lists, { tokens, serverDate }, whose),
  );
}

async function rebuild(
  workspace: Workspace,
  lists: TokenLists,
  { tokens, serverDate }: TokenListing,
  whose: Parameters<typeof takeUpUnnamed>[1],
): Promise<{ found: number; refused: number; missing: number }> {
  const { stores, index, clock } = workspace;
  const { origin } = whose;
  // What is filed under another server is found by nobody here, and this one lists it.
  const filed = index.content.tokens.filter((token) => token.origin === origin);
  const known = new Map(filed.map((token) => [token.id, token.missing !== true]));
  const before = new Set(index.content.tokens.map(({ id }) => id));
  const found: SavedToken[] = [];
  const missing: string[] = [];
  const takenUp = new Set<string>();
  let refused = 0;
  try {
    for (const { id } of tokens) {
      const value = await wholeItem(stores.keychain, tokenItem(id), 'broken');
      const claimed = known.get(id) === true;
      if (value === null) {
        if (claimed) missing.push(id);
        continue;
      }
      if (claimed && idIn(value) === id) continue;
      // What is stored under this name must say so itself, and be no piece of it.
      if (idIn(value) !== id || !isWholeBy(workspace.journal.content, id, value)) {
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
    if (found.length + missing.length > 0)
      await index.change((content) =>
        missing.reduce(withMissing, found.reduce(withSaved, content)),
      );
    lists.publish();
  }
  return {
    found: new Set([...found.map(({ id }) => id), ...takenUp]).size,
    refused,
    missing: missing.length,
  };
}
