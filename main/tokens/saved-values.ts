import { randomUUID } from 'node:crypto';
import type { Card } from '../../preload/contract.ts';
import { AppError, isAppError } from '../app-error.ts';
import type { Accounts } from '../accounts/accounts.ts';
import { readSignInItem } from '../accounts/connection.ts';
import { idIn, readToken } from '../auth-api/jwt.ts';
import type { Clipboard, SaveDialog } from '../ports.ts';
import { endOperation } from '../vault/journal.ts';
import { signInItem, tokenItem } from '../vault/secret-store.ts';
import type { Workspace } from '../workspace.ts';
import { noteMissing } from './find-missing.ts';
import { forgetSteps } from './forget-steps.ts';
import { runSteps } from './steps.ts';
import type { TokenLists } from './token-lists.ts';
import { UseNotes } from './use-notes.ts';

/** What can be done with a value that was kept, by the id of its token. */
export class SavedValues {
  readonly #workspace: Workspace;
  readonly #accounts: Accounts;
  readonly #lists: TokenLists;
  readonly #clipboard: Clipboard;
  readonly #saveDialog: SaveDialog;
  readonly #uses: UseNotes;

  constructor(
    workspace: Workspace,
    accounts: Accounts,
    lists: TokenLists,
    ports: { readonly clipboard: Clipboard; readonly saveDialog: SaveDialog },
  ) {
    this.#workspace = workspace;
    this.#accounts = accounts;
    this.#lists = lists;
    this.#clipboard = ports.clipboard;
    this.#saveDialog = ports.saveDialog;
    this.#uses = new UseNotes(workspace, () => {
      lists.publish();
    });
  }

  /** Copies the value; resolves with when it leaves the clipboard (ms), or null. */
  async copy(id: string): Promise<{ clearsAt: number | null }> {
    const clearsAt = await this.#clipboard.copySecret(await this.#read(id));
    this.#uses.note(id);
    return { clearsAt };
  }

  /** The value itself, because a person asked to see it. */
  async reveal(id: string): Promise<{ value: string }> {
    const value = await this.#read(id);
    this.#uses.note(id);
    return { value };
  }

  async download(id: string): Promise<{ saved: boolean }> {
    const value = await this.#read(id);
    const saved = await this.#saveDialog.save(`ionos-token-${id.slice(0, 8)}.txt`, value);
    if (saved) this.#uses.note(id);
    return { saved };
  }

  /** What the value says of itself: decoded, signature not checked. */
  async card(id: string): Promise<Card> {
    const value = await this.#read(id);
    const claims = readToken(value);
    return {
      ...claims,
      privileges: claims.privileges.slice(0, 500),
      bytes: Buffer.byteLength(value),
    };
  }

  /**
   * Removes the stored value; the token itself lives on. A person's own choice, asked before.
   *
   * @throws AppError the store's codes; VALUE_SIGNS_IN for a token that an account signs in with:
   *   its value would stay in the sign-in item, and the person be told that it is gone.
   */
  async forget(id: string): Promise<void> {
    const workspace = this.#workspace;
    if (this.#signsIn(id)) throw new AppError('VALUE_SIGNS_IN');
    const { clock, locks, journal, observe } = workspace;
    const operation = randomUUID();
    const intent = { kind: 'forget', id: operation, startedAt: clock.now(), tokenId: id } as const;
    try {
      await locks.run([id], () => runSteps('forget', forgetSteps, { workspace, intent }, observe));
    } catch (error) {
      // What is still there, and said to be, is not to go by itself later. A keychain that has not
      // answered may still do it: that is looked up once it has.
      if (isAppError(error) && !isAppError(error, 'FILE_NOT_WRITTEN', 'STORE_WAITING'))
        await endOperation(journal, operation).catch(() => undefined);
      throw error;
    }
    this.#lists.publish();
  }

  /**
   * @throws AppError the store's codes (STORE_ABSENT, too); VALUE_MISSING when the store is open and holds no such item;
   *   STORE_MISMATCH when what is stored belongs to another token.
   */
  async #read(id: string): Promise<string> {
    const { stores } = this.#workspace;
    const own = this.#ownItem(id);
    const kept = await stores.get(tokenItem(id));
    const text = kept ?? (own === null ? null : await stores.get(own));
    // Where nobody could look, nothing is missing.
    if (text === null && stores.state === 'absent') throw new AppError('STORE_ABSENT');
    if (kept === null) {
      await noteMissing(this.#workspace, id);
      this.#lists.publish();
    }
    if (text === null) throw new AppError('VALUE_MISSING');
    const value = kept ?? readSignInItem(text).credential.token;
    // The index names the item, and the index is not trusted: the value must say the same.
    if (idIn(value) !== id) throw new AppError('STORE_MISMATCH');
    return value;
  }

  /** Whether an account, shown or not, signs in with this token, and nobody refused it. */
  #signsIn(id: string): boolean {
    return this.#workspace.index.content.accounts.some(
      (account) =>
        account.signIn !== 'password' &&
        account.ownTokenId === id &&
        !this.#accounts.isRefused(account.id),
    );
  }

  /** The sign-in item, for the token that the app minted for itself. */
  #ownItem(id: string): string | null {
    const account = this.#accounts.all.find(
      ({ signIn, ownTokenId }) => signIn === 'minted' && ownTokenId === id,
    );
    return account ? signInItem(account.id) : null;
  }
}
