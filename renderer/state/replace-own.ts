import { m } from '#messages';
import type { Failure } from '../../preload/contract.ts';
import type { Page } from './page.svelte.ts';

/** Makes a token in place of the one that an account signs in with, and says that it is there. @returns why not. */
export async function replaceOwn(
  { vault, toasts }: Pick<Page, 'vault' | 'toasts'>,
  accountId: string,
): Promise<Failure | null> {
  const result = await vault.act((bridge) => bridge.session.replaceOwnToken({ accountId }));
  if (!result.ok) return result.error;
  toasts.done(m.delete_own_replaced(), vault.whose({ accountId }));
  return null;
}
