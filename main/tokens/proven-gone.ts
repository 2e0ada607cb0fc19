import { AppError } from '../app-error.ts';
import { readToken, type TokenClaims } from '../auth-api/jwt.ts';
import type { DeleteIntent } from '../vault/journal.ts';
import { tokenItem } from '../vault/secret-store.ts';
import type { Workspace } from '../workspace.ts';
import { mayBeListedLate } from './ghosts.ts';
import type { AccountList } from './account-list.ts';

/**
 * Throws unless a token that the server does not know is surely gone, or no value of it is stored
 * that could be lost.
 *
 * @throws AppError TOKEN_NOT_FOUND where the token may live; `late` where that is so only because it is
 *   too new for a list to prove anything; as AuthApi.list; STORE_ABSENT.
 */
export async function proveGone(
  workspace: Workspace,
  list: AccountList,
  { accountId, tokenId: id, startedAt }: DeleteIntent,
  late: 'TOKEN_NOT_FOUND' | 'BUSY' = 'TOKEN_NOT_FOUND',
): Promise<void> {
  // The list of somebody else says nothing.
  if (list.seat.id !== accountId || list.seat.entry === null) throw new AppError('TOKEN_NOT_FOUND');
  const wasListed = list.wasListed(id);
  const fromHere = isFromHere(workspace, list, id);
  const { tokens, serverDate } = await list.read();
  if (tokens.some((token) => token.id === id)) throw new AppError('TOKEN_NOT_FOUND');
  const filed = workspace.index.content.tokens.find((token) => token.id === id);
  const value = await workspace.stores.get(tokenItem(id), filed !== undefined);
  const isYoung = (since: number | null): boolean =>
    !wasListed && mayBeListedLate(since, serverDate, workspace.clock.now());
  if (value === null) {
    // How old it is is said by when it was to be deleted, and by what the index says, which adds a doubt.
    if (isYoung(Math.max(startedAt, filed?.issuedAt ?? 0))) throw new AppError(late);
    // Its value may lie in another keyring; whose it is, only the index says then, which can add a doubt.
    if (filed && !(fromHere && isListed(list, filed))) throw new AppError('TOKEN_NOT_FOUND');
    return;
  }
  const claims = claimsOf(value);
  if (claims?.id !== id || !fromHere || !isListed(list, claims))
    throw new AppError('TOKEN_NOT_FOUND');
  if (isYoung(claims.issuedAt)) throw new AppError(late);
}

/**
 * A 404 may come from a wrong endpoint, another contract or another user. It counts only with a
 * fresh list that lacks the id, read at `origin`, where the value was made, for the user and contract
 * that the value itself names.
 *
 * @throws AppError as AuthApi.list.
 */
export async function isProvenGone(
  { clock }: Pick<Workspace, 'clock'>,
  list: AccountList,
  claims: TokenClaims,
  origin: string,
): Promise<boolean> {
  if (list.seat.connection().origin !== origin) return false;
  const wasListed = list.wasListed(claims.id);
  const { tokens, serverDate } = await list.read();
  const late = mayBeListedLate(claims.issuedAt, serverDate, clock.now());
  return (
    tokens.every(({ id }) => id !== claims.id) && isListed(list, claims) && (wasListed || !late)
  );
}

/**
 * Whether a stored value is of the server that is asked. A value does not name its server. The index
 * does, and may be wrong or edited: it can only add a doubt here, and in doubt the value stays. Of a
 * value in memory nothing is filed: its server is the one whose list named it.
 */
function isFromHere({ index }: Workspace, list: AccountList, id: string): boolean {
  const filed = index.content.tokens.find((token) => token.id === id);
  return filed ? filed.origin === list.seat.connection().origin : list.listed(id);
}

/**
 * Whether lists are read for the user and contract of a value. The header decides, whatever the
 * token. Whose a password is, only the index says, which proves nothing.
 */
function isListed(
  { seat }: AccountList,
  { userId, contractNumber }: Pick<TokenClaims, 'userId' | 'contractNumber'>,
): boolean {
  const connection = seat.connection();
  const { credential } = connection;
  if (credential.kind !== 'token') return false;
  const mine = readToken(credential.token);
  const contract = connection.contractNumber ?? mine.contractNumber;
  if (userId === null || contractNumber === null) return false;
  return userId === mine.userId && contractNumber === contract;
}

/** Null for what cannot be read: it proves nothing. */
export function claimsOf(value: string): TokenClaims | null {
  try {
    return readToken(value);
  } catch {
    return null;
  }
}
