import { m } from '#messages';
import type { Token } from '../../preload/contract.ts';
import { clipped, tokenName } from './state-text.ts';

/**
 * What really happened: hidden from clipboard histories only where that could be done, cleared only
 * where that will be.
 *
 * @param clearsAt Unix time in ms; null: it is not cleared.
 */
export function copiedText(clearsAt: number | null, concealed: boolean | null): string {
  const n = clearsAt === null ? 0 : Math.round((clearsAt - Date.now()) / 1_000);
  if (concealed === true) return n > 0 ? m.copied_hidden_clears({ n }) : m.copied_hidden();
  return n > 0 ? m.copied_clears({ n }) : m.copied();
}

/**
 * As `copiedText`, in few letters and with the name of the token, to be seen.
 *
 * @param n Seconds until it is cleared; 0: it is not cleared.
 */
export function copiedTokenText(name: string, n: number, concealed: boolean | null): string {
  const about = { name: clipped(name), n };
  if (concealed === true)
    return n > 0 ? m.copied_token_hidden_clears(about) : m.copied_token_hidden(about);
  return n > 0 ? m.copied_token_clears(about) : m.copied_token(about);
}

/** Why a key copied nothing: whoever pastes must not take what was copied before for it. */
export function noCopyText(token: Pick<Token, 'id' | 'label' | 'kept'>): string {
  const name = clipped(tokenName(token));
  return token.kept === 'no' ? m.copy_not_here({ name }) : m.copy_opens_nothing({ name });
}
