import { AppError } from '../app-error.ts';
import { withSaved } from '../vault/index-file.ts';
import { tokenItem, tokenOfItem } from '../vault/secret-store.ts';
import type { Workspace } from '../workspace.ts';

/**
 * Brings what is in memory only into a keychain that was found since: the person wanted it kept, and
 * there was no other place. Each leaves memory when it is read back and filed, not before; one that
 * the keychain already has with another value stays where it is.
 *
 * @returns whether anything moved.
 * @throws AppError the store's codes, STORE_MISMATCH, FILE_NOT_WRITTEN: the rest is still in memory.
 */
export async function moveToKeychain({ stores, index, state }: Workspace): Promise<boolean> {
  const { session, keychain } = stores;
  let moved = false;
  for (const item of session.accounts) {
    const value = await session.get(item);
    const there = await keychain.get(item);
    if (value === null || (there !== null && there !== value)) continue;
    await keychain.set(item, value);
    if ((await keychain.get(item)) !== value) {
      // Half a value must not be taken for the whole one later.
      await keychain.delete(item);
      throw new AppError('STORE_MISMATCH');
    }
    const id = tokenOfItem(item);
    const entry = session.entryOf(id);
    if (entry && item === tokenItem(id)) await index.change((content) => withSaved(content, entry));
    await session.delete(item);
    const { generated } = state.current;
    if (generated?.tokenId === id) state.change({ generated: { ...generated, kept: 'keychain' } });
    moved = true;
  }
  return moved;
}
