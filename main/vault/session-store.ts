import type { SavedToken } from './index-file.ts';
import { tokenItem, type SecretStore } from './secret-store.ts';

/** Keeps secrets in memory until the app ends: what remains where there is no keychain. */
export class SessionStore implements SecretStore {
  readonly kind = 'session';
  readonly name: string;
  readonly #items = new Map<string, string>();
  /** What the index would say of values here: none of it is on disk. */
  readonly #entries = new Map<string, SavedToken>();

  constructor(name: string) {
    this.name = name;
  }

  /** The items that would be lost if the app ended now. */
  get accounts(): readonly string[] {
    return [...this.#items.keys()];
  }

  has(account: string): boolean {
    return this.#items.has(account);
  }

  /** Remembers what is to be filed of a token, should its value find a keychain. */
  file(entry: SavedToken): void {
    this.#entries.set(entry.id, entry);
  }

  /** What is to be filed of the values that are here. */
  get entries(): readonly SavedToken[] {
    return [...this.#entries.values()].filter(({ id }) => this.has(tokenItem(id)));
  }

  entryOf(tokenId: string): SavedToken | undefined {
    return this.#entries.get(tokenId);
  }

  state(): Promise<'ready'> {
    return Promise.resolve('ready');
  }

  get(account: string): Promise<string | null> {
    return Promise.resolve(this.#items.get(account) ?? null);
  }

  set(account: string, value: string): Promise<void> {
    this.#items.set(account, value);
    return Promise.resolve();
  }

  delete(account: string): Promise<boolean> {
    this.#items.delete(account);
    return Promise.resolve(true);
  }

  probe(): Promise<void> {
    return Promise.resolve();
  }
}
