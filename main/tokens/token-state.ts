import type { Token, TokenState } from '../../preload/contract.ts';
import type { ListedToken } from '../auth-api/answer.ts';
import { blankNote, type SavedToken, type TokenNote } from '../vault/index-file.ts';
import type { StoreState } from '../vault/secret-store.ts';

/** What is known when the state of the tokens of one account is worked out. */
export interface Picture {
  /** As the server listed them. */
  readonly listed: readonly ListedToken[];
  /** Whether that list was read from the server in this run, and nothing failed since. */
  readonly fresh: boolean;
  /** Saved values that belong to this account, by the index. */
  readonly saved: readonly SavedToken[];
  /** Whether the list would name this token if it lived: it is of the list's own user and contract. */
  readonly covers: (token: SavedToken) => boolean;
  /** What is written down of tokens. */
  readonly notes: ReadonlyMap<string, TokenNote>;
  /** The contract of the list. */
  readonly contractNumber: number | null;
  /** Whether a value is kept in memory until the app ends. */
  readonly inSession: (id: string) => boolean;
  readonly store: StoreState;
  readonly ownTokenId: string | null;
  /** The server's clock now, ms. */
  readonly now: number;
}

/** The rows of one account: what the server lists, and what is saved here and no longer listed. */
export function tokenRows(picture: Picture): Token[] {
  const listed = new Set(picture.listed.map(({ id }) => id));
  const saved = new Map(picture.saved.map((token) => [token.id, token]));
  const filed = (id: string): boolean =>
    (saved.has(id) || id === picture.ownTokenId) && !picture.inSession(id);
  const rows = picture.listed.map(({ id, createdAt, expiresAt }) => {
    const here = saved.has(id) || picture.inSession(id) || id === picture.ownTokenId;
    return row(
      picture,
      { id, createdAt, expiresAt },
      saved.get(id),
      stateOf(picture, expiresAt, here, filed(id)),
      true,
    );
  });
  const unlisted = picture.saved
    .filter(({ id }) => !listed.has(id))
    .map((token) =>
      row(
        picture,
        { id: token.id, createdAt: token.issuedAt, expiresAt: token.expiresAt },
        token,
        goneState(picture, token),
        false,
      ),
    );
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
  const sure = picture.fresh && readable(picture.store, true) && picture.covers(token);
  return sure ? 'gone' : 'cannot-tell';
}

/** Without a keychain there is nothing that a locked one could hide, but what was filed in one. */
const readable = (store: StoreState, filed: boolean): boolean =>
  store === 'ready' || (store === 'absent' && !filed);

function keptWhere(
  { inSession, ownTokenId }: Picture,
  id: string,
  saved: SavedToken | undefined,
): Token['kept'] {
  if (saved) return 'keychain';
  return inSession(id) ? 'session' : id === ownTokenId ? 'keychain' : 'no';
}

function row(
  picture: Picture,
  token: ListedToken,
  saved: SavedToken | undefined,
  state: TokenState,
  listed: boolean,
): Token {
  return {
    ...token,
    state,
    ...(picture.notes.get(token.id) ?? blankNote(token.id)),
    contractNumber: saved ? saved.contractNumber : picture.contractNumber,
    kept: keptWhere(picture, token.id, saved),
    own: token.id === picture.ownTokenId,
    listed,
  };
}
