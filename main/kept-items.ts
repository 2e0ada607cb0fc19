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
    // A sign-out can bring its value there.
    ...accounts.flatMap(({ ownTokenId }) => ownTokenId ?? []),
    ...open.flatMap((one) => ('tokenId' in one && one.tokenId !== null ? [one.tokenId] : [])),
    ...open
      .flatMap((one) => ('newTokenId' in one ? [one.oldTokenId, one.newTokenId ?? []] : []))
      .flat(),
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

const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi;

/**
 * Every id that stands in a file of the workspace that was broken and put aside, whatever it is of: they
 * may be all that still names an item.
 */
export async function idsInBrokenFiles({
  files,
  folder,
}: Pick<Workspace, 'files' | 'folder'>): Promise<readonly string[]> {
  const names = (await files.list(folder)).filter((name) => name.includes('.broken-'));
  const texts = await Promise.all(names.map((name) => files.read(`${folder}/${name}`)));
  return [
    ...new Set(texts.flatMap((text) => text?.match(uuid) ?? []).map((id) => id.toLowerCase())),
  ];
}
