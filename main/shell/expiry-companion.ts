import type { AppState } from '../app-state.ts';
import { remindTokens } from '../expiry/remind-tokens.ts';
import { ExpiryWatch, type Shown } from '../expiry/watch.ts';
import { watchedTokens } from '../expiry/watched-tokens.ts';
import { systemClock, type Log } from '../ports.ts';
import type { PrivacyLock } from '../privacy-lock.ts';
import type { Profiles } from '../profiles.ts';
import { Notifier } from './notifier.ts';
import { onResume } from './on-resume.ts';
import { showTokens } from './show-tokens.ts';
import type { MainWindow } from './window.ts';

export interface ExpiryParts {
  readonly state: AppState;
  readonly profiles: Profiles;
  readonly lock: Pick<PrivacyLock, 'locked'>;
  readonly window: Pick<MainWindow, 'show' | 'send'>;
  readonly log: Log;
}

/** Tells before tokens end. @returns its end. */
export function expiryCompanion({ state, profiles, lock, window, log }: ExpiryParts): () => void {
  const open = (tokenIds: readonly string[]): void => {
    void showTokens({ state, profiles, window, log }, tokenIds);
  };
  const notifier = new Notifier(
    {
      open,
      rotate: (tokenIds) => {
        void showTokens({ state, profiles, window, log }, tokenIds, true);
      },
      snooze: (tokenIds) => {
        snooze(tokenIds).catch((error: unknown) => {
          log.warn('a notification could not be put off', { error });
        });
      },
    },
    log,
  );
  const shown = (): Shown => watchedTokens(profiles.current);
  const snooze = async (tokenIds: readonly string[]): Promise<void> => {
    const there = shown().tokens.filter(({ id }) => tokenIds.includes(id));
    await remindTokens(
      profiles.current,
      there.map(({ id }) => id),
      'tomorrow',
    );
  };
  const watch = new ExpiryWatch({
    clock: systemClock,
    log,
    shown,
    wanted: () => state.current.settings.notifyExpiry,
    locked: () => lock.locked,
    refresh: async () => {
      // One whose sign-in cannot be read would only be called failed.
      const lists = profiles.current.lists.all.filter(({ seat }) => seat.connected);
      await Promise.all(lists.map((list) => list.refresh()));
    },
    announce: (announcement) => notifier.announce(announcement),
    tell: (expiring) => {
      state.change({ expiring: [...expiring] });
    },
  });
  const stop = state.onChange((changed) => {
    if (changed.list ?? changed.rotations ?? changed.settings) void watch.look();
  });
  const deaf = onResume(() => watch.look());
  void watch.look();
  return () => {
    deaf();
    stop();
    watch.close();
    notifier.close();
  };
}
