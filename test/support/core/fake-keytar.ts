import type { StoreState } from '../../../main/vault/secret-store.ts';

/** How the keyring behaves: as measured with libsecret and gnome-keyring (docs/threat-model.md). */
export type KeyringMode =
  | 'unlocked'
  /** The collection is locked, and the person dismisses every prompt. */
  | 'locked'
  /** No session bus. */
  | 'no-bus'
  /** A session bus without a Secret Service. */
  | 'no-service'
  /** The service that was met first has ended and another one is there: for this process it is lost. */
  | 'restarted'
  /** A prompt stands open: nothing returns until `answer()`. */
  | 'silent';

const complaints = {
  'no-bus': 'Cannot autolaunch D-Bus without X11 $DISPLAY',
  // Writes bring a session of the service that ended; all else goes to its name on the bus.
  set: 'The session wrapping the secret does not exist',
  get: 'The name :1.1 was not provided by any .service files',
  'no-service': 'The name org.freedesktop.secrets was not provided by any .service files',
} as const;

/** A keyring in memory behind keytar's functions. It throws when it is used as it must never be. */
export class FakeKeytar {
  mode: KeyringMode = 'unlocked';
  /** Cuts every value that is written after this many characters. */
  cutAt = Infinity;
  /** How many characters every value that is written loses at its end. */
  cutsEnd = 0;
  /** What a read gives instead of what is there. */
  misread: (value: string) => string = (value) => value;
  /** Fails the next write with this message. */
  failNextSet: string | null = null;
  /** The account of an item that is not deleted. */
  failDelete: string | null = null;
  /** What the next looks find, one after another, whatever is so: a service that is away for a moment. */
  readonly nextLooks: StoreState[] = [];
  /** Every call, as `get account`. */
  readonly calls: string[] = [];
  readonly #items = new Map<string, string>();
  #busy = false;
  #waiting: (() => void)[] = [];
  #arrived: (() => void)[] = [];

  /** What `Keychain` sees when it looks without asking. */
  get look(): StoreState {
    const said = this.nextLooks.shift();
    if (said !== undefined) return said;
    if (this.mode === 'no-bus' || this.mode === 'no-service') return 'absent';
    return this.mode === 'unlocked' || this.mode === 'restarted' ? 'ready' : 'locked';
  }

  /** What `Keychain` learns of one item without asking: gnome-keyring shows which items it holds. */
  lockedAway(account: string, service = 'Token Vault'): boolean {
    return this.mode === 'locked' && this.#items.has(`${service}/${account}`);
  }

  /** What is kept, by account, whatever the mode: what a person sees in their keyring's own tool. */
  items(service = 'Token Vault'): ReadonlyMap<string, string> {
    const prefix = `${service}/`;
    return new Map(
      [...this.#items]
        .filter(([key]) => key.startsWith(prefix))
        .map(([key, value]) => [key.slice(prefix.length), value]),
    );
  }

  /** Puts an item there as another program could. */
  put(account: string, value: string, service = 'Token Vault'): void {
    this.#items.set(`${service}/${account}`, value);
  }

  /** Takes an item away as another program could. */
  take(account: string, service = 'Token Vault'): void {
    this.#items.delete(`${service}/${account}`);
  }

  /** Opens another keyring, which is empty, in place of this one. @returns the way back. */
  swap(): () => void {
    const items = new Map(this.#items);
    this.#items.clear();
    return () => {
      this.#items.clear();
      for (const [key, value] of items) this.#items.set(key, value);
    };
  }

  /** Lets the calls go on that wait for their prompt, in the mode that is given. */
  answer(mode: Exclude<KeyringMode, 'silent'>): void {
    this.mode = mode;
    for (const go of this.#waiting.splice(0)) go();
  }

  /** Resolves when a call waits for its prompt. */
  async prompted(): Promise<void> {
    if (this.#waiting.length > 0) return;
    await new Promise<void>((resolve) => this.#arrived.push(resolve));
  }

  getPassword(service: string, account: string): Promise<string | null> {
    return this.#call('get', service, account, (key) => {
      if (this.mode === 'locked') return null;
      const value = this.#items.get(key);
      return value === undefined ? null : this.misread(value);
    });
  }

  setPassword(service: string, account: string, value: string): Promise<void> {
    if (value === '') throw new Error('Password is required.');
    return this.#call('set', service, account, (key) => {
      if (this.mode === 'locked') throw new Error('Cannot create an item in a locked collection');
      const message = this.failNextSet;
      this.failNextSet = null;
      if (message !== null) throw new Error(message);
      // libsecret takes a C string.
      this.#items.set(
        key,
        (value.split('\0')[0] ?? '').slice(0, Math.min(this.cutAt, value.length - this.cutsEnd)),
      );
    });
  }

  deletePassword(service: string, account: string): Promise<boolean> {
    return this.#call('delete', service, account, (key) =>
      this.mode === 'locked' || account === this.failDelete ? false : this.#items.delete(key),
    );
  }

  /** Kills the process on Linux. */
  findCredentials(): never {
    throw new Error('findCredentials must never be called');
  }

  async #call<T>(
    what: string,
    service: string,
    account: string,
    work: (key: string) => T,
  ): Promise<T> {
    if (service === '' || account === '') throw new Error('Service and account are required.');
    if (this.#busy) throw new Error('two calls of keytar at once');
    this.#busy = true;
    this.calls.push(`${what} ${account}`);
    try {
      await this.#prompt();
      if (this.mode === 'no-bus' || this.mode === 'no-service')
        throw new Error(complaints[this.mode]);
      if (this.mode === 'restarted') throw new Error(complaints[what === 'set' ? 'set' : 'get']);
      return work(`${service}/${account}`);
    } finally {
      this.#busy = false;
    }
  }

  async #prompt(): Promise<void> {
    if (this.mode !== 'silent') {
      await Promise.resolve();
      return;
    }
    await new Promise<void>((resolve) => {
      this.#waiting.push(resolve);
      for (const tell of this.#arrived.splice(0)) tell();
    });
  }
}
