import type { Update } from '../../preload/contract.ts';
import { AppError } from '../app-error.ts';
import type { Clock, Log } from '../ports.ts';
import type { JsonFile } from '../vault/json-file.ts';
import type { UpdateTimes } from './update-file.ts';

/** What looks for, fetches and installs newer versions: electron-updater, or a test's. */
export interface Updater {
  /** Whether it puts a version in the app's place; else it only knows of it. */
  readonly installs: boolean;
  /** The version that is newer than this one; null: there is none. Fetches nothing of it. */
  readonly check: () => Promise<string | null>;
  /**
   * Fetches the version that `check` found, and proves it to be what was published.
   *
   * @throws AppError UPDATE_REFUSED: it is not; nothing of it stays. Anything else: it was not fetched.
   */
  readonly download: (onProgress: (percent: number) => void) => Promise<void>;
  /** Puts it in place and ends the process. */
  readonly install: () => void;
}

export interface UpdateParts {
  /** Loads the updater when it is first needed; null: this build is not updated. */
  readonly open: (() => Promise<Updater>) | null;
  readonly file: JsonFile<UpdateTimes>;
  readonly clock: Clock;
  readonly log: Log;
  /** Whether the person lets the app look by itself. */
  readonly wanted: () => boolean;
  readonly tell: (update: Update) => void;
  /** Ends the app after the usual questions, and last of all so. */
  readonly endBy: (last: () => void) => void;
}

const day = 24 * 3_600_000;
/** The start has other things to do. */
const restMs = 60_000;

/** Looks for a newer version at most daily, and fetches and installs it when a person says so. */
export class Updates {
  readonly #parts: UpdateParts;
  #updater: Promise<Updater> | null = null;
  #update: Update = { status: 'none', version: null, installs: false, progress: null };
  #stop: () => void = () => undefined;
  #looking: Promise<boolean> | null = null;

  constructor(parts: UpdateParts) {
    this.#parts = parts;
    this.#is({ status: parts.open === null ? 'off' : 'none' });
  }

  /** Begins to look by itself. */
  async start(): Promise<void> {
    const { open, file, clock } = this.#parts;
    if (open === null) return;
    const { checkedAt } = await file.load(clock.now());
    // A clock that was ahead does not silence it for years.
    const since = checkedAt === null ? Infinity : Math.abs(clock.now() - checkedAt);
    this.#wait(Math.max(restMs, day - since));
  }

  close(): void {
    this.#stop();
  }

  /**
   * Looks now.
   *
   * @returns whether there is a newer version.
   * @throws AppError UPDATE_FAILED: it could not be learnt.
   */
  check(): Promise<boolean> {
    this.#looking ??= this.#check().finally(() => (this.#looking = null));
    return this.#looking;
  }

  /** @throws AppError UPDATE_FAILED, UPDATE_REFUSED: it is still there to be fetched. */
  async download(): Promise<void> {
    const { status, installs } = this.#update;
    if (status !== 'available' || !installs) throw new AppError('NOTHING_PENDING');
    this.#is({ status: 'downloading', progress: 0 });
    try {
      const updater = await this.#open();
      await updater.download((percent) => {
        if (this.#update.status === 'downloading') this.#is({ progress: Math.floor(percent) });
      });
      this.#is({ status: 'ready', progress: null });
    } catch (error) {
      this.#is({ status: 'available', progress: null });
      throw this.#failed(error, 'an update could not be fetched');
    }
  }

  /** @throws AppError NOTHING_PENDING: none was fetched. */
  async install(): Promise<void> {
    if (this.#update.status !== 'ready') throw new AppError('NOTHING_PENDING');
    const updater = await this.#open();
    this.#parts.endBy(updater.install);
  }

  async #check(): Promise<boolean> {
    const { open, file, clock } = this.#parts;
    if (open === null) throw new AppError('UPDATE_FAILED');
    this.#wait(day);
    // Before: one that fails is not begun anew by each start. That it could not be written down costs one
    // more look after the next.
    await file
      .change(() => ({ checkedAt: clock.now() }))
      .catch((error: unknown) => {
        this.#parts.log.warn('when it was looked for updates was not written down', { error });
      });
    try {
      const updater = await this.#open();
      const version = await updater.check();
      const { status } = this.#update;
      // What is being fetched, or is here, is not taken back.
      if (status === 'none' || status === 'available')
        this.#is({
          status: version === null ? 'none' : 'available',
          version,
          installs: updater.installs,
        });
      return version !== null;
    } catch (error) {
      throw this.#failed(error, 'it could not be learnt whether there is an update');
    }
  }

  #failed(error: unknown, message: string): AppError {
    this.#parts.log.warn(message, { error });
    return error instanceof AppError ? error : new AppError('UPDATE_FAILED', {}, { cause: error });
  }

  #open(): Promise<Updater> {
    const { open } = this.#parts;
    if (open === null) return Promise.reject(new AppError('UPDATE_FAILED'));
    this.#updater ??= open();
    return this.#updater;
  }

  /** One timer, for a whole day: by itself it says nothing of a failure. */
  #wait(ms: number): void {
    const { clock, wanted } = this.#parts;
    this.#stop();
    this.#stop = clock.after(ms, () => {
      if (wanted()) this.check().catch(() => undefined);
      else this.#wait(day);
    });
  }

  #is(changed: Partial<Update>): void {
    this.#update = { ...this.#update, ...changed };
    this.#parts.tell(this.#update);
  }
}
