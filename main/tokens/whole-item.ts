import { isAppError } from '../app-error.ts';
import type { SecretStore } from '../vault/secret-store.ts';

/**
 * Reads an item; one whose parts do not fit together is no value, and must not hide the others.
 *
 * @param broken what stands for such an item.
 * @throws AppError the store's codes but STORE_MISMATCH.
 */
export async function wholeItem(
  store: Pick<SecretStore, 'get'>,
  item: string,
  broken: string | null = null,
): Promise<string | null> {
  try {
    return await store.get(item);
  } catch (error) {
    if (isAppError(error, 'STORE_MISMATCH')) return broken;
    throw error;
  }
}
