import { withSaid } from '../vault/index-file.ts';
import {
  endOperation,
  journaled,
  openGenerates,
  openOf,
  type RenewalIntent,
} from '../vault/journal.ts';
import type { Workspace } from '../workspace.ts';
import { ownLabel } from './earlier-token.ts';
import { ownItem } from './minted-item.ts';
import { retire, takeOver, type RenewalParts } from './renew-own-token.ts';

/** The renewals that are open. */
export const openRenewals = ({ journal }: Pick<Workspace, 'journal'>): readonly RenewalIntent[] =>
  openOf(journal.content, 'renewal');

/**
 * Goes on with a renewal that an earlier run, or a failure, left: each stage in one way that does no harm
 * a second time. Its account can make requests, and the keychain is open. What is deleted is named by the
 * keychain, not by the journal.
 *
 * @throws AppError as takeOver and retire: it stays open.
 */
export async function resumeRenewal(parts: RenewalParts, renewal: RenewalIntent): Promise<void> {
  const { workspace } = parts;
  const next = renewal.stage === 'making' ? await made(workspace, renewal) : renewal;
  if (next === null) return;
  const { oldTokenId, newTokenId } = next;
  const { claims, minted, replaces } = await ownItem(workspace, next.accountId);
  const isReplaced = claims.id === newTokenId && replaces === oldTokenId;
  if (next.stage === 'retiring' && isReplaced) return retire(parts, next);
  const isToGoOn = isReplaced || (minted && claims.id === oldTokenId && isOfIt(workspace, next));
  if (next.stage === 'unused' && isToGoOn) return takeOver(parts, next);
  // Somebody signed in otherwise since: both are saved tokens by now, and are called what they are.
  await leave(workspace, next);
}

/** Whether its new token was made and kept, by what its generate left; null: no, or not yet. */
async function made(workspace: Workspace, renewal: RenewalIntent): Promise<RenewalIntent | null> {
  const { index, journal } = workspace;
  const { generateId } = renewal;
  const filed = index.content.tokens.find(({ madeBy }) => madeBy === generateId);
  if (filed) {
    const next = { ...renewal, stage: 'unused', newTokenId: filed.id } as const;
    await journal.change(journaled(next));
    return next;
  }
  // It is still being settled by listing.
  if (!openGenerates(journal.content).some(({ id }) => id === generateId))
    await endOperation(journal, renewal.id);
  return null;
}

const isOfIt = ({ index }: Workspace, { generateId, newTokenId }: RenewalIntent): boolean =>
  index.content.tokens.some(({ id, madeBy }) => id === newTokenId && madeBy === generateId);

/** Ends it where it stands: nothing is deleted. @throws AppError FILE_NOT_WRITTEN. */
export async function leave(
  { index, journal }: Workspace,
  { id, newTokenId }: RenewalIntent,
): Promise<void> {
  if (newTokenId !== null && index.content.tokens.some((token) => token.id === newTokenId))
    await index.change((content) => withSaid(content, newTokenId, { label: ownLabel }));
  await endOperation(journal, id);
}
