import type { Account, SignInEnd } from '../../preload/contract.ts';
import { AppError } from '../app-error.ts';
import type { AuthApi } from '../auth-api/client.ts';
import { readToken } from '../auth-api/jwt.ts';
import { inOrder, withAccount, withAccountFacts } from '../vault/index-accounts.ts';
import type { AccountEntry } from '../vault/index-file.ts';
import { endOperation, openOf } from '../vault/journal.ts';
import { signInItem } from '../vault/secret-store.ts';
import type { Workspace } from '../workspace.ts';
import { readSignInItem, type Connection } from './connection.ts';
import { renewalFailureOf } from './renewal-times.ts';
import { Seat } from './seat.ts';

/** Who is signed in where. Credentials live here, in main's memory, and in the keychain. */
export class Accounts {
  readonly #workspace: Workspace;
  readonly #connections = new Map<string, Connection>();
  /** Accounts with nothing to sign in with any more, and why. */
  readonly #refused = new Map<string, SignInEnd>();
  /** Accounts whose credential was looked for in this run. */
  readonly #looked = new Set<string>();
  /** Tokens whose end the server confirmed. */
  readonly #ended = new Set<string>();
  /** Another vault is shown, or none: what is still under way here is told to nobody. */
  closed = false;

  constructor(workspace: Workspace) {
    this.#workspace = workspace;
  }

  /** All that are signed in, in the person's order. */
  get all(): readonly AccountEntry[] {
    return this.#workspace.index.content.accounts;
  }

  /** The account that is shown alone, and that acts where none is named; or null. */
  get current(): AccountEntry | null {
    return this.find(this.#workspace.index.content.currentAccount);
  }

  /** Those whose lists are shown. */
  get shown(): readonly AccountEntry[] {
    if (this.#workspace.index.content.showAll) return this.all;
    return this.current ? [this.current] : [];
  }

  /** The tokens that accounts sign in with and that nobody refused. */
  get signingIn(): ReadonlySet<string> {
    const able = this.all.filter(({ id }) => !this.isRefused(id));
    return new Set(able.flatMap(({ ownTokenId }) => ownTokenId ?? []));
  }

  find(id: string | null): AccountEntry | null {
    return this.all.find((account) => account.id === id) ?? null;
  }

  at(id: string): Seat {
    return new Seat(this, id);
  }

  /** The account `id`, by default the current one. @throws AppError NOT_SIGNED_IN. */
  require(id?: string): AccountEntry {
    const account = id === undefined ? this.current : this.find(id);
    if (!account) throw new AppError('NOT_SIGNED_IN');
    return account;
  }

  /**
   * The connection of an account, by default of the current one.
   *
   * @throws AppError NOT_SIGNED_IN, SIGN_IN_ENDED; BUSY before it was looked for; STORE_LOCKED, STORE_WAITING or STORE_RESTARTED
   *   where the keychain still holds what signs in.
   */
  connection(accountId?: string): Connection {
    const { id, signIn } = this.require(accountId);
    const connection = this.#connections.get(id);
    if (connection && !this.#refused.has(id)) return connection;
    const { state } = this.#workspace.stores;
    // Its credential could not be looked for, which says nothing of its token.
    if (!connection && state === 'absent' && signIn !== 'password')
      throw new AppError('STORE_ABSENT');
    if (!this.#refused.has(id) && state === 'locked') throw new AppError('STORE_LOCKED');
    if (!this.#refused.has(id) && state === 'waiting') throw new AppError('STORE_WAITING');
    if (!this.#refused.has(id) && state === 'restarted') throw new AppError('STORE_RESTARTED');
    // The app has just started: nobody has said anything of this sign-in yet.
    const unread = !connection && !this.#looked.has(id) && signIn !== 'password';
    if (this.#refused.has(id)) throw new AppError('SIGN_IN_ENDED');
    // What the keychain gave back was no sign-in: nobody refused anything.
    throw new AppError(
      unread ? 'BUSY' : signIn === 'password' ? 'SIGN_IN_ENDED' : 'STORE_MISMATCH',
    );
  }

  /** @throws AppError as connection. */
  api(accountId?: string): AuthApi {
    return this.#workspace.connect(this.connection(accountId));
  }

  /** Whether the current account is connected. */
  get connected(): boolean {
    return this.current !== null && this.isConnected(this.current.id);
  }

  isConnected(id: string): boolean {
    return this.#connections.has(id) && this.find(id) !== null;
  }

  /** Signed in: shows the account and remembers what authorises it. */
  async add(entry: AccountEntry, connection: Connection): Promise<void> {
    const { index, journal } = this.#workspace;
    // Whoever signs in anew is not to be signed out by what an earlier run began.
    for (const { id, accountId } of openOf(journal.content, 'sign-out'))
      if (accountId === entry.id) await endOperation(journal, id);
    await index.change((content) => withAccount(content, entry));
    this.#connections.set(entry.id, connection);
    this.#refused.delete(entry.id);
    this.publish();
  }

  /** From now on an account makes its requests by this connection; which account is shown stays. */
  take(id: string, connection: Connection): void {
    if (this.find(id) === null) return;
    this.#connections.set(id, connection);
    this.#refused.delete(id);
    this.publish();
  }

  /** Changes what is known of an account, by default of the current one; which one is shown stays. */
  async update(facts: Partial<Omit<AccountEntry, 'id'>>, id = this.require().id): Promise<void> {
    await this.#workspace.index.change((index) => withAccountFacts(index, id, facts));
    this.publish();
  }

  /** Shows the list of one account, or, by null, those of all as one. @throws AppError NOT_SIGNED_IN; file errors. */
  async show(id: string | null): Promise<void> {
    if (id !== null) this.require(id);
    await this.#workspace.index.change((index) => ({
      ...index,
      showAll: id === null,
      currentAccount: id ?? index.currentAccount,
    }));
    this.publish();
  }

  /** Puts the accounts into this order. @throws file errors. */
  async arrange(ids: readonly string[]): Promise<void> {
    await this.#workspace.index.change((index) => inOrder(index, ids));
    this.publish();
  }

  /** Drops the credential; the entry and the list stay until they are removed. */
  disconnect(id: string): void {
    this.#connections.delete(id);
    this.#refused.delete(id);
  }

  /** Nothing signs in any more, by default since the server said so: list and vault stay. */
  refuse(id: string, why: SignInEnd = 'refused'): void {
    // What was known first is the cause of what follows.
    if (!this.#refused.has(id)) this.#refused.set(id, why);
    this.publish();
  }

  /**
   * A person asks anew: a 401 may have been a passing fault, and one request tells. Not with a
   * password, which too many tries may lock.
   */
  askAgain(id: string): void {
    if (this.#connections.get(id)?.credential.kind !== 'token') return;
    if (this.#refused.delete(id)) this.publish();
  }

  /**
   * Reads the sign-in item of an account, by default of the current one; may raise the keychain's prompt.
   *
   * @returns whether the account can make requests now.
   * @throws AppError as SecretStore.get, STORE_MISMATCH.
   */
  async connect(accountId?: string): Promise<boolean> {
    const account = accountId === undefined ? this.current : this.find(accountId);
    if (!account) return false;
    if (this.#connections.has(account.id)) return true;
    try {
      return await this.#lookUp(account);
    } finally {
      this.#looked.add(account.id);
    }
  }

  async #lookUp(account: AccountEntry): Promise<boolean> {
    if (account.signIn === 'password') {
      this.refuse(account.id, 'forgotten');
      return false;
    }
    const { stores } = this.#workspace;
    const text = await stores.get(signInItem(account.id));
    // Not looked at is not the same as not there.
    if (text === null && stores.state === 'absent') {
      this.refuse(account.id, 'out-of-reach');
      throw new AppError('STORE_ABSENT');
    }
    if (text === null) {
      this.refuse(account.id, 'missing');
      return false;
    }
    await this.#adopt(account, readSignInItem(text));
    return true;
  }

  /**
   * Takes the credential of the sign-in item. What the item says counts, not the index, which
   * anybody can edit: a credential of another person is refused, and the own token is the item's.
   */
  async #adopt(account: AccountEntry, connection: Connection): Promise<void> {
    const { credential, contractNumber } = connection;
    if (credential.kind !== 'token') throw new AppError('STORE_MISMATCH');
    const claims = readToken(credential.token);
    if (account.userId !== null && claims.userId !== account.userId) {
      this.refuse(account.id, 'missing');
      throw new AppError('STORE_MISMATCH');
    }
    const told: AccountEntry = {
      ...account,
      origin: connection.origin,
      ownTokenId: claims.id,
      ownTokenExpiresAt: claims.expiresAt,
      userId: claims.userId,
      role: claims.role,
      contractNumber: contractNumber ?? claims.contractNumber,
    };
    if (JSON.stringify(told) !== JSON.stringify(account)) {
      this.#workspace.log.warn('the index disagreed with the sign-in item');
      await this.#workspace.index.change((index) => withAccountFacts(index, account.id, told));
    }
    this.#connections.set(account.id, connection);
    // Nobody refused it: it could not be read until now.
    this.#refused.delete(account.id);
    this.publish();
  }

  /** Whether an account has nothing to sign in with any more, by this run. */
  isRefused(id: string): boolean {
    const why = this.#refused.get(id);
    return why !== undefined && why !== 'out-of-reach';
  }

  /** The server confirmed the end of a token: its value is worth nothing any more. */
  noteEnd(tokenId: string): void {
    this.#ended.add(tokenId);
  }

  /** Whether the server confirmed the end of a token in this run. */
  hasEnded(tokenId: string): boolean {
    return this.#ended.has(tokenId);
  }

  /** Tells the views who is signed in. */
  publish(): void {
    if (this.closed) return;
    const { state } = this.#workspace;
    const account = this.current;
    state.change({
      session: {
        ...state.current.session,
        status: account ? 'signed-in' : 'signed-out',
        account: account ? this.#view(account) : null,
        accounts: this.all.map((entry) => this.#view(entry)),
        showAll: this.#workspace.index.content.showAll,
      },
    });
  }

  #view(entry: AccountEntry): Account {
    const { id, label, color, contractNumber, userId, email, role, signIn, canMint, ownTokenId } =
      entry;
    const renewing = openOf(this.#workspace.journal.content, 'renewal');
    return {
      id,
      label,
      color,
      origin: this.#connections.get(id)?.origin ?? entry.origin,
      contractNumber,
      userId,
      email,
      role,
      signIn,
      canMint,
      ownTokenId,
      renewalFailure: renewalFailureOf(
        entry,
        renewing.some(({ accountId }) => accountId === id),
      ),
      trial: this.#workspace.trial,
      authorised: !this.#refused.has(id),
      ended: this.#refused.get(id) ?? null,
    };
  }
}
