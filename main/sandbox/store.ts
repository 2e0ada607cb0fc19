import type { SandboxAccount } from './accounts.ts';
import { generateSigningKey, readSigningKey, type SigningKey } from './signing-key.ts';
import type { SandboxState, TokenRecord } from './state.ts';
import type { StateFile } from './state-file.ts';

/** What a sandbox starts with when its file holds nothing. */
export interface FirstState {
  readonly accounts: readonly SandboxAccount[];
  readonly tokensOf: (account: SandboxAccount) => readonly TokenRecord[];
  /** PEM to use instead of making a key, for tests. */
  readonly privateKey: string | null;
}

/** Deleted tokens are remembered for those who look from outside, but not for ever. */
const deletedKept = 1000;

/** The sandbox's accounts, tokens and signing key in memory, saved as a whole after each change. */
export class SandboxStore {
  readonly #file: StateFile;
  readonly #first: FirstState;
  readonly #accounts = new Map<string, SandboxAccount>();
  readonly #tokens = new Map<string, TokenRecord>();
  #privateKey: string | null = null;
  #key: Promise<SigningKey> | null = null;

  private constructor(file: StateFile, first: FirstState) {
    this.#file = file;
    this.#first = first;
  }

  /** Reads the file; accounts that it lacks are added with their first tokens. */
  static async open(file: StateFile, first: FirstState): Promise<SandboxStore> {
    const store = new SandboxStore(file, first);
    const kept = await file.load();
    store.#privateKey = kept?.privateKey ?? first.privateKey;
    for (const account of kept?.accounts ?? []) store.#accounts.set(account.userId, account);
    for (const record of kept?.tokens ?? []) store.#tokens.set(record.kid, record);
    if (store.#addMissing()) await store.save();
    return store;
  }

  /** Throws everything but the signing key away and begins anew. */
  async reset(): Promise<void> {
    this.#accounts.clear();
    this.#tokens.clear();
    this.#addMissing();
    await this.save();
  }

  get accounts(): readonly SandboxAccount[] {
    return [...this.#accounts.values()];
  }

  accountById(userId: string): SandboxAccount | undefined {
    return this.#accounts.get(userId);
  }

  /** Adds or replaces an account. */
  async putAccount(account: SandboxAccount): Promise<void> {
    this.#accounts.set(account.userId, account);
    await this.save();
  }

  /** All tokens, deleted ones too, in the order of their making. */
  get tokens(): readonly TokenRecord[] {
    return [...this.#tokens.values()];
  }

  token(kid: string): TokenRecord | undefined {
    return this.#tokens.get(kid);
  }

  /** Adds or replaces tokens; when they cannot be saved, memory is as before and the error is thrown. */
  async putTokens(records: readonly TokenRecord[]): Promise<void> {
    const before = records.map((record) => this.#tokens.get(record.kid));
    for (const record of records) this.#tokens.set(record.kid, record);
    try {
      await this.save();
    } catch (error) {
      records.forEach((record, index) => {
        const old = before[index];
        if (old) this.#tokens.set(record.kid, old);
        else this.#tokens.delete(record.kid);
      });
      throw error;
    }
  }

  /** The signing key, made when first needed; it is saved with the first token. */
  key(): Promise<SigningKey> {
    this.#key ??= this.#makeKey().catch((error: unknown) => {
      this.#key = null;
      throw error;
    });
    return this.#key;
  }

  /** Whether a value can have been signed yet. */
  get hasKey(): boolean {
    return this.#privateKey !== null;
  }

  save(): Promise<void> {
    const deleted = this.tokens.filter((record) => record.deletedAt !== null);
    for (const { kid } of deleted.slice(0, -deletedKept)) this.#tokens.delete(kid);
    const state: SandboxState = {
      version: 1,
      privateKey: this.#privateKey,
      accounts: [...this.#accounts.values()],
      tokens: [...this.#tokens.values()],
    };
    return this.#file.save(state);
  }

  async #makeKey(): Promise<SigningKey> {
    this.#privateKey ??= await generateSigningKey();
    return readSigningKey(this.#privateKey);
  }

  #addMissing(): boolean {
    const missing = this.#first.accounts.filter(({ userId }) => !this.#accounts.has(userId));
    for (const account of missing) {
      this.#accounts.set(account.userId, account);
      for (const record of this.#first.tokensOf(account)) this.#tokens.set(record.kid, record);
    }
    return missing.length > 0;
  }
}
