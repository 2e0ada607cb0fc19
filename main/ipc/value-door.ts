import { AppError } from '../app-error.ts';
import type { Clock } from '../ports.ts';

/** More than a person asks for, and few enough that script in the page cannot empty the vault. */
export const valuesPerMinute = 30;
const minute = 60_000;

/** What gives a token's value to the page. */
export const givesValue: ReadonlySet<string> = new Set([
  'tokens.generate',
  'generated.reveal',
  'values.reveal',
]);

/**
 * What takes a value out of the vault or puts one in, makes one, sends what the page says to an address
 * that the page names, answers what may have come of a request, ends a sign-in, the privacy lock or the
 * app, or reaches beyond it (clipboard, browser, dialogs, files): script in the page can ask for it, but it cannot press a key. Not what a person
 * has done several times by one press, as deleting many.
 */
export const needsHand: ReadonlySet<string> = new Set([
  ...givesValue,
  'generated.copyValue',
  'generated.download',
  'values.copy',
  'values.download',
  'session.signInWithPassword',
  'session.signInWithToken',
  'session.signInWithEnvironmentToken',
  'session.signOut',
  'session.replaceOwnToken',
  'session.startTrial',
  'session.leaveTrial',
  'values.forget',
  'generated.keep',
  'generated.revoke',
  'ghosts.revoke',
  'ghosts.keep',
  'imports.deleteFile',
  'imports.openFile',
  'imports.environment',
  'imports.keep',
  'tokens.copyId',
  'tokens.export',
  'backups.copySuggested',
  'backups.make',
  'backups.open',
  'backups.unlock',
  'backups.restore',
  'store.copyReport',
  'store.selfTest',
  'rotations.begin',
  'rotations.goOn',
  'rotations.finish',
  'rotations.undo',
  'rotations.schedule',
  'rotations.leave',
  'rotations.drift',
  'session.forgetCannotMint',
  'app.openPage',
  'app.startAtLogin',
  'app.unlock',
  'app.restart',
  'app.removeEverything',
  'updates.download',
  'updates.install',
]);

/** The shortcut of quick access alone among the settings: with it keys come here that are meant for others. */
const takesKeys = (channel: string, args: unknown): boolean =>
  channel === 'app.changeSettings' &&
  (args as { readonly quickAccessShortcut?: string }).quickAccessShortcut !== undefined;

/**
 * How long ago the press may be, ms: short where a value that is there is to be seen, else as long as
 * Chromium itself lets a page act on one, so that a slow computer refuses nobody.
 */
const shownWithinMs = 1_000;
const doneWithinMs = 5_000;

export interface ValueDoorParts {
  /** A clock that nobody can set back. */
  readonly clock: Pick<Clock, 'now'>;
  /** Uses up the key or mouse button that a person pressed in this page; false: there was none so lately. */
  readonly takeGesture: (page: object, withinMs: number) => boolean;
}

/** What every request passes whose name stands above. */
export class ValueDoor {
  readonly #parts: ValueDoorParts;
  /** When the last values passed, ms. */
  #passed: readonly number[] = [];

  constructor(parts: ValueDoorParts) {
    this.#parts = parts;
  }

  /**
   * One press lets one request pass.
   *
   * @param page whose request it is: a press in another window is meant for something else.
   * @throws AppError GESTURE_NEEDED, TOO_MANY_VALUES.
   */
  admit(channel: string, page: object, args?: unknown): void {
    const within = channel.endsWith('.reveal') ? shownWithinMs : doneWithinMs;
    const hand = needsHand.has(channel) || takesKeys(channel, args);
    if (hand && !this.#parts.takeGesture(page, within)) throw new AppError('GESTURE_NEEDED');
    if (!givesValue.has(channel)) return;
    const now = this.#parts.clock.now();
    const recent = this.#passed.filter((at) => now - at < minute);
    if (recent.length >= valuesPerMinute) throw new AppError('TOO_MANY_VALUES');
    this.#passed = [...recent, now];
  }
}
