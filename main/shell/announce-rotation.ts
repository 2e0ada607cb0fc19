import { Notification } from 'electron';
import { m } from '#messages';
import { getLocale } from '#runtime';
import type { AppState } from '../app-state.ts';
import type { RotationDue } from '../ports.ts';
import { trayGroup } from '../tray-menu.ts';
import { appIcon } from './app-icon.ts';

/**
 * Says, an hour before, that a rotation finishes by itself and its old token is deleted then. With the
 * privacy lock on neither the token nor its account is named.
 *
 * @param onClick the person wants to see it.
 */
export const announceRotation =
  (state: AppState, onClick: () => void) =>
  ({ tokenId, label, finishAt }: RotationDue): boolean => {
    if (!Notification.isSupported()) return false;
    const { list, session } = state.current;
    const token = list.tokens.find(({ id }) => id === tokenId);
    const account = session.accounts.find(({ id }) => id === token?.accountId);
    const whose = token && trayGroup({ ...token, name: account?.label ?? '' });
    const time = new Intl.DateTimeFormat(getLocale(), { timeStyle: 'short' }).format(finishAt);
    const named = label !== '' && !state.hidden;
    const notification = new Notification({
      title: named ? m.main_rotation_soon_of({ label }) : m.main_rotation_soon(),
      body: [state.hidden ? null : whose, m.main_rotation_soon_body({ time })]
        .filter(Boolean)
        .join('\n'),
      ...appIcon(),
    });
    notification.on('click', onClick);
    notification.show();
    return true;
  };
