import { m } from '#messages';
import type { Account, Token } from '../../preload/contract.ts';

/** `live`: something may use it, for all that is known. */
export type TokenLife = 'live' | 'expired' | 'gone';

/** Whether something may stop working when a token is deleted. */
export function lifeOf({ state }: Pick<Token, 'state'>): TokenLife {
  return state === 'expired' || state === 'gone' ? state : 'live';
}

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

/**
 * Whose a saved token is that is surely not of the account shown: e-mail and server, where they are
 * known, else the contract. Null: of the account shown, for all that is known.
 */
export function otherAccount(
  token: Pick<Token, 'listed' | 'origin' | 'contractNumber' | 'email'>,
  account: Pick<Account, 'origin' | 'contractNumber'> | null,
): string | null {
  if (token.listed || account === null) return null;
  const { origin, contractNumber, email } = token;
  const sameServer = origin === account.origin;
  const sameContract =
    contractNumber === null ||
    account.contractNumber === null ||
    contractNumber === account.contractNumber;
  if (sameServer && sameContract) return null;
  const host = sameServer ? null : URL.parse(origin)?.host;
  const said = [email, host].filter(Boolean).join(' · ');
  return said || m.account_contract({ contract: String(contractNumber ?? '–') });
}

/** The id of the token that signs an account in, where the app made it for itself and it is the app's to revoke. */
export const revocable = (account: Account | null): string | null =>
  account?.signIn === 'minted' && account.authorised ? account.ownTokenId : null;
