import { AppError } from '../app-error.ts';
import type { Keychain } from './keychain.ts';
import type { SecretStore, StoreState } from './secret-store.ts';
import type { SessionStore } from './session-store.ts';

/** What the app knows of its two stores: the keychain, and memory where there is none. */
export class Stores {
  readonly keychain: Keychain;
  readonly session: SessionStore;
  readonly #onState: (kind: SecretStore['kind'], state: StoreState) => void;
  #state: StoreState = 'unknown';
  #onChange: () => void = () => undefined;

  constructor(
    keychain: Keychain,
    session: SessionStore,
    onState: (kind: SecretStore['kind'], state: StoreState) => void,
  ) {
    this.keychain = keychain;
    this.session = session;
    this.#onState = onState;
  }

  /** As last looked at. */
  get state(): StoreState {
    return this.#state;
  }

  /** Looks at the keychain without a prompt. */
  async look(): Promise<StoreState> {
    const before = this.#state;
    const now = await this.keychain.state();
    // A bus that does not answer says nothing: where there was no keychain, memory stays the store.
    this.#state = before === 'absent' && now === 'waiting' ? before : now;
    this.#onState(this.#state === 'absent' ? 'session' : 'keychain', this.#state);
    if (before !== this.#state) this.#onChange();
    return this.#state;
  }

  /** Who is told when a look found another state than the one before; one at most. */
  onChange(listener: () => void): void {
    this.#onChange = listener;
  }

  /** The store that takes new values: memory only where there is no keychain at all. */
  async current(): Promise<SecretStore> {
    return (await this.look()) === 'absent' ? this.session : this.keychain;
  }

  /**
   * The value stored under `account`, in memory or in the keychain.
   *
   * @param filed whether it is known to be in the keychain.
   * @throws AppError as SecretStore.get; where there is no keychain, null, but STORE_ABSENT for what is
   *   `filed`: nobody could look.
   */
  async get(account: string, filed = false): Promise<string | null> {
    const inSession = await this.session.get(account);
    if (inSession !== null) return inSession;
    if ((await this.look()) !== 'absent') return this.keychain.get(account);
    if (filed) throw new AppError('STORE_ABSENT');
    return null;
  }

  /**
   * Removes `account` wherever it is.
   *
   * @param filed whether it is known to be in the keychain.
   * @throws AppError when the keychain could not be asked; STORE_ABSENT only for what is `filed`.
   */
  async delete(account: string, filed = false): Promise<void> {
    const state = await this.look();
    if (filed && state === 'absent') throw new AppError('STORE_ABSENT');
    // What is in memory is no matter of a locked keychain's; it goes last, since that cannot fail.
    const asked = filed || state === 'ready' || (state !== 'absent' && !this.session.has(account));
    if (asked && !(await this.keychain.delete(account))) throw new AppError('STORE_FAILED');
    await this.session.delete(account);
  }
}
