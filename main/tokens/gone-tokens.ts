import { isAppError } from '../app-error.ts';
import type { Accounts } from '../accounts/accounts.ts';
import type { AccountEntry, SavedToken } from '../vault/index-file.ts';
import type { CachedList } from '../vault/list-cache.ts';
import type { Workspace } from '../workspace.ts';
import { mayBeListedLate } from './ghosts.ts';

/** The last list of an account. */
export interface LastList {
  readonly account: AccountEntry;
  readonly cached: CachedList;
  /** Whether a token stood on an earlier list of this run: it is not merely late. */
  readonly wasSeen: (id: string) => boolean;
}

/**
 * Which saved tokens are gone from the server. That a list lacks one is half of the proof; the other
 * half is that the server, asked for its id, does not know it.
 */
export class GoneTokens {
  readonly #workspace: Workspace;
  readonly #accounts: Accounts;
  /** What the server did not know in this run. */
  readonly #unknown = new Set<string>();

  constructor(workspace: Workspace, accounts: Accounts) {
    this.#workspace = workspace;
    this.#accounts = accounts;
  }

  isGone(token: SavedToken, list: LastList): boolean {
    return this.#unknown.has(token.id) && isLacking(list, token);
  }

  /** What a list names lives, whatever was answered before. */
  listed(tokens: readonly { readonly id: string }[]): void {
    for (const { id } of tokens) this.#unknown.delete(id);
  }

  /** Asks for each that the list lacks, and that nothing is proven of yet. @throws AppError as AuthApi.knows. */
  async ask(list: LastList): Promise<void> {
    const { index, stores, patience } = this.#workspace;
    const listed = new Set(list.cached.tokens.map(({ id }) => id));
    const ended = (at: number | null): boolean => at !== null && at <= this.#workspace.clock.now();
    for (const token of [...index.content.tokens, ...stores.session.entries]) {
      const { id, expiresAt } = token;
      if (listed.has(id) || this.#unknown.has(id) || ended(expiresAt) || !isLacking(list, token))
        continue;
      const known = await this.#accounts
        .api(list.account.id)
        .knows(id, patience.signal)
        .catch((error: unknown) => {
          // Of this one only: the others are asked for.
          if (isAppError(error, 'TWO_FACTOR_OR_REFUSED', 'REQUEST_REFUSED', 'NOT_THE_API'))
            return true;
          throw error;
        });
      // Nobody is there any more of whom it could be said.
      if (this.#accounts.find(list.account.id) === null) return;
      if (!known) this.#unknown.add(id);
    }
  }
}

/**
 * Whether the list would name this token if it lived: it is of the list's own user and contract, and
 * was there, or is too old to be listed late. A list that is older than what was saved says nothing of
 * it; neither does that of a password, of which nothing proves whose it is.
 */
function isLacking({ account, cached, wasSeen }: LastList, token: SavedToken): boolean {
  const { origin, contractNumber, userId, signIn } = account;
  const { fetchedAt, clockOffsetMs } = cached;
  const serverNow = clockOffsetMs === null ? null : fetchedAt + clockOffsetMs;
  return (
    origin === token.origin &&
    signIn !== 'password' &&
    contractNumber !== null &&
    userId !== null &&
    contractNumber === token.contractNumber &&
    userId === token.userId &&
    token.savedAt <= fetchedAt &&
    (wasSeen(token.id) || !mayBeListedLate(token.issuedAt, serverNow, fetchedAt))
  );
}
