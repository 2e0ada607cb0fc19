import { nextRenewalAt } from '../accounts/renewal-times.ts';
import { RenewalWatch } from '../accounts/renewal-watch.ts';
import type { AppState } from '../app-state.ts';
import { systemClock, type Log } from '../ports.ts';
import type { Profiles } from '../profiles.ts';
import type { AccountList } from '../tokens/account-list.ts';
import { onResume } from './on-resume.ts';

/** Sees to the app's own tokens while nobody looks at it. @returns its end. */
export function renewalCompanion({
  state,
  profiles,
  log,
}: {
  readonly state: AppState;
  readonly profiles: Profiles;
  readonly log: Log;
}): () => void {
  /** Of each account that can make requests, with when its token is to be renewed. */
  const waiting = (): readonly { readonly list: AccountList; readonly at: number }[] => {
    const { accounts, lists } = profiles.current;
    return lists.all.flatMap((list) => {
      const { entry, connected, id } = list.seat;
      if (entry === null || !connected || accounts.isRefused(id)) return [];
      const offset = list.cached?.clockOffsetMs ?? null;
      const at = nextRenewalAt(entry, offset, systemClock.now());
      return at === null ? [] : [{ list, at }];
    });
  };
  const watch = new RenewalWatch({
    clock: systemClock,
    log,
    next: () => {
      const times = waiting().map(({ at }) => at);
      return times.length === 0 ? null : Math.min(...times);
    },
    read: async () => {
      const due = waiting().filter(({ at }) => at <= systemClock.now());
      await Promise.all(due.map(({ list }) => list.refresh()));
    },
  });
  const stop = state.onChange(({ session }) => {
    if (session) void watch.look();
  });
  const deaf = onResume(() => watch.look());
  void watch.look();
  return () => {
    deaf();
    stop();
    watch.close();
  };
}
