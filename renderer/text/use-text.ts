import { m } from '#messages';
import type { Token } from '../../preload/contract.ts';
import { since } from './time.ts';

type Used = Pick<Token, 'usedAt' | 'kept' | 'own'>;

/** Of a token of whose use nothing is written down: what that says, and what it does not. */
export function noUseText({ kept, own }: Used): string {
  if (own) return m.use_own();
  return kept === 'no' ? m.use_unknown() : m.use_never();
}

/** How old it is and when it was used last, in one line of a list. @param now by this computer's clock, ms. */
export function useLine(
  { createdAt, ...token }: Used & Pick<Token, 'createdAt'>,
  times: { readonly now: number; readonly serverNow: number },
): string {
  const made =
    createdAt === null ? null : m.use_item_made({ when: since(createdAt, times.serverNow) });
  return [made, useWords(token, times.now)].filter(Boolean).join(' · ');
}

/** Null: nothing can be said, since its value was never here. */
function useWords({ usedAt, kept, own }: Used, now: number): string | null {
  if (usedAt !== null) return m.use_item_last({ when: since(usedAt, now) });
  return kept === 'no' || own ? null : m.use_item_never();
}
