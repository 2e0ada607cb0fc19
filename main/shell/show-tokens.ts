import type { Token } from '../../preload/contract.ts';
import type { AppState } from '../app-state.ts';
import type { Log } from '../ports.ts';
import type { Profiles } from '../profiles.ts';
import type { MainWindow } from './window.ts';

export interface ShowTokensParts {
  readonly state: AppState;
  readonly profiles: Profiles;
  readonly window: Pick<MainWindow, 'show' | 'send'>;
  readonly log: Log;
}

/**
 * Brings the window with tokens that a notification or the tray spoke of: one with its details, several
 * chosen among those that end soon. One of an account that is not shown brings all accounts into the list.
 *
 * @param rotate whether a single one is to be rotated.
 */
export async function showTokens(
  { state, profiles, window, log }: ShowTokensParts,
  tokenIds: readonly string[],
  rotate = false,
): Promise<void> {
  const { session, list } = state.current;
  const shown = session.account?.id;
  const isElsewhere = ({ id, accountId }: Token): boolean =>
    tokenIds.includes(id) && (accountId ?? shown) !== shown;
  if (!session.showAll && list.tokens.some(isElsewhere))
    try {
      const { accounts, lists } = profiles.current;
      await accounts.show(null);
      lists.publish();
    } catch (error) {
      log.warn('all accounts could not be shown', { error });
    }
  window.show();
  const [only, another] = tokenIds;
  if (only !== undefined && another === undefined)
    window.send('openToken', { tokenId: only, rotate });
  else window.send('act', 'expiring');
}
