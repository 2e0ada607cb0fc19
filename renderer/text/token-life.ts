import type { Account, Token } from '../../preload/contract.ts';

/** `live`: something may use it, for all that is known. */
export type TokenLife = 'live' | 'expired' | 'gone';

/** Whether something may stop working when a token is deleted. */
export function lifeOf({ state }: Pick<Token, 'state'>): TokenLife {
  return state === 'expired' || state === 'gone' ? state : 'live';
}

/** Whether the app can still sign in with this token: not once it has ended or was refused. */
export function signsIn(
  token: Pick<Token, 'own' | 'state'>,
  account: Pick<Account, 'authorised'> | null,
): boolean {
  return token.own && lifeOf(token) === 'live' && account?.authorised === true;
}
