import { AppError } from './app-error.ts';
import { SerialQueue } from './vault/serial-queue.ts';

/**
 * Who may begin beside whom. Signing in, out and unlocking mint, store and delete, and so does what
 * renews a sign-in: one at a time, and none beside a value that is made or shown.
 */
export class Turns {
  readonly #queue = new SerialQueue();
  readonly #isMaking: () => boolean;
  /** Whether a person has asked for a sign-in or a sign-out that has not ended yet. */
  #asked = false;
  /** Whether somebody has the vault alone. */
  #taken = false;

  /** @param isMaking whether a value is made or shown: one belongs to the account that is shown. */
  constructor(isMaking: () => boolean) {
    this.#isMaking = isMaking;
  }

  /** Whether another account may be shown in a moment: no generate begins. */
  get taken(): boolean {
    return this.#taken;
  }

  /** Whether another vault cannot be shown now: what runs here would be lost from view. */
  get busy(): boolean {
    return this.#isMaking() || this.#asked;
  }

  /** After what is before it; a generate may run beside it. @throws what `work` throws. */
  after<T>(work: () => Promise<T>): Promise<T> {
    return this.#queue.run(work);
  }

  /** Within a turn: alone, or not at all. @throws what `work` throws. */
  async aloneIfFree(work: () => Promise<void>): Promise<void> {
    if (!this.#isMaking()) await this.#alone(work);
  }

  /**
   * A person's turn.
   *
   * @throws AppError BUSY while a value is made or shown, or another turn of a person waits: a second
   * click would sign in, and mint, once more; what `work` throws.
   */
  async take(work: () => Promise<void>): Promise<void> {
    if (this.#asked) throw new AppError('BUSY');
    this.#asked = true;
    try {
      await this.#must(work);
    } finally {
      this.#asked = false;
    }
  }

  /**
   * Shows another vault, once what mints by itself has ended: nothing begins here meanwhile.
   *
   * @throws AppError BUSY where a person has something running or shown; what `work` throws.
   */
  async leave(work: () => Promise<void>): Promise<void> {
    if (this.busy) throw new AppError('BUSY');
    await this.#must(work);
  }

  #must(work: () => Promise<void>): Promise<void> {
    return this.#queue.run(async () => {
      if (this.#isMaking()) throw new AppError('BUSY');
      await this.#alone(work);
    });
  }

  /** Until `work` has ended no generate begins. */
  async #alone(work: () => Promise<void>): Promise<void> {
    this.#taken = true;
    try {
      await work();
    } finally {
      this.#taken = false;
    }
  }
}
