import type { TokenList } from '../../preload/contract.ts';
import { toFailure } from '../app-error.ts';
import type { AccountList } from './account-list.ts';

type Shown = Pick<AccountList, 'told' | 'fresh' | 'cached'>;

/**
 * How it stands with the lists that are shown as one: as young as the oldest of them, and failed where
 * one is. One that was never read leaves the others their word.
 */
export function listSummary(
  lists: readonly Shown[],
): Pick<TokenList, 'status' | 'fetchedAt' | 'stale' | 'error'> {
  const read = lists.flatMap(({ cached }) => cached?.fetchedAt ?? []);
  const failed = lists.find(({ told }) => told.status === 'failed');
  return {
    status: statusOf(lists),
    fetchedAt: read.length === 0 ? null : Math.min(...read),
    stale: lists.length === 0 || lists.some(({ fresh }) => !fresh),
    error: failed ? toFailure(failed.told.error) : null,
  };
}

function statusOf(lists: readonly Shown[]): TokenList['status'] {
  const told = lists.map(({ told: { status } }) => status);
  if (told.includes('loading')) return 'loading';
  if (told.includes('failed')) return 'failed';
  return lists.some(({ cached }) => cached !== undefined) ? 'ready' : 'idle';
}
