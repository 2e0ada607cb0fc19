import type { Drift } from '../../preload/contract.ts';
import type { TokenClaims } from '../auth-api/jwt.ts';

type Rights = Pick<TokenClaims, 'privileges' | 'role'>;

/** As many as the contract of the bridge lets through. */
const mostPrivileges = 500;

/** What the one token may do that the other may not, by what the values say of themselves; the signature is not checked. */
export function driftOf(before: Rights, now: Rights): Drift {
  const only = (one: Rights, other: Rights): string[] =>
    [...new Set(one.privileges)]
      .filter((privilege) => !other.privileges.includes(privilege))
      .slice(0, mostPrivileges);
  return {
    gained: only(now, before),
    lost: only(before, now),
    role: before.role === now.role ? null : { before: before.role, now: now.role },
  };
}
