import { AppError, isAppError, toFailure } from '../app-error.ts';
import type { Accounts } from '../accounts/accounts.ts';
import { findOf } from '../accounts/person.ts';
import type { TokenListing } from '../auth-api/client.ts';
import { clockOffsetOf } from '../auth-api/dates.ts';
import type { AccountEntry } from '../vault/index-file.ts';
import type { CachedList } from '../vault/list-cache.ts';
import { tokenItem } from '../vault/secret-store.ts';
import type { Workspace } from '../workspace.ts';
import { tokenLimit } from './generate.ts';
import { GoneTokens, type LastList } from './gone-tokens.ts';
import { KeptLists } from './kept-lists.ts';
import { nextExpiry, tokenRows } from './token-state.ts';

/** Longest time that a timer can wait, ms. */
const longestTimer = 2 ** 31 - 1;

/** What was known when a list was asked for. */
export interface ListAsk {
  readonly order: number;
  readonly changes: number;
}

/** Reads the list from the server, keeps the last one, and tells the views. */
export class TokenLists {
  readonly #workspace: Workspace;
  readonly #accounts: Accounts;
  /** The account whose cached list was read from the server in this run, nothing failing since. */
  #fresh: string | null = null;
  #running: { readonly accountId: string | undefined; readonly done: Promise<void> } | null = null;
  /** Counts what a list under way may lack: tokens made and deleted by this app, and a person's wish. */
  #changes = 0;
  /** What of the changes the last list is younger than. */
  #readUpTo = 0;
  #asked = 0;
  /** Of each account, by its id: which asking brought the list that is kept. */
  readonly #kept = new Map<string, number>();
  readonly #lists: KeptLists;
  readonly #gone: GoneTokens;
  #cancelTimer: () => void = () => undefined;
  #closed = false;
  /** What was told last. */
  #told: { readonly status: 'ready' | 'loading' | 'failed'; readonly error?: unknown } = {
    status: 'ready',
  };

  constructor(workspace: Workspace, accounts: Accounts) {
    this.#workspace = workspace;
    this.#accounts = accounts;
    this.#lists = new KeptLists(workspace);
    this.#gone = new GoneTokens(workspace, accounts);
  }

  /** Reads the list anew; a call while one runs for the same account shares it. Failures go into the state. */
  refresh(): Promise<void> {
    const accountId = this.#accounts.current?.id;
    if (this.#running?.accountId === accountId && this.#running) return this.#running.done;
    const running = {
      accountId,
      done: this.#refresh().finally(() => {
        if (this.#running === running) this.#running = null;
      }),
    };
    this.#running = running;
    return running.done;
  }

  /**
   * As refresh(), for a person: a list that is under way may have been asked for before what they
   * want to see, and is read again; a sign-in that the server refused is tried once more.
   */
  async refreshAnew(): Promise<void> {
    if (this.#running) this.outdate();
    const wanted = this.#changes;
    this.#accounts.askAgain();
    await this.refresh();
    // It had been read already, and was only being written down.
    if (this.#told.status === 'ready' && this.#readUpTo < wanted) await this.refresh();
  }

  /**
   * Reads the list of the account shown and keeps it. A person can end it: CANCELLED.
   *
   * @throws AppError as AuthApi.list; BUSY when another account is shown by then: whose tokens are
   *   looked for must not be answered by somebody else's list.
   */
  async read(): Promise<TokenListing> {
    const account = this.#accounts.require();
    const { patience } = this.#workspace;
    for (;;) {
      const ask = this.ask();
      const listing = await this.#accounts.api().list(patience.signal);
      if (!this.#isShown(account)) throw new AppError('BUSY');
      // A list that was asked for before a token was made or deleted would undo that on screen.
      if (ask.changes !== this.#changes) continue;
      await this.keep(account, listing, ask);
      return listing;
    }
  }

  /** Whether a token stood on a list before, this run's or the last one's. */
  wasListed(id: string): boolean {
    const account = this.#accounts.current;
    const listed = account ? this.#lists.of(account.id) : undefined;
    return this.#wasSeen(id) || (listed?.tokens.some((token) => token.id === id) ?? false);
  }

  /** Whether the server's own list of the account shown names a token, as it was read in this run. */
  names(id: string): boolean {
    const isFresh = this.#fresh !== null && this.#fresh === this.#accounts.current?.id;
    return isFresh && (this.#cached()?.tokens.some((token) => token.id === id) ?? false);
  }

  #wasSeen(id: string): boolean {
    return this.#lists.wasSeen(this.#accounts.current?.id ?? '', id);
  }

  /** Whether a token is on screen: listed, saved, or just generated. */
  shows(id: string): boolean {
    const { list, generated } = this.#workspace.state.current;
    return generated?.tokenId === id || list.tokens.some((token) => token.id === id);
  }

  /** The server holds something else by now: a list that is under way is read again. */
  outdate(): void {
    this.#changes += 1;
  }

  /** To be called before a list is asked for: what is older than another one never replaces it. */
  ask(): ListAsk {
    return { order: ++this.#asked, changes: this.#changes };
  }

  /**
   * Takes a list that was just read.
   *
   * @returns whether it is the newest; an older one is left out.
   */
  async keep(
    account: AccountEntry,
    { tokens, serverDate }: TokenListing,
    { order, changes }: ListAsk,
  ): Promise<boolean> {
    if (changes !== this.#changes || order < (this.#kept.get(account.id) ?? 0)) return false;
    this.#kept.set(account.id, order);
    this.#readUpTo = changes;
    this.#gone.listed(tokens);
    const now = this.#workspace.clock.now();
    await this.#lists.take({
      accountId: account.id,
      fetchedAt: now,
      clockOffsetMs: clockOffsetOf(serverDate, now),
      tokens: tokens.map((token) => ({ ...token })),
    });
    // Another account may be shown by now, whose list is as fresh as it was.
    if (this.#isShown(account)) this.#fresh = account.id;
    return true;
  }

  /** Removes a token from the list at once, after the server confirmed its end. */
  async drop(id: string): Promise<void> {
    this.outdate();
    const list = this.#cached();
    if (list)
      await this.#lists.store({ ...list, tokens: list.tokens.filter((token) => token.id !== id) });
    this.publish();
  }

  /** Tells the views what is known now; again by itself when the next token expires. */
  publish(status: 'ready' | 'loading' | 'failed' = 'ready', error?: unknown): void {
    this.#told = { status, error };
    if (this.#closed) return;
    const { state, clock, stores, index } = this.#workspace;
    const account = this.#accounts.current;
    const last = this.#last();
    const cached = last?.cached;
    const fresh = account !== null && this.#fresh === account.id;
    const offset = cached?.clockOffsetMs ?? null;
    const now = clock.now() + (offset ?? 0);
    const tokens = tokenRows({
      account,
      listed: cached?.tokens ?? [],
      fresh,
      saved: index.content.tokens,
      session: stores.session.entries,
      emailOf: ({ origin, contractNumber, userId }) =>
        findOf(index.content.accounts, { origin, contractNumber, userId, email: null })?.email ??
        null,
      isGone: (token) => last !== null && this.#gone.isGone(token, last),
      notes: new Map(index.content.notes.map((note) => [note.id, note])),
      inSession: (id) => stores.session.has(tokenItem(id)),
      store: stores.state,
      ownTokenId: account?.ownTokenId ?? null,
      now,
    });
    state.change({
      list: {
        status: account ? (cached || status !== 'ready' ? status : 'idle') : 'idle',
        tokens,
        fetchedAt: cached?.fetchedAt ?? null,
        stale: !fresh,
        error: error === undefined ? null : toFailure(error),
        limit: tokenLimit,
        clockOffsetMs: offset,
      },
    });
    this.#cancelTimer();
    const next = nextExpiry(tokens, now);
    if (next !== null)
      this.#cancelTimer = clock.after(Math.min(next - now + 50, longestTimer), () => {
        this.publish(status, error);
      });
  }

  /** Something beside the list is different: what is known of it, a failure too, is told anew. */
  retell(): void {
    this.publish(this.#told.status, this.#told.error);
  }

  /** From now on it is what the views show. */
  open(): void {
    this.#closed = false;
  }

  /** Another vault is shown, or none: what is still under way here is told to nobody. */
  close(): void {
    this.#closed = true;
    this.#cancelTimer();
  }

  async #refresh(): Promise<void> {
    const account = this.#accounts.current;
    if (!account) return;
    this.publish('loading');
    try {
      await this.#workspace.stores.look();
      await this.read();
      this.publish();
      // Nobody waits for it: the list is there.
      void this.#proveGone();
    } catch (error) {
      // The person knows; what was known before is as true as it was.
      if (isAppError(error, 'CANCELLED')) {
        this.publish();
        return;
      }
      this.#workspace.log.warn('the list could not be read', { error });
      // Without a credential nothing was asked, and nobody refused it.
      if (this.#accounts.connected && isAppError(error, 'SIGN_IN_ENDED', 'BAD_CREDENTIALS'))
        this.#accounts.refuse(account.id);
      // Another account may be shown by now, of which this says nothing.
      if (!this.#isShown(account)) return;
      this.#fresh = null;
      this.publish('failed', error);
    }
  }

  /** What is known of the list stands, whatever comes of this. */
  async #proveGone(): Promise<void> {
    const last = this.#last();
    if (last === null) return;
    try {
      await this.#gone.ask(last);
    } catch (error) {
      this.#workspace.log.warn('it could not be asked what is gone', { error });
    }
    this.retell();
  }

  #isShown({ id }: AccountEntry): boolean {
    return this.#accounts.current?.id === id;
  }

  #cached(): CachedList | undefined {
    const id = this.#accounts.current?.id;
    return id === undefined ? undefined : this.#lists.of(id);
  }

  #last(): LastList | null {
    const account = this.#accounts.current;
    const cached = this.#cached();
    return account && cached ? { account, cached, wasSeen: (id) => this.#wasSeen(id) } : null;
  }
}
