import type { Workspace } from './workspace.ts';
import {
  probeItem,
  selfTestItem,
  sentinelItem,
  signInItem,
  tokenItem,
} from './vault/secret-store.ts';

/** Ids that somebody else than the workspace's files knows. */
export interface KnownBeside {
  readonly tokenIds?: readonly string[];
  readonly accountIds?: readonly string[];
}

/**
 * The names of all items that a workspace can have in its stores, whichever of its files is lost: each
 * is said by more than one. By name, since a keychain is never asked for what it holds.
 */
export function keptItems(
  { index, journal, lists, stores }: Pick<Workspace, 'index' | 'journal' | 'lists' | 'stores'>,
  { tokenIds = [], accountIds = [] }: KnownBeside = {},
): ReadonlySet<string> {
  const { accounts, tokens, leftBehind, notes } = index.content;
  const open = journal.content.operations;
  const cached = lists.content.lists;
  const allTokens = [
    ...[...tokens, ...notes, ...cached.flatMap((list) => list.tokens)].map(({ id }) => id),
    ...open.flatMap((one) => ('tokenId' in one && one.tokenId !== null ? [one.tokenId] : [])),
    ...tokenIds,
  ];
  const allAccounts = [
    ...accounts.map(({ id }) => id),
    ...leftBehind,
    ...cached.map(({ accountId }) => accountId),
    ...open.flatMap((one) => ('accountId' in one ? [one.accountId] : [])),
    ...open.flatMap((one) => ('account' in one ? [one.account.id] : [])),
    ...accountIds,
  ];
  return new Set([
    ...allTokens.map(tokenItem),
    ...allAccounts.map(signInItem),
    ...stores.session.accounts,
    // Where a crash left them.
    probeItem,
    selfTestItem,
    // Last: without it a keychain that is locked meanwhile could be taken for one that is empty.
    sentinelItem,
  ]);
}
