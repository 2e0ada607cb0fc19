import { m } from '#messages';
import type { State, Token } from '../../preload/contract.ts';
import { accountOf } from './token-life.ts';

/**
 * Where a token is of, as the tray says it: its account by the name that a person gave it, else by
 * e-mail where that is known, its contract, and its server where that is not the usual one.
 */
export function placeText(
  token: Pick<Token, 'accountId' | 'email' | 'contractNumber' | 'origin'>,
  session: Pick<State['session'], 'accounts' | 'defaultEndpoint'>,
): string {
  const { email, contractNumber, origin } = token;
  const name = accountOf(token, session)?.label;
  const contract = m.account_contract({ contract: String(contractNumber ?? '–') });
  const server = origin === session.defaultEndpoint ? null : URL.parse(origin)?.host;
  return [name || email, contract, server].filter(Boolean).join(' · ');
}
