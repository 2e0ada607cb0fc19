import type * as keytarModule from 'keytar';
import { AppError } from '../app-error.ts';
import type { Clock } from '../ports.ts';
import { lostService, storeError } from './keytar-errors.ts';
import { SerialQueue } from './serial-queue.ts';
import { splitValues, windowsItemBytes, type PasswordStore } from './value-parts.ts';
import {
  probeItem,
  sentinelItem,
  sentinelValue,
  type SecretStore,
  type StoreState,
} from './secret-store.ts';

type Keytar = Pick<typeof keytarModule, 'getPassword' | 'setPassword' | 'deletePassword'>;

export interface KeychainOptions {
  /** The service under which the items are kept; the trial has one of its own. */
  readonly service: string;
  readonly name: string;
  readonly clock: Clock;
  /** Loads keytar; by default on the first call. */
  readonly load?: () => Promise<Keytar>;
  /** Looks at the store without a prompt; by default what the platform offers. */
  readonly look?: () => Promise<StoreState>;
  /** Whether an item is there and locked, also without a prompt; by default what the platform tells. */
  readonly lockedAway?: (account: string) => Promise<boolean>;
  /** Bytes that one item takes; longer values are split. By default what the platform has. */
  readonly itemLimit?: number;
  /** Frees a caller that waits longer than this, in ms. */
  readonly patienceMs?: number;
  /** Told when a call starts or stops keeping the person waiting. */
  readonly onWaiting?: (waiting: boolean) => void;
  /** Told once, when it turns out that the store was restarted and this process lost it. */
  readonly onLost?: () => void;
}

/** A prompt may stand open while a person looks for a passphrase. */
const defaultPatienceMs = 90_000;
/** A call that takes longer than this is said to be waiting; without a prompt it takes 20 ms. */
const waitingAfterMs = 800;

/**
 * The operating system's keychain through keytar 7.9, which is archived and stands behind this one
 * file. How it really behaves, and why each rule below exists: docs/decisions/keytar-behind-a-port.md.
 */
export class Keychain implements SecretStore {
  readonly kind = 'keychain';
  readonly name: string;
  readonly #options: KeychainOptions;
  /** Linux calls block a thread and cannot be cancelled: never two at once. */
  readonly #queue = new SerialQueue();
  #keytar: PasswordStore | undefined;
  #stuck = false;
  #waiting = false;
  #lost = false;
  /** Whether the sentinel was there before this process wrote anything; null: not seen yet. */
  #familiar: boolean | null = null;
  /** What this process wrote. */
  readonly #written = new Set<string>();

  constructor(options: KeychainOptions) {
    this.#options = options;
    this.name = options.name;
  }

  /** True while a call does not return: quitting then needs more than `app.quit()`. */
  get stuck(): boolean {
    return this.#stuck || this.#queue.length > 0;
  }

  /** Bytes that one item takes on this platform; null: no limit is known. */
  get itemLimit(): number | null {
    return this.#options.itemLimit ?? (process.platform === 'win32' ? windowsItemBytes : null);
  }

  async state(): Promise<StoreState> {
    if (this.#waiting) return 'waiting';
    const state = await this.#look();
    // It may well be open: to every process but this one.
    return this.#lost && state !== 'absent' ? 'restarted' : state;
  }

  /**
   * keytar gives null for a missing item, and on Linux also when the person dismisses the prompt of
   * a locked collection. Only null from a store that shows its sentinel, or says that it is
   * unlocked, is "missing". The sentinel is read only where no prompt was dismissed just before: a
   * person who said no is not asked again.
   */
  get(account: string): Promise<string | null> {
    return this.#call(async (keytar) => {
      const { service } = this.#options;
      const value = await keytar.getPassword(service, account);
      if (value !== null) return value;
      if (await this.#lockedAway(account)) throw new AppError('STORE_LOCKED');
      const sentinel = await keytar.getPassword(service, sentinelItem);
      if (sentinel === null) await this.#mustBeReady();
      this.#familiar ??= sentinel !== null;
      // Unlocked by now, perhaps only just: what was null before may be there.
      return keytar.getPassword(service, account);
    });
  }

  set(account: string, value: string): Promise<void> {
    return this.#call(async (keytar) => {
      const { service } = this.#options;
      await keytar.setPassword(service, account, value);
      const sentinel = await keytar.getPassword(service, sentinelItem);
      this.#familiar ??= sentinel !== null;
      if (sentinel === null) await keytar.setPassword(service, sentinelItem, sentinelValue);
      this.#written.add(account);
    });
  }

  /**
   * Whether `account` would be here if it were anywhere: this process wrote it, or an earlier one kept
   * things here. Another keyring may be open just now (another desktop, another program): what that
   * one lacks is no reason to forget it.
   *
   * @throws AppError as `get`.
   */
  async wouldHold(account: string): Promise<boolean> {
    if (this.#written.has(account)) return true;
    if (this.#familiar === null) await this.get(sentinelItem);
    return this.#familiar ?? true;
  }

  delete(account: string): Promise<boolean> {
    return this.#call(async (keytar) => {
      const { service } = this.#options;
      if (await keytar.deletePassword(service, account)) return true;
      // False: it was not there, or the collection is locked.
      await this.#mustBeReady();
      return (await keytar.getPassword(service, account)) === null;
    });
  }

  async probe(): Promise<void> {
    const back = await this.#writeAndRead();
    // Null: another process of this person may have probed, and deleted, at the same moment.
    if ((back ?? (await this.#writeAndRead())) !== sentinelValue)
      throw new AppError('STORE_MISMATCH');
  }

  async #writeAndRead(): Promise<string | null> {
    await this.set(probeItem, sentinelValue);
    const back = await this.get(probeItem);
    await this.delete(probeItem);
    return back;
  }

  /** Runs one piece of work at a time, frees the caller in the end and names what failed. */
  #call<T>(work: (keytar: PasswordStore) => Promise<T>): Promise<T> {
    // A prompt that nobody answers would only be followed by more prompts.
    if (this.#stuck) return Promise.reject(new AppError('STORE_WAITING'));
    const { clock, patienceMs = defaultPatienceMs } = this.#options;
    return this.#queue.run(async () => {
      if (this.#stuck) throw new AppError('STORE_WAITING');
      if (this.#lost) throw await this.#lostError();
      const keytar = await this.#load();
      return new Promise<T>((resolve, reject) => {
        const stopSaying = clock.after(waitingAfterMs, () => {
          this.#setWaiting(true);
        });
        const giveUp = clock.after(patienceMs, () => {
          this.#stuck = true;
          reject(new AppError('STORE_WAITING'));
        });
        work(keytar)
          .catch((error: unknown) => this.#fail(error))
          .then(resolve, reject)
          .finally(() => {
            stopSaying();
            giveUp();
            this.#stuck = false;
            this.#setWaiting(false);
          });
      });
    });
  }

  async #load(): Promise<PasswordStore> {
    if (this.#keytar) return this.#keytar;
    try {
      const load = this.#options.load ?? (async () => (await import('keytar')).default);
      this.#keytar = splitValues(await load(), this.itemLimit ?? Infinity);
      return this.#keytar;
    } catch (cause) {
      // The native part is missing or libsecret is not installed.
      throw new AppError('STORE_ABSENT', {}, { cause });
    }
  }

  async #fail(error: unknown): Promise<never> {
    if (!lostService(error)) throw storeError(error);
    this.#lost = true;
    const failure = await this.#lostError(error);
    this.#options.onLost?.();
    throw failure;
  }

  /**
   * The Secret Service that libsecret met first is gone. libsecret never looks for another one
   * (measured), so that a service which came back can be reached only by a new process.
   */
  async #lostError(cause?: unknown): Promise<AppError> {
    const gone = (await this.#look()) === 'absent';
    return new AppError(gone ? 'STORE_ABSENT' : 'STORE_RESTARTED', {}, { cause });
  }

  #look(): Promise<StoreState> {
    return (this.#options.look ?? (() => this.#lookAtPlatform()))();
  }

  async #lookAtPlatform(): Promise<StoreState> {
    if (process.platform === 'linux') {
      const { readSecretServiceState } = await import('./secret-service.ts');
      const state = await readSecretServiceState();
      if (state !== 'ready') return state;
    }
    try {
      await this.#load();
      return 'ready';
    } catch {
      return 'absent';
    }
  }

  async #lockedAway(account: string): Promise<boolean> {
    const { service, lockedAway } = this.#options;
    if (lockedAway) return lockedAway(account);
    if (process.platform !== 'linux') return false;
    const { isLockedAway } = await import('./secret-service.ts');
    return isLockedAway({ service, account });
  }

  async #mustBeReady(): Promise<void> {
    const state = await this.#look();
    if (state === 'absent') throw new AppError('STORE_ABSENT');
    if (state === 'waiting') throw new AppError('STORE_WAITING');
    if (state !== 'ready') throw new AppError('STORE_LOCKED');
  }

  #setWaiting(waiting: boolean): void {
    if (this.#waiting === waiting) return;
    this.#waiting = waiting;
    this.#options.onWaiting?.(waiting);
  }
}
