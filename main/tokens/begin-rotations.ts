import type { ErrorCode, RotationOutcome } from '../../preload/contract.ts';
import { beginRotation, type BeginParts } from './begin-rotation.ts';

/** After these the next one of the same account would fail as this one did. */
const stopsAccount: ReadonlySet<ErrorCode> = new Set([
  ...(['SIGN_IN_ENDED', 'BAD_CREDENTIALS', 'TWO_FACTOR_OR_REFUSED', 'NOT_SIGNED_IN'] as const),
  ...(['LIMIT_REACHED', 'OFFLINE', 'TIMEOUT', 'RATE_LIMITED', 'OUTCOME_UNKNOWN'] as const),
]);
/** After these the next one of any. */
const stopsAll: ReadonlySet<ErrorCode> = new Set([
  ...(['CANCELLED', 'STORE_ABSENT', 'STORE_LOCKED', 'STORE_WAITING', 'STORE_RESTARTED'] as const),
  ...(['FILE_NOT_WRITTEN', 'BUSY'] as const),
]);

/**
 * Makes a token in place of each of these, one after the other, until a person stops it or the next one
 * would fail as one did.
 *
 * @param onOne told after each.
 * @returns what became of each, in their order.
 */
export async function beginRotations(
  parts: BeginParts,
  tokenIds: readonly string[],
  ttlSeconds: number | null,
  onOne: () => void,
): Promise<RotationOutcome[]> {
  const outcomes: RotationOutcome[] = [];
  // A person's Stop is for all of them, whichever is under way.
  const { signal } = parts.workspace.patience;
  let stopped = false;
  const refused = new Set<string | null>();
  for (const tokenId of new Set(tokenIds)) {
    const accountId = parts.lists.accountOf(tokenId);
    const outcome: RotationOutcome =
      stopped || signal.aborted || refused.has(accountId)
        ? { tokenId, stage: null, error: null }
        : await beginRotation(parts, tokenId, ttlSeconds);
    outcomes.push(outcome);
    onOne();
    const code = outcome.error?.code;
    if (code && stopsAll.has(code)) stopped = true;
    if (code && stopsAccount.has(code)) refused.add(accountId);
  }
  return outcomes;
}
