import { withFound, withMissing } from '../vault/index-file.ts';
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

/**
 * The open keychain does not hold it: it is called saved no longer, until it is found again. Never throws.
 * To be shown by the caller.
 */
export async function noteMissing(
  { index, locks, log, stores }: Workspace,
  id: string,
): Promise<void> {
  try {
    await locks.run([id], async () => {
      const claimed = index.content.tokens.some((token) => token.id === id && !token.missing);
      // Another operation may have stored it since, and another keyring may be open just now.
      const gone = claimed && (await stores.get(tokenItem(id), true)) === null;
      if (gone && (await stores.keychain.wouldHold(tokenItem(id))))
        await index.change((content) => withMissing(content, id));
    });
  } catch (error) {
    log.warn('that a value is missing could not be written', { error });
  }
}
