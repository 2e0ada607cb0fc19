import { randomUUID } from 'node:crypto';
import type { ImportPreview, TokenNotes } from '../../preload/contract.ts';
import { AppError } from '../app-error.ts';
import type { Accounts } from '../accounts/accounts.ts';
import { readToken, type TokenClaims } from '../auth-api/jwt.ts';
import { pastedToken } from '../auth-api/pasted-token.ts';
import type { TokenFile, TokenFiles } from '../ports.ts';
import { noteOf, type AccountEntry } from '../vault/index-file.ts';
import { tokenItem, type SecretStore } from '../vault/secret-store.ts';
import { digestOf } from '../vault/value-digest.ts';
import type { Workspace } from '../workspace.ts';
import { importSteps, type ImportContext } from './import-steps.ts';
import { runSteps } from './steps.ts';
import type { TokenLists } from './token-lists.ts';
import { wholeItem } from './whole-item.ts';

/** Import: a value is read first, shown for what it is, and kept when the person says so. */
export class TokenImport {
  readonly #workspace: Workspace;
  readonly #accounts: Accounts;
  readonly #lists: TokenLists;
  readonly #files: TokenFiles;
  #value: string | null = null;
  /** A second try to keep the same value is the same operation. */
  #operationId = randomUUID();
  /** A file with nothing else in it, so that the page need not name a path to have it deleted. */
  #file: TokenFile | null = null;

  constructor(workspace: Workspace, accounts: Accounts, lists: TokenLists, files: TokenFiles) {
    this.#workspace = workspace;
    this.#accounts = accounts;
    this.#lists = lists;
    this.#files = files;
  }

  /** The system's open dialog; null when the person cancels. @throws as `read`; FILE_NOT_READ. */
  async openFile(): Promise<ImportPreview | null> {
    const file = await this.#files.choose();
    return file && this.read(file.text, file);
  }

  /** A file that was dropped on the window. @throws as `read`; FILE_NOT_READ. */
  async openDropped(path: string): Promise<ImportPreview> {
    const file = await this.#files.read(path);
    return this.read(file.text, file);
  }

  /**
   * Deletes the file that the last import came from, if that is all it held. Asks the keychain for
   * the value first: the only copy that lasts must not go.
   *
   * @throws AppError NOTHING_PENDING, FILE_ONLY_COPY, FILE_CHANGED, FILE_NOT_WRITTEN, the store's codes.
   */
  async deleteFile(): Promise<void> {
    const file = this.#file;
    if (!file || this.#value !== null) throw new AppError('NOTHING_PENDING');
    const { value } = pastedToken(file.text);
    const { id } = readToken(value);
    await this.#workspace.locks.run([id], async () => {
      const { stores } = this.#workspace;
      const lasts = (await stores.look()) !== 'absent';
      const there = lasts ? await wholeItem(stores.keychain, tokenItem(id)) : null;
      if (there !== value) throw new AppError('FILE_ONLY_COPY');
      await this.#files.remove(file);
    });
    // Another one may have been opened meanwhile.
    if (this.#file === file) this.#file = null;
  }

  /**
   * Decodes a text, offline.
   *
   * @throws AppError as pastedToken and readToken; NOT_SIGNED_IN; TOKEN_NOT_OF_TRIAL.
   */
  read(text: string, file: TokenFile | null = null): ImportPreview {
    const current = this.#accounts.require();
    this.cancel();
    const { value, alone } = pastedToken(text);
    const claims = readToken(value);
    const own = this.#accountOf(claims);
    const account = own ?? current;
    const { mayImport } = this.#workspace;
    if (mayImport && !mayImport(claims.id)) throw new AppError('TOKEN_NOT_OF_TRIAL');
    this.#value = value;
    this.#operationId = randomUUID();
    this.#file = alone ? file : null;
    const { clock, index, stores } = this.#workspace;
    const { label, note, usedIn, color } = noteOf(index.content, claims.id);
    return {
      ...claims,
      privileges: claims.privileges.slice(0, 500),
      bytes: Buffer.byteLength(value),
      fileName: file?.name ?? null,
      fileHasMore: file !== null && !alone,
      expired: claims.expiresAt !== null && claims.expiresAt <= clock.now(),
      otherContract:
        account.contractNumber !== null && claims.contractNumber !== account.contractNumber,
      accountId: own?.id ?? null,
      otherUser: account.userId !== null && claims.userId !== account.userId,
      alreadySaved:
        index.content.tokens.some(({ id, missing }) => id === claims.id && missing !== true) ||
        stores.session.has(tokenItem(claims.id)),
      notes: { label, note, usedIn, color },
    };
  }

  /**
   * Keeps what was read last, and writes down what is said of it in place of what was: a person who
   * changes it starts from the preview's `notes`.
   *
   * @throws AppError NOTHING_PENDING, VALUE_DIFFERS, STORE_MISMATCH, the store's codes,
   *   FILE_NOT_WRITTEN: a later try, or the next start, takes it up.
   */
  async keep(notes: TokenNotes): Promise<{ tokenId: string; kept: SecretStore['kind'] }> {
    const { label, note, usedIn, color } = notes;
    const value = this.#value;
    if (value === null) throw new AppError('NOTHING_PENDING');
    const current = this.#accounts.require();
    const { stores, clock, locks, observe } = this.#workspace;
    const claims = readToken(value);
    const account = this.#accountOf(claims) ?? current;
    const said = { label: label.trim(), note: note.trim(), usedIn: usedIn.trim(), color };
    const store = await stores.current();
    const context: ImportContext = {
      workspace: this.#workspace,
      store,
      value,
      claims,
      intent: {
        kind: 'import',
        id: this.#operationId,
        tokenId: claims.id,
        digest: digestOf(value),
        origin: account.origin,
        startedAt: clock.now(),
        ...said,
      },
    };
    await locks.run([claims.id], () => runSteps('import', importSteps, context, observe));
    // Another one may have been read meanwhile.
    if (this.#value === value) this.#value = null;
    this.#lists.publish();
    // It may be younger than the list.
    if (this.#accounts.isConnected(account.id)) void this.#lists.at(account.id).refresh();
    return { tokenId: claims.id, kept: store.kind };
  }

  /** The account that is signed in and that a value is of, by what it says of itself; null: none is. */
  #accountOf({ userId, contractNumber }: TokenClaims): AccountEntry | null {
    if (userId === null) return null;
    const isOf = (account: AccountEntry): boolean =>
      account.userId === userId && account.contractNumber === contractNumber;
    const { current, all } = this.#accounts;
    return current && isOf(current) ? current : (all.find(isOf) ?? null);
  }

  /** Forgets what was read. */
  cancel(): void {
    this.#value = null;
    this.#file = null;
  }
}
