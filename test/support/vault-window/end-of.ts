import type { Locator, Page } from '@playwright/test';

/**
 * Waits for what follows when all went well (null: the dialog goes), or for a sentence that says
 * why not.
 *
 * @returns null, or that sentence.
 */
export async function endOf(well: Locator | null, where: Locator | Page): Promise<string | null> {
  const alert = where.getByRole('alert').filter({ hasText: /\S/ }).first();
  const failed = alert.waitFor().then(() => alert.textContent());
  const done = (well ? well.waitFor() : (where as Locator).waitFor({ state: 'hidden' })).then(
    () => null,
  );
  for (const end of [failed, done]) end.catch(() => undefined); // the other one came first
  return Promise.race([done, failed]);
}
