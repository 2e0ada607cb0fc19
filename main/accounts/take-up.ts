import { signInItem } from '../vault/secret-store.ts';
import type { Workspace } from '../workspace.ts';
import { derivedIds } from './account-id.ts';
import { isExpired, keepOwnToken, signInItemOf } from './earlier-token.ts';
import type { Whose } from './person.ts';

/**
 * Takes up the sign-in items of accounts that were signed out while the keychain could not be
 * read: their tokens become saved ones. Looks only at an unlocked keychain.
 */
export async function takeUpLeftBehind(workspace: Workspace): Promise<void> {
  const { index, stores, log } = workspace;
  for (const id of index.content.leftBehind) {
    try {
      // An account that is there signs in with its item, whatever an index that was edited says.
      if (!isAccount(workspace, id)) {
        // Another keyring may be open just now, and be so for long: what is not there stays noted.
        if ((await signInItemOf(workspace, id)) === null) continue;
        // What is not understood now may be later: an item that was misread is a token's only copy.
        if (!(await keepOwnToken(workspace, id, () => false))) continue;
        await stores.delete(signInItem(id));
      }
      await index.change((content) => ({
        ...content,
        leftBehind: content.leftBehind.filter((other) => other !== id),
      }));
    } catch (error) {
      log.warn('what a sign-out left could not be taken up', { error });
    }
  }
}

/**
 * Takes up what earlier sign-ins of a person left in the keychain under ids that the index does not
 * name, since it was lost: tokens that still live become saved ones. The keychain is open, or a
 * person waits for its prompt.
 *
 * @param serverNow the server's clock, ms: what has ended by it is not kept. Null: not known.
 * @returns the ids of the tokens that were kept, and how many items were left alone since they could
 *   not be read.
 * @throws AppError the store's codes, STORE_MISMATCH, FILE_NOT_WRITTEN: what is not done yet stays.
 */
export async function takeUpUnnamed(
  workspace: Workspace,
  whose: Whose,
  serverNow: number | null,
): Promise<{ readonly kept: readonly string[]; readonly refused: number }> {
  const kept: string[] = [];
  let refused = 0;
  for (const id of derivedIds(whose)) {
    if (isAccount(workspace, id) || isBeingSettled(workspace, id)) continue;
    const item = await signInItemOf(workspace, id);
    if (item === 'unreadable') refused += 1;
    if (item === null || item === 'unreadable') continue;
    const isDead = isExpired(item.claims, serverNow, workspace.clock.now());
    if (!(await keepOwnToken(workspace, id, () => isDead))) continue;
    await workspace.stores.delete(signInItem(id));
    if (!isDead) kept.push(item.claims.id);
  }
  return { kept, refused };
}

/** As takeUpUnnamed, where nobody has to be asked for it: not worth failing a sign-in for. */
export async function takeUpQuietly(
  workspace: Workspace,
  whose: Whose,
  serverNow: number | null,
): Promise<void> {
  const { stores, log } = workspace;
  try {
    if ((await stores.look()) === 'ready') await takeUpUnnamed(workspace, whose, serverNow);
  } catch (error) {
    log.warn('what an earlier sign-in left could not be taken up', { error });
  }
}

const isAccount = ({ index }: Workspace, id: string): boolean =>
  index.content.accounts.some((account) => account.id === id);

/** Whether an open operation, or a sign-out that is to be ended, looks after this item. */
const isBeingSettled = ({ index, journal }: Workspace, id: string): boolean =>
  index.content.leftBehind.includes(id) ||
  journal.content.operations.some((open) => {
    switch (open.kind) {
      case 'generate':
        return open.purpose === 'sign-in' && open.accountId === id;
      case 'token-sign-in':
        return open.account.id === id;
      case 'sign-out':
      case 'renewal':
        return open.accountId === id;
      case 'import':
      case 'delete':
      case 'forget':
      case 'rotation':
        return false;
    }
  });
