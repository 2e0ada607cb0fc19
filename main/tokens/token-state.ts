import type { Token, TokenState } from '../../preload/contract.ts';
import type { ListedToken } from '../auth-api/answer.ts';
import { usual, type Reminder, type Reminders } from '../expiry/expiry-file.ts';
import {
  blankNote,
  type AccountEntry,
  type SavedToken,
  type TokenNote,
} from '../vault/index-file.ts';
import type { StoreState } from '../vault/secret-store.ts';

/** Whose a token is. */
type Owner = Pick<Token, 'accountId' | 'origin' | 'contractNumber' | 'email'>;
type Account = Pick<AccountEntry, 'id' | 'origin' | 'contractNumber' | 'email'>;

/** The list of one account. */
export interface ListOf {
  readonly account: Account;
  /** As the server listed them. */
  readonly listed: readonly ListedToken[];
  /** Whether that list was read from the server in this run, and nothing failed since. */
  readonly fresh: boolean;
  /** The clock of its server, ms. */
  readonly now: number;
}

/** What is known when the state of tokens is worked out. */
export interface Picture {
  /** Of all accounts that are signed in. */
  readonly lists: readonly ListOf[];
  /** All values that are saved here, of whichever account, by the index. */
  readonly saved: readonly SavedToken[];
  /** What is known of values that are kept in memory only. */
  readonly session: readonly SavedToken[];
  /** The account that is signed in and that a saved token is of; null: none is known. */
  readonly ownerOf: (token: SavedToken) => Account | null;
  /** Whether it is proven, by a list that is fresh, that the server knows this token no longer. */
  readonly isGone: (token: SavedToken) => boolean;
  /** What is written down of tokens. */
  readonly notes: ReadonlyMap<string, TokenNote>;
  /** How a person wants to be told that tokens end; of most nothing is said. */
  readonly reminders: Reminders;
  /** Whether a value is kept in memory until the app ends. */
  readonly inSession: (id: string) => boolean;
  readonly store: StoreState;
  /** Those that accounts sign in with. */
  readonly ownTokenIds: ReadonlySet<string>;
  /** The clock by which what is on no list ends, unless its account is known, ms. */
  readonly now: number;
}

/**
 * The rows: what the servers list for the accounts that are signed in, and whatever else is saved here:
 * no longer listed, or of somebody who is not signed in.
 */
export function tokenRows(picture: Picture): Token[] {
  const saved = new Map(here(picture).map((token) => [token.id, token]));
  const { inSession, ownTokenIds } = picture;
  const filed = (id: string): boolean => (saved.has(id) || ownTokenIds.has(id)) && !inSession(id);
  /** Two accounts can be of one person: what both list is one token. */
  const listed = new Set<string>();
  const rows: Token[] = [];
  for (const { account, listed: tokens, fresh, now } of picture.lists)
    for (const token of tokens) {
      const { id, expiresAt } = token;
      if (listed.has(id)) continue;
      listed.add(id);
      const isHere = saved.has(id) || inSession(id) || ownTokenIds.has(id);
      const state = stateOf({ ...picture, fresh, now }, expiresAt, isHere, filed(id));
      const owner = { ...account, contractNumber: contractOf(account, saved.get(id)) };
      rows.push(row(picture, token, { owner: ofAccount(owner), state, listed: true, now }));
    }
  const indexed = new Set(picture.saved.map(({ id }) => id));
  const inMemory = picture.session.filter(({ id }) => !indexed.has(id));
  const unlisted = [...picture.saved, ...inMemory]
    .filter(({ id }) => !listed.has(id))
    .map((token) => {
      const account = picture.ownerOf(token);
      const { id, issuedAt: createdAt, expiresAt, origin, contractNumber } = token;
      const owner = {
        accountId: account?.id ?? null,
        email: account?.email ?? null,
        origin,
        contractNumber,
      };
      const its = picture.lists.find((list) => list.account.id === account?.id)?.now;
      const now = its ?? picture.now;
      const state = goneState({ ...picture, now }, token);
      return row(picture, { id, createdAt, expiresAt }, { owner, state, listed: false, now });
    });
  return [...rows, ...unlisted];
}

/** The server's list says nothing of contracts; the value names its own. */
const contractOf = (account: Account, saved: SavedToken | undefined): number | null =>
  saved === undefined ? account.contractNumber : saved.contractNumber;

const ofAccount = ({ id, origin, contractNumber, email }: Account): Owner => ({
  accountId: id,
  origin,
  contractNumber,
  email,
});

/** How long until a row's state changes by itself, ms; null: none will. @param nowOf the clock of an account's server. */
export function untilNextExpiry(
  rows: readonly Token[],
  nowOf: (accountId: string | null) => number,
): number | null {
  const waits = rows.map(({ accountId, expiresAt }) => (expiresAt ?? 0) - nowOf(accountId));
  const coming = waits.filter((wait) => wait > 0);
  return coming.length === 0 ? null : Math.min(...coming);
}

function stateOf(
  picture: Pick<Picture, 'now' | 'store'> & Pick<ListOf, 'fresh'>,
  expiresAt: number | null,
  here: boolean,
  filed: boolean,
): TokenState {
  if (expiresAt !== null && expiresAt <= picture.now) return 'expired';
  if (!picture.fresh || !readable(picture.store, filed)) return 'cannot-tell';
  return here ? 'saved' : 'not-here';
}

function goneState(picture: Picture, token: SavedToken): TokenState {
  if (token.expiresAt !== null && token.expiresAt <= picture.now) return 'expired';
  // Its value is gone: what is left to say of it is that it may live.
  if (token.missing === true) return 'cannot-tell';
  const known = readable(picture.store, !picture.inSession(token.id));
  return known && picture.isGone(token) ? 'gone' : 'cannot-tell';
}

/** Without a keychain there is nothing that a locked one could hide, but what was filed in one. */
const readable = (store: StoreState, filed: boolean): boolean =>
  store === 'ready' || (store === 'absent' && !filed);

/** What the index calls saved, but for what the open keychain did not hold. */
const here = ({ saved }: Picture): SavedToken[] => saved.filter(({ missing }) => missing !== true);

function keptWhere(picture: Picture, id: string): Token['kept'] {
  const { inSession, ownTokenIds } = picture;
  if (here(picture).some((token) => token.id === id)) return 'keychain';
  return inSession(id) ? 'session' : ownTokenIds.has(id) ? 'keychain' : 'no';
}

interface RowFacts {
  readonly owner: Owner;
  readonly state: TokenState;
  readonly listed: boolean;
  /** The clock of its own server, ms. */
  readonly now: number;
}

function row(picture: Picture, token: ListedToken, { owner, state, listed, now }: RowFacts): Token {
  return {
    ...token,
    state,
    ...(picture.notes.get(token.id) ?? blankNote(token.id)),
    ...reminderOf({ ...picture, now }, token.id),
    ...owner,
    kept: keptWhere(picture, token.id),
    usedAt: usedAtOf(picture, token.id),
    own: picture.ownTokenIds.has(token.id),
    listed,
  };
}

/** By the index or the memory, whichever says the later: the value may have been moved. */
function usedAtOf({ saved, session }: Picture, id: string): number | null {
  const uses = [...saved, ...session].filter((token) => token.id === id);
  const last = Math.max(...uses.map(({ usedAt }) => usedAt ?? 0));
  return last > 0 ? last : null;
}

/** One that is over is none. */
function reminderOf({ reminders, now }: Picture, id: string): Reminder {
  const { lapse, snoozedUntil } = reminders.get(id) ?? usual;
  return { lapse, snoozedUntil: snoozedUntil !== null && snoozedUntil > now ? snoozedUntil : null };
}
