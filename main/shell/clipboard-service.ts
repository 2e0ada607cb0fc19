import { createHash } from 'node:crypto';
import type { State } from '../../preload/contract.ts';
import { AppError } from '../app-error.ts';
import type { Clipboard, Clock, Log } from '../ports.ts';
import type { ClipboardDriver } from './clipboard-driver.ts';

export interface ClipboardServiceOptions {
  readonly driver: ClipboardDriver;
  readonly clock: Clock;
  readonly log: Log;
  /** Seconds after which a secret is cleared; 0: never. */
  readonly clearSeconds: () => number;
  readonly onChange: (clipboard: State['clipboard']) => void;
}

/**
 * Copies for the whole app, in main. A secret is cleared after its time, and on quit, but only if
 * the clipboard still holds it: only its hash is kept to compare.
 */
export class ClipboardService implements Clipboard {
  readonly #options: ClipboardServiceOptions;
  #hash: string | null = null;
  #cancel: () => void = () => undefined;

  constructor(options: ClipboardServiceOptions) {
    this.#options = options;
  }

  async copyText(text: string): Promise<void> {
    await this.#write(() => this.#options.driver.writeText(text));
    this.#forget();
  }

  async copySecret(text: string): Promise<number | null> {
    const { driver, clock, clearSeconds, onChange } = this.#options;
    const { concealed } = await this.#write(() => driver.writeSecret(text));
    this.#forget();
    this.#hash = hashOf(text);
    const seconds = clearSeconds();
    if (seconds === 0) {
      onChange({ clearsAt: null, concealed });
      return null;
    }
    const clearsAt = clock.now() + seconds * 1000;
    this.#cancel = clock.after(seconds * 1000, () => void this.clear());
    onChange({ clearsAt, concealed });
    return clearsAt;
  }

  /** Clears the clipboard if it still holds the secret that was copied last. */
  async clear(): Promise<void> {
    const hash = this.#hash;
    this.#forget();
    if (hash === null) return;
    try {
      const { driver } = this.#options;
      if (hashOf(await driver.readText()) === hash) driver.clear();
    } catch (error) {
      this.#options.log.warn('the clipboard could not be cleared', { error });
    }
  }

  #forget(): void {
    this.#cancel();
    this.#cancel = () => undefined;
    this.#hash = null;
    this.#options.onChange({ clearsAt: null, concealed: null });
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
