import type { Reminder, Token } from '../../preload/contract.ts';
import type { VaultApp } from '../vault-app.ts';
import { remind } from './remind.ts';

/**
 * Writes down how a person wants to be told that tokens of the vault end, each by the clock of its own
 * server, and shows it.
 *
 * @throws AppError as remind.
 */
export async function remindTokens(
  { workspace, accounts, lists }: Pick<VaultApp, 'workspace' | 'accounts' | 'lists'>,
  tokenIds: readonly string[],
  how: Reminder,
): Promise<void> {
  const nowOf = ({ accountId }: Token): number => workspace.clock.now() + lists.offsetOf(accountId);
  const { tokens } = workspace.state.current.list;
  await remind(workspace.expiry, { tokens, nowOf, own: accounts.signingIn }, tokenIds, how);
  lists.publish();
}
