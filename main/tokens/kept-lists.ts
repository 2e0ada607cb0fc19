import type { CachedList, ListCacheContent } from '../vault/list-cache.ts';
import type { Workspace } from '../workspace.ts';

/** The last list of each account, in its cache, and what was ever on its lists in this run. */
export class KeptLists {
  readonly #workspace: Workspace;
  /** Of each account, by its id: the tokens that were on its lists of this run. What lacks them later is not merely late. */
  readonly #seen = new Map<string, Set<string>>();

  constructor(workspace: Workspace) {
    this.#workspace = workspace;
  }

  of(accountId: string): CachedList | undefined {
    return this.#workspace.lists.content.lists.find((list) => list.accountId === accountId);
  }

  wasSeen(accountId: string, tokenId: string): boolean {
    return this.#seen.get(accountId)?.has(tokenId) ?? false;
  }

  /** Remembers what is on a list that was just read, and on the one before, and keeps it. */
  take(list: CachedList): Promise<void> {
    const { accountId, tokens } = list;
    const seen = this.#seen.get(accountId) ?? new Set();
    for (const { id } of [...(this.of(accountId)?.tokens ?? []), ...tokens]) seen.add(id);
    this.#seen.set(accountId, seen);
    return this.store(list);
  }

  /** A cache that cannot be written is not worth failing for: the list is kept in memory then. */
  async store(list: CachedList): Promise<void> {
    const { lists, log } = this.#workspace;
    const others = ({ accountId }: CachedList): boolean => accountId !== list.accountId;
    // From what is there when it is written: lists of several accounts come at the same time.
    const put = (content: ListCacheContent): ListCacheContent => ({
      lists: [...content.lists.filter(others), list],
    });
    try {
      await lists.change(put);
    } catch (error) {
      log.warn('the last list could not be written', { error });
      lists.hold(put(lists.content));
    }
  }
}
