import { Notification } from 'electron';
import { m } from '#messages';
import type { Announcement } from '../expiry/words.ts';
import type { Log } from '../ports.ts';
import { busNotifier, type BusNotice, type BusNotifier } from './bus-notifier.ts';

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

  /** @returns whether somebody shows it, by their own word. Never throws. */
  async announce(announcement: Announcement): Promise<boolean> {
    const { tokenIds, live, rotatable } = announcement;
    const keys = live ? ([...(rotatable ? (['rotate'] as const) : []), 'snooze'] as const) : [];
    const pressed = (key: string): void => {
      if (key === 'rotate' || key === 'snooze') this.#acts[key](tokenIds);
      else this.#acts.open(tokenIds);
    };
    const buttons = keys.map((key) => ({ key, text: wordsOf[key]() }));
    const notice = { ...announcement, buttons, pressed };
    return process.platform === 'linux' ? this.#showOnBus(notice) : this.#showNatively(notice);
  }

  /** By a connection that is dead, or where there was none, nothing would be shown ever again. */
  async #showOnBus({ title, body, buttons, urgent, pressed }: BusNotice): Promise<boolean> {
    const opening = (this.#bus ??= busNotifier(this.#log));
    const bus = await opening;
    if (await bus?.show({ title, body, buttons, urgent, pressed })) return true;
    // One that another one opened meanwhile stays.
    if (this.#bus === opening) this.#bus = null;
    bus?.close();
    return false;
  }

  #showNatively({ title, body, buttons, pressed }: BusNotice): Promise<boolean> {
    if (!Notification.isSupported()) return Promise.resolve(false);
    const notification = new Notification({
      title,
      body,
      // macOS shows them for signed builds, Windows from Electron 40 on; whoever cannot leaves them out.
      actions: buttons.map(({ text }) => ({ type: 'button', text })),
    });
    const gone = (): void => void this.#shown.delete(notification);
    notification.on('click', () => {
      pressed('default');
      gone();
    });
    notification.on('action', (_details, index) => {
      pressed(buttons[index]?.key ?? 'default');
      gone();
    });
    notification.on('close', gone);
    this.#shown.add(notification);
    return new Promise((resolve) => {
      const late = setTimeout(() => {
        this.#log.warn('nobody said whether a notification is shown');
        resolve(false);
      }, answerMs);
      notification.once('show', () => {
        clearTimeout(late);
        resolve(true);
      });
      notification.once('failed', (_event, error) => {
        this.#log.warn('a notification could not be shown', { error });
        clearTimeout(late);
        gone();
        resolve(false);
      });
      notification.show();
    });
  }

  close(): void {
    void this.#bus?.then((bus) => {
      bus?.close();
    });
    this.#shown.clear();
  }
}

/** How long a system may take to say whether it shows a notification, in ms. */
const answerMs = 10_000;

const wordsOf = { rotate: () => m.main_expiry_rotate(), snooze: () => m.main_expiry_snooze() };
