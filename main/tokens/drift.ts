import type { Drift, DriftKind } from '../../preload/contract.ts';
import { AppError } from '../app-error.ts';
import { readToken, type TokenClaims } from '../auth-api/jwt.ts';
import type { RotationIntent } from '../vault/journal.ts';
import { tokenItem } from '../vault/secret-store.ts';
import type { Workspace } from '../workspace.ts';

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

/** In a word. */
export function driftKind({ gained, lost, role }: Drift): DriftKind {
  if (role !== null || (gained.length > 0 && lost.length > 0)) return 'other';
  if (lost.length > 0) return 'fewer';
  return gained.length > 0 ? 'more' : 'same';
}

/** Whether the new token may not do all that the old one could: what uses that may fail with the new one. */
export const losesRights = (drift: DriftKind | null | undefined): boolean =>
  drift === 'fewer' || drift === 'other';

/**
 * As driftOf, of both values of a rotation.
 *
 * @returns null where not both are kept here. @throws AppError the store's codes, STORE_MISMATCH.
 */
export async function driftOfRotation(
  { stores }: Pick<Workspace, 'stores'>,
  { oldTokenId, newTokenId }: RotationIntent,
): Promise<Drift | null> {
  if (newTokenId === null) return null;
  const before = await stores.get(tokenItem(oldTokenId));
  const now = await stores.get(tokenItem(newTokenId));
  if (before === null || now === null) return null;
  const [old, made] = [readToken(before), readToken(now)];
  // What the journal names is not trusted: the values must say the same.
  if (old.id !== oldTokenId || made.id !== newTokenId) throw new AppError('STORE_MISMATCH');
  return driftOf(old, made);
}
