import type { Token, TokenState } from '../../preload/contract.ts';
import type { ListedToken } from '../auth-api/answer.ts';
import { blankNote, type SavedToken, type TokenNote } from '../vault/index-file.ts';
import type { StoreState } from '../vault/secret-store.ts';

/** Whose a token is. */
export interface Owner {
  readonly origin: string;
  readonly contractNumber: number | null;
  readonly email: string | null;
}

/** What is known when the state of the tokens of one account is worked out. */
export interface Picture {
  /** As the server listed them. */
  readonly listed: readonly ListedToken[];
  /** Whether that list was read from the server in this run, and nothing failed since. */
  readonly fresh: boolean;
  /** The account whose list it is; null: nobody is signed in. */
  readonly account: Owner | null;
  /** All values that are saved here, of whichever account, by the index. */
  readonly saved: readonly SavedToken[];
  /** What is known of values that are kept in memory only. */
  readonly session: readonly SavedToken[];
  /** The e-mail address of the account that a saved token is of; null: not known. */
  readonly emailOf: (token: SavedToken) => string | null;
  /** Whether it is proven that the server knows this token no longer. */
  readonly isGone: (token: SavedToken) => boolean;
  /** What is written down of tokens. */
  readonly notes: ReadonlyMap<string, TokenNote>;
  /** Whether a value is kept in memory until the app ends. */
  readonly inSession: (id: string) => boolean;
  readonly store: StoreState;
  readonly ownTokenId: string | null;
  /** The server's clock now, ms. */
  readonly now: number;
}

/**
 * The rows: what the server lists for the account, and whatever else is saved here: no longer listed,
 * of another account, or while nobody is signed in.
 */
export function tokenRows(picture: Picture): Token[] {
  const listed = new Set(picture.listed.map(({ id }) => id));
  const saved = new Map(here(picture).map((token) => [token.id, token]));
  const filed = (id: string): boolean =>
    (saved.has(id) || id === picture.ownTokenId) && !picture.inSession(id);
  const rows = picture.listed.map((token) => {
    const { id, expiresAt } = token;
    const isHere = saved.has(id) || picture.inSession(id) || id === picture.ownTokenId;
    const state = stateOf(picture, expiresAt, isHere, filed(id));
    return row(picture, token, { saved: saved.get(id), state, listed: true });
  });
  const indexed = new Set(picture.saved.map(({ id }) => id));
  const inMemory = picture.session.filter(({ id }) => !indexed.has(id));
  const unlisted = [...picture.saved, ...inMemory]
    .filter(({ id }) => !listed.has(id))
    .map((token) => {
      const { id, issuedAt: createdAt, expiresAt } = token;
      const state = goneState(picture, token);
      return row(picture, { id, createdAt, expiresAt }, { saved: token, state, listed: false });
    });
  return [...rows, ...unlisted];
}

/** The next moment at which a row's state changes by itself, ms; null: none. */
export function nextExpiry(rows: readonly Token[], now: number): number | null {
  const coming = rows.map(({ expiresAt }) => expiresAt ?? 0).filter((at) => at > now);
  return coming.length === 0 ? null : Math.min(...coming);
}

function stateOf(
  picture: Picture,
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
  return picture.fresh && known && picture.isGone(token) ? 'gone' : 'cannot-tell';
}

/** Without a keychain there is nothing that a locked one could hide, but what was filed in one. */
const readable = (store: StoreState, filed: boolean): boolean =>
  store === 'ready' || (store === 'absent' && !filed);

/** What the index calls saved, but for what the open keychain did not hold. */
const here = ({ saved }: Picture): SavedToken[] => saved.filter(({ missing }) => missing !== true);

function keptWhere(picture: Picture, id: string): Token['kept'] {
  const { inSession, ownTokenId } = picture;
  if (here(picture).some((token) => token.id === id)) return 'keychain';
  return inSession(id) ? 'session' : id === ownTokenId ? 'keychain' : 'no';
}

interface RowFacts {
  /** What is known of its value, where it is saved. */
  readonly saved: SavedToken | undefined;
  readonly state: TokenState;
  readonly listed: boolean;
}

function row(picture: Picture, token: ListedToken, { saved, state, listed }: RowFacts): Token {
  return {
    ...token,
    state,
    ...(picture.notes.get(token.id) ?? blankNote(token.id)),
    ...ownerOf(picture, saved, listed),
    kept: keptWhere(picture, token.id),
    own: token.id === picture.ownTokenId,
    listed,
  };
}

/** What the server lists is of the account, but for the contract, which the value names itself. */
function ownerOf(
  { account, emailOf }: Picture,
  saved: SavedToken | undefined,
  listed: boolean,
): Owner {
  const { origin, contractNumber, email } = account ?? {
    origin: '',
    contractNumber: null,
    email: null,
  };
  if (saved === undefined) return { origin, contractNumber, email };
  return listed
    ? { origin, contractNumber: saved.contractNumber, email }
    : { origin: saved.origin, contractNumber: saved.contractNumber, email: emailOf(saved) };
}
