import { m } from '#messages';
import type { Account, Token } from '../../preload/contract.ts';
import { since } from './time.ts';

/** What a person loses by revoking the token that signs the app in, and has to see to before. */
export interface RevokeRisk {
  /** `used`: something else uses it · `no-way-back`: nothing but such a token signs this account in. */
  readonly kind: 'used' | 'no-way-back';
  readonly words: string;
}

/**
 * Null: it serves the app alone, and a person can sign in by password again, for all that is known here.
 *
 * @param now by this computer's clock, ms.
 */
export function revokeRisk(
  account: Account | null,
  tokens: readonly Pick<Token, 'id' | 'usedIn' | 'usedAt'>[],
  now: number,
): RevokeRisk | null {
  if (account?.signIn !== 'minted') return null;
  if (account.canMint === 'no') return { kind: 'no-way-back', words: m.revoke_no_way_back() };
  const own = tokens.find(({ id }) => id === account.ownTokenId);
  if (own?.usedIn) return { kind: 'used', words: m.revoke_used_in({ places: own.usedIn }) };
  if (own && own.usedAt !== null)
    return { kind: 'used', words: m.revoke_used({ when: since(own.usedAt, now) }) };
  return null;
}
