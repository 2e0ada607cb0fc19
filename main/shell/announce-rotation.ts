import { m } from '#messages';
import { getLocale } from '#runtime';
import type { AppState } from '../app-state.ts';
import type { Announcement } from '../expiry/words.ts';
import type { Log, RotationDue } from '../ports.ts';
import { trayGroup } from '../tray-menu.ts';
import { Notifier } from './notifier.ts';

/** Says that a rotation finishes by itself. */
export interface RotationNotice {
  /** An hour before. @returns whether it is proven that somebody showed it. */
  readonly announce: (due: RotationDue) => Promise<boolean>;
  readonly close: () => void;
}

/** @param onClick the person wants to see it. */
export function rotationNotice(state: AppState, log: Log, onClick: () => void): RotationNotice {
  const nothing = (): void => undefined;
  const notifier = new Notifier({ open: onClick, rotate: nothing, snooze: nothing }, log);
  return {
    announce: (due) => notifier.announce(announcementOf(state, due)),
    close: () => {
      notifier.close();
    },
  };
}

/** With the privacy lock on neither the token nor its account is named. */
function announcementOf(
  state: AppState,
  { tokenId, label, finishAt, trial }: RotationDue,
): Announcement {
  const { list, session } = state.current;
  const token = list.tokens.find(({ id }) => id === tokenId);
  const account = session.accounts.find(({ id }) => id === token?.accountId);
  const whose = token && trayGroup({ ...token, name: account?.label ?? '' });
  const time = new Intl.DateTimeFormat(getLocale(), { timeStyle: 'short' }).format(finishAt);
  const named = label !== '' && !state.hidden;
  const title = named ? m.main_rotation_soon_of({ label }) : m.main_rotation_soon();
  return {
    title: trial ? m.main_expiry_trial({ title }) : title,
    body: [state.hidden ? null : whose, m.main_rotation_soon_body({ time })]
      .filter(Boolean)
      .join('\n'),
    tokenIds: [tokenId],
    // Rotating it once more, or putting it off, is nothing to do about this.
    live: false,
    rotatable: false,
    urgent: true,
  };
}
