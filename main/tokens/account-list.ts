import { AppError, isAppError } from '../app-error.ts';
import type { Seat } from '../accounts/seat.ts';
import type { TokenListing } from '../auth-api/client.ts';
import { clockOffsetOf } from '../auth-api/dates.ts';
import type { CachedList } from '../vault/list-cache.ts';
import type { Workspace } from '../workspace.ts';
import type { GoneTokens, LastList } from './gone-tokens.ts';
import type { KeptLists } from './kept-lists.ts';

/** What is told of a list. */
export interface ListTold {
  readonly status: 'ready' | 'loading' | 'failed';
  readonly error?: unknown;
}

export interface AccountListParts {
  readonly workspace: Workspace;
  readonly seat: Seat;
  readonly lists: KeptLists;
  readonly gone: GoneTokens;
  /** When a list is asked for and when one is outdated, in one order over all accounts. */
  readonly next: () => number;
  /** Told when it was read from the server for the views. */
  readonly onRead: () => void;
  /** Tells the views what is known now. */
  readonly publish: () => void;
}

/** The list of one account: reads it from the server and keeps the last one. */
export class AccountList {
  readonly seat: Seat;
  readonly #workspace: Workspace;
  readonly #lists: KeptLists;
  readonly #gone: GoneTokens;
  readonly #next: () => number;
  readonly #onRead: () => void;
  readonly #publish: () => void;
  /** Whether the list that is kept was read from the server in this run, nothing failing since. */
  #fresh = false;
  #running: Promise<void> | null = null;
  /** When a list that was asked for before may lack something: a token was made or deleted by this app, or a person wished it. */
  #outdated = 0;
  /** When the list that is kept was asked for. */
  #kept = 0;
  #told: ListTold = { status: 'ready' };

  constructor({ workspace, seat, lists, gone, next, onRead, publish }: AccountListParts) {
    this.seat = seat;
    this.#workspace = workspace;
    this.#lists = lists;
    this.#gone = gone;
    this.#next = next;
    this.#onRead = onRead;
    this.#publish = publish;
  }

  get told(): ListTold {
    return this.#told;
  }

  get fresh(): boolean {
    return this.#fresh;
  }

  get cached(): CachedList | undefined {
    return this.#lists.of(this.seat.id);
  }

  /** The last list, and whose it is; null: none is known, or the account was signed out. */
  get last(): LastList | null {
    const { cached } = this;
    const account = this.seat.entry;
    return account && cached ? { account, cached, wasSeen: (id) => this.#wasSeen(id) } : null;
  }

  /** Reads the list anew; a call while one runs shares it. Failures go into the state. */
  refresh(): Promise<void> {
    this.#running ??= this.#refresh().finally(() => {
      this.#running = null;
    });
    return this.#running;
  }

  /**
   * As refresh(), for a person: a list that is under way may have been asked for before what they
   * want to see, and is read again; a sign-in that the server refused is tried once more.
   */
  async refreshAnew(): Promise<void> {
    if (this.#running) this.outdate();
    const wanted = this.#outdated;
    this.seat.askAgain();
    await this.refresh();
    // It had been read already, and was only being written down.
    if (this.#told.status === 'ready' && this.#kept < wanted) await this.refresh();
  }

  /**
   * Reads the list and keeps it. A person can end it: CANCELLED.
   *
   * @throws AppError as AuthApi.list; BUSY when the account was signed out by then: a list of nobody
   *   proves nothing.
   */
  async read(): Promise<TokenListing> {
    this.seat.require();
    const { patience } = this.#workspace;
    for (;;) {
      const asked = this.#next();
      const listing = await this.seat.api().list(patience.signal);
      if (this.seat.entry === null) throw new AppError('BUSY');
      // A list that was asked for before a token was made or deleted would undo that on screen.
      if (asked < this.#outdated) continue;
      await this.keep(listing, asked);
      return listing;
    }
  }

  /** Whether a token stood on a list before, this run's or the last one's. */
  wasListed(id: string): boolean {
    return this.#wasSeen(id) || this.listed(id);
  }

  /** Whether the last list names a token, of whichever run it is. */
  listed(id: string): boolean {
    return this.cached?.tokens.some((token) => token.id === id) ?? false;
  }

  /** Whether the server's own list names a token, as it was read in this run. */
  names(id: string): boolean {
    return this.#fresh && this.listed(id);
  }

  /** The server holds something else by now: a list that is under way is read again. */
  outdate(): void {
    this.#outdated = this.#next();
  }

  /**
   * Takes a list that was just read. What is older than another one never replaces it.
   *
   * @param asked when it was asked for.
   * @returns whether it is the newest; an older one is left out.
   */
  async keep({ tokens, serverDate }: TokenListing, asked: number): Promise<boolean> {
    if (asked < this.#outdated || asked < this.#kept) return false;
    this.#kept = asked;
    this.#gone.listed(tokens);
    const now = this.#workspace.clock.now();
    await this.#lists.take({
      accountId: this.seat.id,
      fetchedAt: now,
      clockOffsetMs: clockOffsetOf(serverDate, now),
      tokens: tokens.map((token) => ({ ...token })),
    });
    this.#fresh = true;
    this.#told = { status: 'ready' };
    return true;
  }

  /** Removes a token from the list at once, after the server confirmed its end. */
  async drop(id: string): Promise<void> {
    this.outdate();
    const list = this.cached;
    if (list)
      await this.#lists.store({ ...list, tokens: list.tokens.filter((token) => token.id !== id) });
    this.#publish();
  }

  /** Says how it stands with the list. */
  tell(status: ListTold['status'], error?: unknown): void {
    this.#told = { status, error };
    this.#publish();
  }

  /** It is about to be read: said with whatever is published next. */
  await(): void {
    this.#told = { status: 'loading', error: undefined };
  }

  #wasSeen(id: string): boolean {
    return this.#lists.wasSeen(this.seat.id, id);
  }

  async #refresh(): Promise<void> {
    if (this.seat.entry === null) return;
    this.tell('loading');
    try {
      await this.#workspace.stores.look();
      await this.read();
      this.tell('ready');
      this.#onRead();
      // Nobody waits for it: the list is there.
      void this.#proveGone();
    } catch (error) {
      // The person knows; what was known before is as true as it was.
      if (isAppError(error, 'CANCELLED')) {
        this.tell('ready');
        return;
      }
      this.#workspace.log.warn('the list could not be read', { error });
      // Without a credential nothing was asked, and nobody refused it.
      if (this.seat.connected && isAppError(error, 'SIGN_IN_ENDED', 'BAD_CREDENTIALS'))
        this.seat.refuse();
      this.#fresh = false;
      this.tell('failed', error);
    }
  }

  /** What is known of the list stands, whatever comes of this. */
  async #proveGone(): Promise<void> {
    const { last } = this;
    if (last === null) return;
    try {
      await this.#gone.ask(last);
    } catch (error) {
      this.#workspace.log.warn('it could not be asked what is gone', { error });
    }
    this.#publish();
  }
}
