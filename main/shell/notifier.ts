import { Notification } from 'electron';
import { m } from '#messages';
import type { Announcement } from '../expiry/words.ts';
import type { Log } from '../ports.ts';
import { busNotifier, type BusNotifier } from './bus-notifier.ts';

/** What a person can do with a notification. */
export interface AnnouncementActs {
  /** The notification itself was pressed. */
  readonly open: (tokenIds: readonly string[]) => void;
  readonly rotate: (tokenIds: readonly string[]) => void;
  readonly snooze: (tokenIds: readonly string[]) => void;
}

/** Puts announcements before the person, with buttons where the system has them. */
export class Notifier {
  readonly #acts: AnnouncementActs;
  readonly #log: Log;
  #bus: Promise<BusNotifier | null> | null = null;
  /** What nobody holds is collected, and its buttons with it. */
  readonly #shown = new Set<Notification>();

  constructor(acts: AnnouncementActs, log: Log) {
    this.#acts = acts;
    this.#log = log;
  }

  /** @returns whether somebody shows it. */
  async announce(announcement: Announcement): Promise<boolean> {
    const { title, body, tokenIds, live, urgent } = announcement;
    const keys = live ? (['rotate', 'snooze'] as const) : [];
    const pressed = (key: string): void => {
      if (key === 'rotate' || key === 'snooze') this.#acts[key](tokenIds);
      else this.#acts.open(tokenIds);
    };
    if (process.platform === 'linux') {
      this.#bus ??= busNotifier(this.#log);
      const buttons = keys.map((key) => ({ key, text: wordsOf[key]() }));
      return (await (await this.#bus)?.show({ title, body, buttons, urgent, pressed })) ?? false;
    }
    if (!Notification.isSupported()) return false;
    const notification = new Notification({
      title,
      body,
      // macOS shows them for signed builds, Windows from Electron 40 on; whoever cannot leaves them out.
      actions: keys.map((key) => ({ type: 'button', text: wordsOf[key]() })),
    });
    const gone = (): void => void this.#shown.delete(notification);
    notification.on('click', () => {
      pressed('default');
      gone();
    });
    notification.on('action', (_details, index) => {
      pressed(keys[index] ?? 'default');
      gone();
    });
    notification.on('close', gone);
    this.#shown.add(notification);
    notification.show();
    return true;
  }

  close(): void {
    void this.#bus?.then((bus) => {
      bus?.close();
    });
    this.#shown.clear();
  }
}

const wordsOf = { rotate: () => m.main_expiry_rotate(), snooze: () => m.main_expiry_snooze() };
