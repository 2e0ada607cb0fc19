import type { TokenList } from '../../preload/contract.ts';
import { toFailure } from '../app-error.ts';
import type { Accounts } from '../accounts/accounts.ts';
import { findOf } from '../accounts/person.ts';
import { toldBeside } from '../expiry/expiry-file.ts';
import type { AccountEntry, SavedToken } from '../vault/index-file.ts';
import { tokenItem } from '../vault/secret-store.ts';
import type { Workspace } from '../workspace.ts';
import { AccountList } from './account-list.ts';
import { tokenLimit } from './generate.ts';
import { GoneTokens } from './gone-tokens.ts';
import { KeptLists } from './kept-lists.ts';
import { listSummary } from './list-summary.ts';
import { tokenRows, untilNextExpiry } from './token-state.ts';

/** Longest time that a timer can wait, ms. */
const longestTimer = 2 ** 31 - 1;

const whoseIs = ({ origin, contractNumber, userId }: SavedToken) => ({
  origin,
  contractNumber,
  userId,
  email: null,
});

/** The lists of all accounts that are signed in, side by side; and what views are told of them. */
export class TokenLists {
  readonly #workspace: Workspace;
  readonly #accounts: Accounts;
  readonly #kept: KeptLists;
  readonly #gone: GoneTokens;
  /** Of each account, by its id. */
  readonly #lists = new Map<string, AccountList>();
  #order = 0;
  /** Told whenever the list of an account was read from its server. */
  onRead: () => void = () => undefined;
  #cancelTimer: () => void = () => undefined;
  #closed = false;

  constructor(workspace: Workspace, accounts: Accounts) {
    this.#workspace = workspace;
    this.#accounts = accounts;
    this.#kept = new KeptLists(workspace);
    this.#gone = new GoneTokens(workspace, accounts);
  }

  /** The list of an account. One that was signed out has one, too, that cannot be read. */
  at(accountId: string): AccountList {
    const known = this.#lists.get(accountId);
    if (known) return known;
    const list = new AccountList({
      workspace: this.#workspace,
      seat: this.#accounts.at(accountId),
      lists: this.#kept,
      gone: this.#gone,
      next: this.ask,
      onRead: () => {
        this.onRead();
      },
      publish: () => {
        this.publish();
      },
    });
    this.#lists.set(accountId, list);
    return list;
  }

  /** To be called before a list is asked for: the moment, in the order of all. */
  readonly ask = (): number => (this.#order += 1);

  /** Of every account that is signed in. */
  get all(): readonly AccountList[] {
    return this.#accounts.all.map(({ id }) => this.at(id));
  }

  /** Reads all lists anew, side by side: one that fails says so, and stops no other. */
  async refresh(): Promise<void> {
    await Promise.all(this.all.map((list) => list.refresh()));
  }

  /** As refresh(), for a person: see AccountList.refreshAnew. */
  async refreshAnew(): Promise<void> {
    await Promise.all(this.all.map((list) => list.refreshAnew()));
  }

  /**
   * The account through which a token is reached: the one whose list names it, that signs in with it,
   * or whose value it is by what is filed. Null: none is known.
   */
  accountOf(tokenId: string): string | null {
    const own = this.#accounts.all.find(({ ownTokenId }) => ownTokenId === tokenId);
    if (own) return own.id;
    const { all } = this;
    const filed = this.#filed(tokenId);
    // Any server can list any id: the one under which its value is filed comes first.
    const whose = filed && findOf(this.#accounts.all, whoseIs(filed))?.id;
    const naming = [
      ...all.filter((list) => list.names(tokenId)),
      ...all.filter((list) => list.listed(tokenId)),
    ];
    const first = naming.find(({ seat }) => seat.id === whose) ?? naming[0];
    return whose ?? first?.seat.id ?? null;
  }

  /** Whether a list alone says what a token is: nobody else who is signed in lists it, or is filed for it. */
  namesAlone(list: AccountList, tokenId: string): boolean {
    if (!list.names(tokenId)) return false;
    // What it signs in with itself, at whichever name of its server.
    if (list.seat.entry?.ownTokenId === tokenId) return true;
    const others = this.all.filter(({ seat }) => seat.id !== list.seat.id);
    const filed = this.#filed(tokenId);
    const own = list.seat.entry?.origin;
    return others.every(
      (other) =>
        !other.listed(tokenId) &&
        other.seat.entry?.ownTokenId !== tokenId &&
        (filed === undefined || filed.origin === own || other.seat.entry?.origin !== filed.origin),
    );
  }

  #filed(tokenId: string): SavedToken | undefined {
    const { index, stores } = this.#workspace;
    return [...index.content.tokens, ...stores.session.entries].find(({ id }) => id === tokenId);
  }

  /** Whether a token is on screen: listed, saved, or just generated. */
  shows(id: string): boolean {
    const { list, generated } = this.#workspace.state.current;
    return generated?.tokenId === id || list.tokens.some((token) => token.id === id);
  }

  /** Tells the views what is known now; again by itself when the next token expires. */
  publish(): void {
    if (this.#closed) return;
    const { state, clock } = this.#workspace;
    const offset = this.#clockOffset;
    const now = clock.now() + (offset ?? 0);
    const tokens = tokenRows(this.#picture(now));
    const nows = new Map(this.all.map((list) => [list.seat.id, this.#nowOf(list)]));
    state.change({
      list: {
        ...listSummary(this.#accounts.shown.map(({ id }) => this.at(id))),
        tokens,
        limit: tokenLimit,
        clockOffsetMs: offset,
        accounts: this.all.map((list) => {
          const { status, error } = list.told;
          const listed = list.cached?.tokens ?? [];
          return {
            accountId: list.seat.id,
            status,
            fetchedAt: list.cached?.fetchedAt ?? null,
            stale: !list.fresh,
            error: error === undefined ? null : toFailure(error),
            listed: listed.length,
            expired: listed.filter(
              ({ expiresAt }) => (expiresAt ?? Infinity) <= (nows.get(list.seat.id) ?? now),
            ).length,
            clockOffsetMs: list.cached?.clockOffsetMs ?? null,
          };
        }),
      },
    });
    this.#cancelTimer();
    const wait = untilNextExpiry(tokens, (accountId) => nows.get(accountId ?? '') ?? now);
    if (wait !== null)
      this.#cancelTimer = clock.after(Math.min(wait + 50, longestTimer), () => {
        this.publish();
      });
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

  /** The tokens of every account, and how it stands with their lists, shown or not. */
  get everywhere(): TokenList {
    return { ...this.#workspace.state.current.list, ...listSummary(this.all) };
  }

  /** What is known, for the rows. */
  #picture(now: number): Parameters<typeof tokenRows>[0] {
    const { stores, index, expiry } = this.#workspace;
    const { accounts, tokens, notes } = index.content;
    const lists = this.all;
    return {
      lists: accounts.map((account) => {
        const list = this.at(account.id);
        const { fresh } = list;
        return { account, listed: list.cached?.tokens ?? [], fresh, now: this.#nowOf(list) };
      }),
      saved: tokens,
      session: stores.session.entries,
      ownerOf: (token) => this.#ownerOf(token),
      isGone: (token) =>
        lists.some(({ fresh, last }) => fresh && last !== null && this.#gone.isGone(token, last)),
      reminders: toldBeside(expiry.content, this.#accounts.signingIn),
      notes: new Map(notes.map((note) => [note.id, note])),
      inSession: (id) => stores.session.has(tokenItem(id)),
      store: stores.state,
      ownTokenIds: new Set(accounts.flatMap(({ ownTokenId }) => ownTokenId ?? [])),
      now,
    };
  }

  /** The account that lists a saved token, or would; null: none is signed in. */
  #ownerOf(token: SavedToken): AccountEntry | null {
    const of = findOf(this.#accounts.all, whoseIs(token));
    return of ?? this.all.find((list) => list.listed(token.id))?.seat.entry ?? null;
  }

  /** How far the clock of an account's server is ahead of ours, ms; of no account: the shown one's. 0: not known. */
  offsetOf(accountId: string | null): number {
    const list = this.all.find(({ seat }) => seat.id === accountId);
    return (list ? list.cached?.clockOffsetMs : this.#clockOffset) ?? 0;
  }

  /** The clock of its own server, ms; ours where that is not known. */
  #nowOf({ cached }: AccountList): number {
    return this.#workspace.clock.now() + (cached?.clockOffsetMs ?? 0);
  }

  /** The server's clock minus ours, ms, as the current account's list said, else another's; null: none did. */
  get #clockOffset(): number | null {
    const current = this.#accounts.current;
    const lists = [...(current ? [this.at(current.id)] : []), ...this.all];
    return lists.map(({ cached }) => cached?.clockOffsetMs ?? null).find((o) => o !== null) ?? null;
  }
}
