import { createHash } from 'node:crypto';
import type { State } from '../../preload/contract.ts';
import { AppError } from '../app-error.ts';
import type { Clipboard, Clock, Log } from '../ports.ts';
import { SerialQueue } from '../vault/serial-queue.ts';
import type { ClipboardDriver } from './clipboard-driver.ts';

export interface ClipboardServiceOptions {
  readonly driver: ClipboardDriver;
  readonly clock: Clock;
  readonly log: Log;
  /**
   * Whether what is read from the clipboard, and written to it, can be relied on now: not by an
   * unfocused program under Wayland.
   */
  readonly reliable: () => boolean;
  /** Seconds after which a secret is cleared; 0: never. */
  readonly clearSeconds: () => number;
  /** With the privacy lock on no secret is copied, however long ago it was asked for. */
  readonly locked: () => boolean;
  readonly onChange: (clipboard: State['clipboard']) => void;
  /** Told when a secret that was to be cleared is still there, and when it no longer is. */
  readonly onStuck: (stuck: boolean) => void;
}

/** How long after a failed clearing it is tried again, ms. */
const tryAgainMs = 5_000;
/** How often a countdown is compared with what is there, ms: no system tells of a clipboard's change. */
const compareMs = 2_000;

/**
 * Copies for the whole app, in main. A secret is cleared after its time, on lock and on quit, but only
 * if the clipboard still holds it: only its hash is kept to compare.
 */
export class ClipboardService implements Clipboard {
  readonly #options: ClipboardServiceOptions;
  /** Writing takes a while: what is cleared then, or copied next, must wait for its end. */
  readonly #queue = new SerialQueue();
  #hash: string | null = null;
  /** Whether it was said that a secret could not be cleared. */
  #stuck = false;
  #cancel: () => void = () => undefined;
  #stopComparing: () => void = () => undefined;

  constructor(options: ClipboardServiceOptions) {
    this.#options = options;
  }

  copyText(text: string): Promise<void> {
    return this.#queue.run(async () => {
      await this.#write(() => this.#options.driver.writeText(text));
      this.#forget();
    });
  }

  /** @throws AppError LOCKED, CLIPBOARD_FAILED. */
  copySecret(text: string): Promise<number | null> {
    return this.#queue.run(async () => {
      const { clock, clearSeconds, locked, onChange } = this.#options;
      if (locked()) throw new AppError('LOCKED');
      const seconds = clearSeconds();
      const { concealed } = await this.#writeSecret(text, seconds > 0);
      // Locked meanwhile: what clears the clipboard then waits behind this.
      if (locked()) throw new AppError('LOCKED');
      if (seconds === 0) {
        onChange({ clearsAt: null, concealed });
        return null;
      }
      const clearsAt = clock.now() + seconds * 1000;
      this.#cancel = clock.after(seconds * 1000, () => void this.clear());
      this.#compare();
      onChange({ clearsAt, concealed });
      return clearsAt;
    });
  }

  /**
   * Clears the clipboard if it still holds the secret that was copied last. Where that cannot be done
   * now, it is said and tried again until it is done or something else was copied.
   */
  clear(): Promise<void> {
    return this.#queue.run(async () => {
      if (this.#hash === null) {
        this.#forget();
        return;
      }
      const { driver, log, clock, reliable, onChange, onStuck } = this.#options;
      try {
        if ((await this.#isThere()) || !reliable()) {
          driver.clear();
          if (!reliable() || (await this.#isThere())) throw new Error('it may still be there');
        }
        this.#forget();
      } catch (error) {
        log.warn('the clipboard could not be cleared', { error });
        this.#stopComparing();
        this.#cancel();
        this.#cancel = clock.after(tryAgainMs, () => void this.clear());
        this.#stuck = true;
        onChange({ clearsAt: null, concealed: null });
        onStuck(true);
      }
    });
  }

  /** Until its time comes: was something else copied, nothing counts down any more. */
  #compare(): void {
    const { clock, log, reliable } = this.#options;
    this.#stopComparing = clock.after(compareMs, () => {
      void this.#queue.run(async () => {
        if (this.#hash === null) return;
        try {
          if (reliable() && !(await this.#isThere())) this.#forget();
          else this.#compare();
        } catch (error) {
          log.warn('the clipboard could not be read', { error });
          this.#compare();
        }
      });
    });
  }

  async #isThere(): Promise<boolean> {
    return hashOf(await this.#options.driver.readText()) === this.#hash;
  }

  /** @throws AppError CLIPBOARD_FAILED: what came through of it all the same is taken back. */
  async #writeSecret(text: string, transient: boolean): Promise<{ readonly concealed: boolean }> {
    const { driver } = this.#options;
    try {
      const result = await this.#write(() => driver.writeSecret(text, transient));
      this.#forget();
      this.#hash = hashOf(text);
      return result;
    } catch (error) {
      if ((await driver.readText().catch(() => '')) === text) driver.clear();
      throw error;
    }
  }

  #forget(): void {
    this.#stopComparing();
    this.#cancel();
    this.#cancel = () => undefined;
    this.#hash = null;
    this.#options.onChange({ clearsAt: null, concealed: null });
    if (this.#stuck) this.#options.onStuck(false);
    this.#stuck = false;
  }

  async #write<T>(write: () => Promise<T>): Promise<T> {
    try {
      return await write();
    } catch (cause) {
      throw new AppError('CLIPBOARD_FAILED', {}, { cause });
    }
  }
}

const hashOf = (text: string): string => createHash('sha256').update(text).digest('base64');
