import type { Ghost } from '../../preload/contract.ts';
import { AppError, isAppError } from '../app-error.ts';
import { readSignInItem } from '../accounts/connection.ts';
import type { Accounts } from '../accounts/accounts.ts';
import { readToken } from '../auth-api/jwt.ts';
import { finished, journaled, type GenerateIntent, type JournalContent } from '../vault/journal.ts';
import { signInItem, tokenItem, tokenOfItem } from '../vault/secret-store.ts';
import type { Workspace } from '../workspace.ts';
import { fileSaved, filing } from './kept-value.ts';
import { checkDelaysMs, ghostCandidates, windowMs } from './ghosts.ts';
import type { TokenLists } from './token-lists.ts';

/** Between two tries to read a list that cannot be read, in ms. */
const shortestPauseMs = 5_000;

/**
 * Settles generates whose outcome is unknown, by listing. What is found is offered with the doubt
 * that there is; nothing is revoked and no journal closed without a reason that can be told.
 */
export class Settler {
  readonly #workspace: Workspace;
  readonly #accounts: Accounts;
  readonly #lists: TokenLists;
  readonly #cancels = new Map<string, () => void>();
  /** Ids whose generate is under way or on screen: they are no ghosts. */
  readonly #live = new Set<string>();

  constructor(workspace: Workspace, accounts: Accounts, lists: TokenLists) {
    this.#workspace = workspace;
    this.#accounts = accounts;
    this.#lists = lists;
  }

  /** Marks an operation as the app's present work, until `release` or `watch`. */
  hold(id: string): void {
    this.#live.add(id);
  }

  release(id: string): void {
    this.#live.delete(id);
  }

  /** Begins to look for what an interrupted generate left. */
  watch(intent: GenerateIntent): void {
    this.release(intent.id);
    this.#show({
      operationId: intent.id,
      startedAt: intent.startedAt,
      status: 'checking',
      candidates: [],
      nextCheckAt: null,
    });
    this.#schedule(intent, checkDelaysMs[0]);
  }

  /** Takes up what earlier runs left open for the account shown, and leaves that of others. */
  resume(): void {
    const account = this.#accounts.current;
    this.close();
    this.#workspace.state.change({ ghosts: [] });
    for (const intent of this.#workspace.journal.content.operations)
      if (intent.accountId === account?.id && !this.#live.has(intent.id)) this.watch(intent);
  }

  /** Lists again now. @throws AppError NOTHING_PENDING. */
  async check(operationId: string): Promise<void> {
    const intent = this.#intent(operationId);
    this.#cancels.get(operationId)?.();
    this.#patch(operationId, { status: 'checking', nextCheckAt: null });
    try {
      await this.#check(intent);
    } catch (error) {
      this.#workspace.log.warn('an open generate could not be checked', { error });
      const ended = isAppError(error, 'SIGN_IN_ENDED', 'BAD_CREDENTIALS');
      if (ended) this.#accounts.refuse(intent.accountId);
      // Taken up again at the next sign-in, or after a while: a failure says nothing of the token.
      this.#again(intent, this.#ghost(operationId)?.candidates ?? [], {
        delay: ended ? null : Math.max(checkDelaysMs[intent.checks] ?? 0, shortestPauseMs),
        status: 'waiting',
      });
    }
  }

  async #check(intent: GenerateIntent): Promise<void> {
    if (this.#done(intent)) {
      await this.#close(intent.id);
      return;
    }
    const listing = await this.#lists.read();
    this.#lists.publish();
    const candidates = ghostCandidates(intent, listing, this.#known());
    for (const { id } of candidates)
      if (await this.#recover(intent, id)) {
        await this.#close(intent.id);
        this.#lists.publish();
        return;
      }
    // Listed often enough, over more than one run, and nothing came.
    const waited = Math.abs(this.#workspace.clock.now() - intent.startedAt) >= windowMs;
    const settledAtStart = waited && intent.checks >= checkDelaysMs.length;
    if (candidates.length === 0 && settledAtStart) {
      await this.#close(intent.id);
      return;
    }
    const next = { ...intent, checks: intent.checks + 1 };
    await this.#note(next);
    const delay = checkDelaysMs[next.checks] ?? null;
    this.#again(
      next,
      candidates.map(({ id, createdAt }) => ({ tokenId: id, createdAt })),
      { delay, status: delay === null ? 'none' : 'waiting' },
    );
  }

  /** The person says that the tokens found are to stay. */
  async keep(operationId: string): Promise<void> {
    this.#intent(operationId);
    await this.#close(operationId);
  }

  /** Deletes a candidate on the server. @throws AppError as AuthApi.delete, TOKEN_NOT_FOUND. */
  async revoke(operationId: string, tokenId: string): Promise<void> {
    this.#intent(operationId);
    const ghost = this.#ghost(operationId);
    if (!ghost?.candidates.some((candidate) => candidate.tokenId === tokenId))
      throw new AppError('NOTHING_PENDING');
    const outcome = await this.#accounts.api().delete(tokenId);
    if (outcome === 'unknown-there') {
      // A 404 alone may be a wrong endpoint's.
      const { tokens } = await this.#lists.read();
      if (tokens.some(({ id }) => id === tokenId)) throw new AppError('TOKEN_NOT_FOUND');
    }
    const candidates = ghost.candidates.filter((candidate) => candidate.tokenId !== tokenId);
    if (candidates.length === 0) await this.#close(operationId);
    else this.#patch(operationId, { candidates });
    await this.#lists.drop(tokenId);
  }

  /** Ends all timers; what is open stays in the journal. */
  close(): void {
    for (const cancel of this.#cancels.values()) cancel();
    this.#cancels.clear();
  }

  /**
   * A crash after the value was stored, and before the index or the journal was written: the value
   * is in the keychain. It is filed, and nothing was lost. Raises no prompt.
   */
  async #recover(intent: GenerateIntent, id: string): Promise<boolean> {
    const { stores, log } = this.#workspace;
    if ((await stores.look()) !== 'ready') return false;
    try {
      return await this.#file(intent, id);
    } catch (error) {
      log.warn('a stored value could not be taken up', { error });
      return false;
    }
  }

  async #file(intent: GenerateIntent, id: string): Promise<boolean> {
    const { stores } = this.#workspace;
    let value = await stores.get(tokenItem(id));
    if (value === null && intent.purpose === 'sign-in') {
      const text = await stores.get(signInItem(intent.accountId));
      const token = text === null ? null : readSignInItem(text).credential.token;
      // The account was never written down: its own token becomes a saved one.
      if (token !== null && readToken(token).id === id) {
        await stores.keychain.set(tokenItem(id), token);
        value = token;
      }
    }
    if (value === null) return false;
    const claims = readToken(value);
    if (claims.id !== id) return false;
    await fileSaved(this.#workspace, stores.keychain, claims, filing(intent));
    return true;
  }

  /** The index was written, and only the journal was not cleared. */
  #done({ id, tokenId }: GenerateIntent): boolean {
    // Journaled again because its value is kept nowhere: the index may not have learned that.
    if (tokenId !== null) return false;
    const { tokens, accounts } = this.#workspace.index.content;
    return [...tokens, ...accounts].some(({ madeBy }) => madeBy === id);
  }

  /** Ids that are surely not from an interrupted generate. */
  #known(): ReadonlySet<string> {
    const own = this.#accounts.current?.ownTokenId;
    const saved = this.#workspace.index.content.tokens.map(({ id }) => id);
    const inSession = this.#workspace.stores.session.accounts.map(tokenOfItem);
    return new Set([...saved, ...inSession, ...(own ? [own] : [])]);
  }

  /** Shows what is known, and looks again after `delay` ms. */
  #again(
    intent: GenerateIntent,
    candidates: Ghost['candidates'],
    { delay, status }: { readonly delay: number | null; readonly status: Ghost['status'] },
  ): void {
    // Answered by the person meanwhile.
    if (!this.#isOpen(intent)) return;
    this.#patch(intent.id, {
      candidates,
      status: candidates.length > 0 ? 'found' : status,
      nextCheckAt: delay === null ? null : this.#workspace.clock.now() + delay,
    });
    if (delay !== null) this.#schedule(intent, delay);
  }

  /** Counts a check; for this run at least, where it cannot be written. */
  async #note(intent: GenerateIntent): Promise<void> {
    const { journal, log } = this.#workspace;
    if (!this.#isOpen(intent)) return;
    const note = (content: JournalContent): JournalContent =>
      content.operations.some(({ id }) => id === intent.id) ? journaled(intent)(content) : content;
    try {
      await journal.change(note);
    } catch (error) {
      log.warn('the journal could not be written', { error });
      journal.hold(note(journal.content));
    }
  }

  #schedule(intent: GenerateIntent, delay: number): void {
    const { clock, log } = this.#workspace;
    this.#cancels.get(intent.id)?.();
    const cancel = clock.after(delay, () => {
      if (!this.#isOpen(intent)) return;
      this.check(intent.id).catch((error: unknown) => {
        log.error('settling failed', { error });
      });
    });
    this.#cancels.set(intent.id, cancel);
  }

  async #close(operationId: string): Promise<void> {
    this.#cancels.get(operationId)?.();
    this.#cancels.delete(operationId);
    await this.#workspace.journal.change(finished(operationId));
    const { state } = this.#workspace;
    state.change({
      ghosts: state.current.ghosts.filter((ghost) => ghost.operationId !== operationId),
    });
  }

  /** @throws AppError NOTHING_PENDING; for operations of accounts that are not shown too. */
  #intent(operationId: string): GenerateIntent {
    const intent = this.#workspace.journal.content.operations.find(({ id }) => id === operationId);
    if (!intent || !this.#isOpen(intent)) throw new AppError('NOTHING_PENDING');
    return intent;
  }

  /** Whether it is still to be settled, and its account is the one that lists are read of. */
  #isOpen({ id, accountId }: GenerateIntent): boolean {
    const { operations } = this.#workspace.journal.content;
    return operations.some((other) => other.id === id) && this.#accounts.current?.id === accountId;
  }

  #ghost(operationId: string): Ghost | undefined {
    return this.#workspace.state.current.ghosts.find((ghost) => ghost.operationId === operationId);
  }

  #show(ghost: Ghost): void {
    const { state } = this.#workspace;
    const others = state.current.ghosts.filter((other) => other.operationId !== ghost.operationId);
    state.change({ ghosts: [...others, ghost] });
  }

  #patch(operationId: string, change: Partial<Ghost>): void {
    const { state } = this.#workspace;
    state.change({
      ghosts: state.current.ghosts.map((ghost) =>
        ghost.operationId === operationId ? { ...ghost, ...change } : ghost,
      ),
    });
  }
}
