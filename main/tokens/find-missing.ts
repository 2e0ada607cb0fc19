import { withFound } from '../vault/index-file.ts';
import { tokenItem } from '../vault/secret-store.ts';
import type { Workspace } from '../workspace.ts';
import { claimsOf } from './proven-gone.ts';
import { wholeItem } from './whole-item.ts';

/**
 * Looks again for values that a keychain lacked: another one may have been open then. The keychain is
 * unlocked; raises no prompt.
 *
 * @returns whether any was found.
 */
export async function findMissing({ index, locks, log, stores }: Workspace): Promise<boolean> {
  let found = false;
  for (const { id, missing } of index.content.tokens)
    if (missing === true)
      try {
        await locks.run([id], async () => {
          const value = await wholeItem(stores.keychain, tokenItem(id));
          if (value === null || claimsOf(value)?.id !== id) return;
          await index.change((content) => withFound(content, id));
          found = true;
        });
      } catch (error) {
        log.warn('a missing value could not be looked for', { error });
      }
  return found;
}
