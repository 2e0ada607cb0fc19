import type { State, Token } from '../../preload/contract.ts';
import type { Clock, Log } from '../ports.ts';
import {
  toldBeside,
  toldOf,
  withTold,
  type ExpiryContent,
  type ExpiryFile,
} from './expiry-file.ts';
import { climb, ended, isExpiring, isMistold, saidOf, type Due, type Told } from './ladder.ts';
import { announcements, type Announcement } from './words.ts';

/** What is shown now, and where it is written down what was said of it. */
export interface Shown {
  readonly list: Pick<State['list'], 'status' | 'fetchedAt'>;
  /** Those that the app does not renew by itself. */
  readonly tokens: readonly Token[];
  readonly file: ExpiryFile;
  /** Those that accounts sign in with: they do not lapse unseen. */
  readonly own: ReadonlySet<string>;
  readonly trial: boolean;
  readonly accountName: (token: Token) => string;
  /** How far the clock of a token's own server is ahead of ours, ms. */
  readonly offsetOf: (token: Token) => number;
  /** Of the old token of a rotation what the new one is called, which works in its place; null: it is none. */
  readonly rotatedOf: (token: Token) => string | null;
}

export interface ExpiryWatchParts {
  readonly clock: Clock;
  readonly log: Log;
  readonly shown: () => Shown;
  /** Whether the person wants to be told. */
  readonly wanted: () => boolean;
  /** Whether the privacy lock is on. */
  readonly locked: () => boolean;
  /** Reads the list anew, where that asks nobody for anything. */
  readonly refresh: () => Promise<void>;
  /** Puts it before the person. False: nobody could show it now. */
  readonly announce: (announcement: Announcement) => Promise<boolean>;
  /** The ids of the tokens that end soon, whenever they are others. */
  readonly tell: (expiring: readonly string[]) => void;
}

const hour = 3_600_000;
const day = 24 * hour;
/** A list this young knows what was deleted elsewhere, and what time it is. */
const youngMs = 10 * 60_000;

/**
 * Tells a person before tokens end, and which of them do soon. One timer, and none where nothing ends. A
 * clock that was set is noticed when the computer wakes up, when the list changes, and hourly while
 * something is near.
 */
export class ExpiryWatch {
  readonly #parts: ExpiryWatchParts;
  #stop: () => void = () => undefined;
  #told = '';
  #running: Promise<void> | null = null;
  /** Something changed while it was being looked. */
  #again = false;
  #closed = false;
  /** When the list was last asked for here, Unix time in ms: one that cannot be read is not asked for again at once. */
  #askedAt: number | null = null;

  constructor(parts: ExpiryWatchParts) {
    this.#parts = parts;
  }

  /** Looks now; many calls while one runs become one more. Never throws. */
  look(): Promise<void> {
    if (this.#closed) return Promise.resolve();
    this.#again = true;
    this.#running ??= this.#loop().finally(() => (this.#running = null));
    return this.#running;
  }

  close(): void {
    this.#closed = true;
    this.#stop();
  }

  async #loop(): Promise<void> {
    while (this.#again && !this.#closed) {
      this.#again = false;
      try {
        await this.#look();
      } catch (error) {
        this.#parts.log.error('nobody was told of tokens that expire', { error });
        this.#wait(hour);
      }
    }
  }

  async #look(): Promise<void> {
    const { shown, wanted, refresh } = this.#parts;
    let { due, wait, mistold } = this.#see();
    // One that is being read says more in a moment.
    const ready = (): boolean => wanted() && shown().list.status !== 'loading';
    if ((due.length > 0 || mistold.length > 0) && ready() && this.#isOld()) {
      this.#askedAt = this.#parts.clock.now();
      await refresh();
      ({ due, wait, mistold } = this.#see());
    }
    const before = shown();
    let said: readonly Due<Token>[] = [];
    const sure = ready() && !this.#closed;
    if (sure) said = await this.#announce(due);
    await this.#write(before, said, sure ? mistold : []);
    // What nobody could show is tried again.
    const missed = said.length < due.length && ready();
    const { wait: after } = this.#see();
    this.#plan(missed ? hour : (after ?? wait));
  }

  /** What is so now; tells which tokens end soon. */
  #see() {
    const { shown, tell } = this.#parts;
    const around = shown();
    const { tokens, file, own } = around;
    const told = toldBeside(file.content, own);
    const nowOf = this.#clockOf(around);
    const expiring = tokens.filter((token) => isExpiring(token, told.get(token.id), nowOf(token)));
    const ids = expiring.map(({ id }) => id);
    if (ids.join() !== this.#told) {
      this.#told = ids.join();
      tell(ids);
    }
    const mistold = tokens.filter((token) => isMistold(token, told.get(token.id), nowOf(token)));
    return { ...climbEach(tokens, told, nowOf), mistold };
  }

  /** @returns what was shown of it. */
  async #announce(due: readonly Due<Token>[]): Promise<readonly Due<Token>[]> {
    const { announce, locked, shown } = this.#parts;
    const now = shown();
    const { trial, accountName, rotatedOf } = now;
    const nowOf = this.#clockOf(now);
    const around = { nowOf, locked: locked(), trial, accountName, rotatedOf };
    const said = new Set<string>();
    for (const announcement of announcements(due, around))
      if (await announce(announcement)) for (const id of announcement.tokenIds) said.add(id);
    // A summary speaks of all, though only those that live are acted on by it.
    return due.filter(({ token, rung }) => said.has(token.id) || (rung === ended && said.size > 0));
  }

  /**
   * After it was shown: whoever is killed in between is told once more, which is a few messages or one
   * summary, and never nothing. Tokens that are new here are written down as well, so that what ends while
   * the app does not run was known; and what a clock that was wrong had said is put right, before the next rung
   * passes.
   */
  async #write(
    shown: Shown,
    said: readonly Due<Token>[],
    mistold: readonly Token[],
  ): Promise<void> {
    const { file, tokens } = shown;
    const nowOf = this.#clockOf(shown);
    const before = toldOf(file.content);
    const living = tokens.filter(
      (token) =>
        token.expiresAt !== null &&
        token.expiresAt > nowOf(token) &&
        token.state !== 'gone' &&
        !before.has(token.id),
    );
    const earlier = (token: Token) => saidOf(token, before.get(token.id), nowOf(token));
    const changes = new Map<string, Partial<ExpiryContent['tokens'][number]>>([
      ...living.map(({ id }) => [id, {}] as const),
      ...mistold.map((token) => [token.id, { told: earlier(token) }] as const),
      ...said.map(({ token, rung }) => {
        const told = rung === ended ? ended : Math.min(rung, earlier(token) ?? Infinity);
        return [token.id, { told, snoozedUntil: null }] as const;
      }),
    ]);
    if (changes.size === 0) return;
    // Of what is on no list it is not known whose it was: it is forgotten when it ended by every clock.
    const now = tokens.map(nowOf).reduce((a, b) => Math.min(a, b), this.#parts.clock.now());
    const change = (content: ExpiryContent): ExpiryContent =>
      withTold(content, { known: tokens, now }, changes);
    try {
      await file.change(change);
    } catch (error) {
      this.#parts.log.warn('what was said of tokens was not written down', { error });
      // This run at least says nothing twice.
      file.hold(change(file.content));
    }
  }

  /** Whether the list is to be read first. A clock that was set makes it old, whichever way. */
  #isOld(): boolean {
    const { fetchedAt } = this.#parts.shown().list;
    const now = this.#parts.clock.now();
    return [fetchedAt, this.#askedAt].every((at) => at === null || Math.abs(now - at) >= youngMs);
  }

  /** @param wait how long until there may be something, ms; null: there is nothing. */
  #plan(wait: number | null): void {
    this.#stop();
    if (wait === null || this.#closed) return;
    const left = Math.max(0, wait);
    // Timers stand still while a computer sleeps, and hear nothing of a clock that is set.
    this.#wait(Math.min(left, left < 2 * day ? hour : day));
  }

  #wait(ms: number): void {
    this.#stop();
    if (!this.#closed) this.#stop = this.#parts.clock.after(ms, () => void this.look());
  }

  /** Gives the clock of a token's own server, Unix time in ms. */
  #clockOf({ offsetOf }: Shown): (token: Token) => number {
    const now = this.#parts.clock.now();
    return (token) => now + offsetOf(token);
  }
}

/** What is due of each token by its own server's clock, and the ms until there may be more; null: never. */
function climbEach(
  tokens: readonly Token[],
  told: ReadonlyMap<string, Told>,
  nowOf: (token: Token) => number,
): { readonly due: readonly Due<Token>[]; readonly wait: number | null } {
  const steps = tokens.map((token) => {
    const now = nowOf(token);
    const { due, next } = climb([token], told, now);
    return { due, waits: next === null ? [] : [next - now] };
  });
  const waits = steps.flatMap((step) => step.waits).sort((a, b) => a - b);
  return { due: steps.flatMap(({ due }) => due), wait: waits[0] ?? null };
}
