import type { AuthApi } from '../auth-api/client.ts';
import type { AccountEntry } from '../vault/index-file.ts';
import type { Accounts } from './accounts.ts';
import type { Connection } from './connection.ts';

/** One account by its id, signed in or not any more: what works for an account, whichever is shown. */
export class Seat {
  readonly id: string;
  readonly #accounts: Accounts;

  constructor(accounts: Accounts, id: string) {
    this.#accounts = accounts;
    this.id = id;
  }

  /** Null: signed out since. */
  get entry(): AccountEntry | null {
    return this.#accounts.find(this.id);
  }

  /** @throws AppError NOT_SIGNED_IN. */
  require(): AccountEntry {
    return this.#accounts.require(this.id);
  }

  get connected(): boolean {
    return this.#accounts.isConnected(this.id);
  }

  /** @throws AppError as Accounts.connection. */
  connection(): Connection {
    return this.#accounts.connection(this.id);
  }

  /** @throws AppError as Accounts.connection. */
  api(): AuthApi {
    return this.#accounts.api(this.id);
  }

  /** The server said that nothing signs in any more. */
  refuse(): void {
    this.#accounts.refuse(this.id);
  }

  /** A person asks anew, after a refusal. */
  askAgain(): void {
    this.#accounts.askAgain(this.id);
  }
}
