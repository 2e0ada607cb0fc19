import { m } from '#messages';
import type { State } from '../../preload/contract.ts';
import { ofAccounts } from './failed-lists.ts';
import { lifeSpan } from './time.ts';

/** From how much on a clock that is wrong is said, in ms. */
const saidFromMs = 120_000;

/** Of every account whose server's clock and the computer's are apart, and whose they are where there are several. */
export function clockTexts(
  { accounts }: Pick<State['session'], 'accounts'>,
  { accounts: lists }: Pick<State['list'], 'accounts'>,
): readonly string[] {
  const said = new Map<string, typeof accounts>();
  for (const account of accounts) {
    const list = lists.find(({ accountId }) => accountId === account.id);
    const text = clockText(list?.clockOffsetMs ?? null);
    if (text !== null) said.set(text, [...(said.get(text) ?? []), account]);
  }
  return [...said].map(([text, whose]) => ofAccounts(whose, text, accounts));
}

/**
 * That the computer's clock and the server's are apart; null where they are not, or it is not known.
 *
 * @param offsetMs server's clock minus the computer's.
 */
function clockText(offsetMs: number | null): string | null {
  if (offsetMs === null || Math.abs(offsetMs) <= saidFromMs) return null;
  const by = lifeSpan(Math.abs(offsetMs));
  return offsetMs > 0 ? m.clock_behind({ by }) : m.clock_ahead({ by });
}
