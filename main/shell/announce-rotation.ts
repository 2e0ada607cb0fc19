import { Notification } from 'electron';
import { m } from '#messages';
import { getLocale } from '#runtime';
import type { AppState } from '../app-state.ts';
import { appIcon } from './app-icon.ts';

/**
 * Says, an hour before, that a rotation finishes by itself and its old token is deleted then. With the
 * privacy lock on no token is named.
 *
 * @param onClick the person wants to see it.
 */
export const announceRotation =
  (state: AppState, onClick: () => void) =>
  (label: string, finishAt: number): boolean => {
    if (!Notification.isSupported()) return false;
    const time = new Intl.DateTimeFormat(getLocale(), { timeStyle: 'short' }).format(finishAt);
    const named = label !== '' && !state.hidden;
    const notification = new Notification({
      title: named ? m.main_rotation_soon_of({ label }) : m.main_rotation_soon(),
      body: m.main_rotation_soon_body({ time }),
      ...appIcon(),
    });
    notification.on('click', onClick);
    notification.show();
    return true;
  };
