import { m } from '#messages';
import type { Token } from '../../preload/contract.ts';

/**
 * Where a token is of, as the tray says it: its account by e-mail where that is known, its contract,
 * and its server where that is not the usual one.
 */
export function placeText(
  { email, contractNumber, origin }: Pick<Token, 'email' | 'contractNumber' | 'origin'>,
  defaultEndpoint: string,
): string {
  const contract = m.account_contract({ contract: String(contractNumber ?? '–') });
  const server = origin === defaultEndpoint ? null : URL.parse(origin)?.host;
  return [email, contract, server].filter(Boolean).join(' · ');
}
