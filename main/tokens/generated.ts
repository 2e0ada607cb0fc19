import type { Generated } from '../../preload/contract.ts';
import { AppError, toFailure } from '../app-error.ts';
import type { Accounts } from '../accounts/accounts.ts';
import type { AuthApi } from '../auth-api/client.ts';
import type { TokenClaims } from '../auth-api/jwt.ts';
import type { Clipboard, SaveDialog } from '../ports.ts';
import { withoutSaved } from '../vault/index-file.ts';
import { endOperation, journaled, type GenerateIntent } from '../vault/journal.ts';
import { tokenItem } from '../vault/secret-store.ts';
import { SerialQueue } from '../vault/serial-queue.ts';
import type { Workspace } from '../workspace.ts';
import { deleteToken } from './delete-token.ts';
import { filing, keepValue } from './kept-value.ts';
import type { TokenLists } from './token-lists.ts';
import { UseNotes } from './use-notes.ts';

/** A token that was just generated, with its one-time value. */
export interface Fresh {
  readonly intent: GenerateIntent;
  /** Of the account that asked for it, whichever is shown later. */
  readonly api: AuthApi;
  readonly value: string;
  /** Null where the value cannot be read: the person may have it, the app cannot file it. */
  readonly claims: TokenClaims | null;
  readonly kept: Generated['kept'];
  readonly storeError: unknown;
  /** The server made it for another contract than was asked for. */
  readonly contractMismatch: boolean;
  /** Told when the value is shown no longer; `inDoubt`: what became of it is still to be looked up. */
  readonly onEnd: (how: { readonly inDoubt: boolean }) => void;
}

/** One whose value says which token it is. */
type ReadFresh = Fresh & { readonly claims: TokenClaims };

/** The one-time value while its window is open: the only place in the app that holds it. */
export class GeneratedToken {
  readonly #workspace: Workspace;
  readonly #accounts: Accounts;
  readonly #lists: TokenLists;
  readonly #clipboard: Clipboard;
  readonly #saveDialog: SaveDialog;
  readonly #uses: UseNotes;
  #fresh: Fresh | null = null;
  /** Whether the keychain may hold or lose the value yet, against what the window says. */
  #inDoubt = false;
  /** One act at a time: keeping, revoking and closing must not overtake each other. */
  readonly #queue = new SerialQueue();

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

  get open(): boolean {
    return this.#fresh !== null;
  }

  /** Whether the value would be lost if the app ended now: a copy leaves the clipboard by then. */
  get unsafe(): boolean {
    const { generated } = this.#workspace.state.current;
    return generated !== null && generated.kept === 'no' && !generated.downloaded;
  }

  /** The request that made the value on screen; null: there is none. */
  get operationId(): string | null {
    return this.#fresh?.intent.id ?? null;
  }

  show(fresh: Fresh): void {
    this.#fresh = fresh;
    this.#inDoubt = fresh.storeError !== null;
    const { intent, claims, kept, storeError, contractMismatch } = fresh;
    this.#workspace.state.change({
      generated: {
        tokenId: claims?.id ?? null,
        accountId: intent.accountId,
        label: intent.label,
        expiresAt: claims?.expiresAt ?? null,
        kept,
        copied: false,
        downloaded: false,
        storeError: storeError === null ? null : toFailure(storeError),
        contractMismatch,
      },
    });
  }

  reveal(): { tokenId: string | null; value: string } {
    const { claims, value } = this.#require();
    return { tokenId: claims?.id ?? null, value };
  }

  copyValue(): Promise<{ clearsAt: number | null }> {
    return this.#queue.run(async () => {
      const clearsAt = await this.#clipboard.copySecret(this.#require().value);
      this.#patch({ copied: true });
      this.#used();
      return { clearsAt };
    });
  }

  /** Writes the value, without a newline at its end, where the person says. */
  download(): Promise<{ saved: boolean }> {
    return this.#queue.run(async () => {
      const { claims, value } = this.#require();
      const name = `ionos-token-${claims?.id.slice(0, 8) ?? 'unread'}.txt`;
      const saved = await this.#saveDialog.save(name, value);
      if (saved) {
        this.#patch({ downloaded: true });
        this.#used();
      }
      return { saved };
    });
  }

  /** Keeps the value after all, or removes it from the store again. */
  keep(keep: boolean): Promise<void> {
    return this.#queue.run(async () => {
      const fresh = this.#requireRead();
      const { locks } = this.#workspace;
      try {
        await locks.run([fresh.claims.id], () =>
          keep ? this.#store(fresh) : this.#unstore(fresh),
        );
        this.#inDoubt = false;
      } catch (error) {
        this.#inDoubt = true;
        throw error;
      }
      this.#lists.publish();
    });
  }

  /** Deletes the token on the server, then what is stored of it. */
  revoke(): Promise<void> {
    return this.#queue.run(async () => {
      const { claims, intent, api } = this.#requireRead();
      const inHand = { claims, origin: intent.origin, accountId: intent.accountId, api };
      await deleteToken(this.#workspace, this.#accounts, this.#lists, claims.id, inHand);
      // Nothing of it is of use to anybody any more.
      this.#inDoubt = false;
      await this.#end();
    });
  }

  /** Forgets the value; the page has asked where it was kept nowhere. */
  close(): Promise<void> {
    return this.#queue.run(() => this.#end());
  }

  async #end(): Promise<void> {
    const { intent, claims, onEnd } = this.#require();
    const { journal, log, state } = this.#workspace;
    // What is kept in memory only may still be lost by a crash, which is then named. Of one that could
    // not be read it is not known yet which token it is; of one in doubt, whether it is stored.
    const settled =
      claims !== null && !this.#inDoubt && state.current.generated?.kept !== 'session';
    try {
      if (settled) await endOperation(journal, intent.id);
    } catch (error) {
      // Named once more at the next start, which is better than a window that does not close.
      log.warn('the journal could not be written', { error });
    }
    this.#fresh = null;
    // What was stored and filed before has nothing open any more, whatever failed after that.
    const open = journal.content.operations.some(({ id }) => id === intent.id);
    onEnd({ inDoubt: open && (claims === null || this.#inDoubt) });
    state.change({ generated: null });
  }

  async #store({ intent, value }: ReadFresh): Promise<void> {
    const store = await this.#workspace.stores.current();
    try {
      await store.probe();
      await keepValue(this.#workspace, store, value, filing(intent));
    } catch (error) {
      this.#patch({ storeError: toFailure(error) });
      throw error;
    }
    if (store.kind === 'keychain') await endOperation(this.#workspace.journal, intent.id);
    this.#patch({ kept: store.kind, storeError: null });
  }

  async #unstore({ intent, claims }: ReadFresh): Promise<void> {
    // Open again first: until the window closes, a crash would lose the value unsaid.
    await this.#workspace.journal.change(journaled({ ...intent, tokenId: claims.id }));
    const { stores, index } = this.#workspace;
    const { id } = claims;
    const filed = index.content.tokens.some((token) => token.id === id);
    await stores.delete(tokenItem(id), filed);
    // The value is gone, whatever becomes of the index.
    this.#patch({ kept: 'no', storeError: null });
    if (filed) await index.change((content) => withoutSaved(content, id));
  }

  #used(): void {
    const { claims } = this.#require();
    if (claims) this.#uses.note(claims.id);
  }

  #patch(change: Partial<Generated>): void {
    const { state } = this.#workspace;
    const { generated } = state.current;
    if (generated) state.change({ generated: { ...generated, ...change } });
  }

  #require(): Fresh {
    if (!this.#fresh) throw new AppError('NOTHING_PENDING');
    return this.#fresh;
  }
  /** @throws AppError NOTHING_PENDING; TOKEN_NOT_JWT where it is not known which token it is of. */
  #requireRead(): ReadFresh {
    const { claims, ...fresh } = this.#require();
    if (claims === null) throw new AppError('TOKEN_NOT_JWT');
    return { ...fresh, claims };
  }
}
