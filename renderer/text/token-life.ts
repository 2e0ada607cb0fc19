import { m } from '#messages';
import type { Account, Rotation, State, Token } from '../../preload/contract.ts';

type Session = State['session'];

/** `live`: something may use it, for all that is known. */
export type TokenLife = 'live' | 'expired' | 'gone';

/** Whether something may stop working when a token is deleted. */
export function lifeOf({ state }: Pick<Token, 'state'>): TokenLife {
  return state === 'expired' || state === 'gone' ? state : 'live';
}

/** Whether a token opens nothing any more; main says so a little later. @param now the server's time. */
export const hasEnded = (token: Pick<Token, 'state' | 'expiresAt'>, now: number): boolean =>
  lifeOf(token) !== 'live' || (token.expiresAt !== null && token.expiresAt <= now);

/**
 * The fitting act on the saved value of a token: one that opens nothing any more is not offered like
 * a live one. Null: there is no value, or it goes with the app's own sign-in.
 */
export function valueActOf(token: Pick<Token, 'kept' | 'own' | 'state'>): 'copy' | 'forget' | null {
  if (token.kept === 'no') return null;
  if (lifeOf(token) === 'live') return 'copy';
  return token.own ? null : 'forget';
}

/** Whether the app can still sign in with this token: not once it has ended or was refused. */
export function signsIn(
  token: Pick<Token, 'own' | 'state'>,
  account: Pick<Account, 'authorised'> | null,
): boolean {
  return token.own && lifeOf(token) === 'live' && account?.authorised === true;
}

/** The account that is signed in and lists a token, or would; null: none is known. */
export const accountOf = (
  { accountId }: Pick<Token, 'accountId'>,
  { accounts }: Pick<Session, 'accounts'>,
): Account | null => accounts.find(({ id }) => id === accountId) ?? null;

/** The accounts of these tokens; of those of which none is known the current one. */
export function accountsOf(
  tokens: readonly Pick<Token, 'accountId'>[],
  session: Pick<Session, 'account' | 'accounts'>,
): readonly Account[] {
  const found = tokens.map((token) => accountOf(token, session) ?? session.account);
  return [...new Set(found)].filter((account) => account !== null);
}

/** What the app made to sign itself in is for nobody else. */
export const isAppsOwn = (
  token: Pick<Token, 'own' | 'accountId'>,
  session: Pick<Session, 'accounts'>,
): boolean => token.own && accountOf(token, session)?.signIn === 'minted';

/** The open rotation that a token is part of; null: of none. */
export const rotationOf = (
  { id }: Pick<Token, 'id'>,
  rotations: readonly Rotation[],
): Rotation | null =>
  rotations.find(({ oldTokenId, newTokenId }) => oldTokenId === id || newTokenId === id) ?? null;

/** The open rotation that has put another token in the place of this one; null: none has. */
export function replacing(
  token: Pick<Token, 'id'>,
  rotations: readonly Rotation[],
): Rotation | null {
  const rotation = rotationOf(token, rotations);
  return rotation?.oldTokenId === token.id ? rotation : null;
}

/** Whether a token can be rotated: it is live on a list, in no rotation, and signs no account in. */
export const isRotatable = (
  token: Pick<Token, 'id' | 'listed' | 'own' | 'state'>,
  rotations: readonly Rotation[],
): boolean =>
  token.listed && !token.own && lifeOf(token) === 'live' && rotationOf(token, rotations) === null;

/**
 * Whose a saved token is that is surely of no account that is signed in: e-mail and server, where they
 * are known, else the contract. Null: of one of them, for all that is known.
 */
export function otherAccount(
  token: Pick<Token, 'listed' | 'accountId' | 'origin' | 'contractNumber' | 'email'>,
  { accounts }: Pick<Session, 'accounts'>,
): string | null {
  if (token.listed || token.accountId !== null || accounts.length === 0) return null;
  const { origin, contractNumber, email } = token;
  const there = accounts.filter((account) => account.origin === origin);
  const fits = there.some(
    (account) =>
      contractNumber === null ||
      account.contractNumber === null ||
      contractNumber === account.contractNumber,
  );
  if (fits) return null;
  const host = there.length > 0 ? null : URL.parse(origin)?.host;
  const said = [email, host].filter(Boolean).join(' · ');
  return said || m.account_contract({ contract: String(contractNumber ?? '–') });
}

/** The id of the token that signs an account in, where the app made it for itself and it is the app's to revoke. */
export const revocable = (account: Account | null): string | null =>
  account?.signIn === 'minted' && account.authorised ? account.ownTokenId : null;
