import { AppError, isAppError, toFailure } from '../app-error.ts';
import type { ErrorCode } from '../../preload/contract.ts';
import type { AccountEntry } from '../vault/index-file.ts';
import type { StoreState } from '../vault/secret-store.ts';
import { mintedTokenOf, ownItem } from './minted-item.ts';
import { renewOwnToken, type RenewalParts } from './renew-own-token.ts';
import { isRenewalDue, renewalLateMs, renewedBeforeMs } from './renewal-times.ts';
import { leave, openRenewals, resumeRenewal } from './resume-renewal.ts';

/** Why a keychain could not be used. */
const shutCodes: Record<Exclude<StoreState, 'ready'>, ErrorCode> = {
  unknown: 'STORE_WAITING',
  locked: 'STORE_LOCKED',
  absent: 'STORE_ABSENT',
  waiting: 'STORE_WAITING',
  restarted: 'STORE_RESTARTED',
};

interface Parts extends RenewalParts {
  /** Runs what mints, beside which nothing else does; not at all where a value is made or shown. */
  readonly alone: (work: () => Promise<void>) => Promise<void>;
}

/** The app's own tokens, which it renews and retires by itself: those that it minted for its sign-in alone. */
export class Renewals {
  readonly #parts: Parts;
  #looking: Promise<void> | null = null;
  /** Another list was read meanwhile. */
  #again = false;
  #runId: string | null = null;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** The one that is under way, by the id of its account; null: none is. */
  get runId(): string | null {
    return this.#runId;
  }

  /** Resolves when nothing of it is under way that the app does by itself. */
  get idle(): Promise<void> {
    return this.#looking ?? Promise.resolve();
  }

  /**
   * A list was read: whatever is due by it is done, once nothing else mints. Raises no prompt. Resolves
   * when that has ended; one that is under way is shared.
   */
  look(): Promise<void> {
    const { workspace, alone } = this.#parts;
    if (this.#due().length === 0 && openRenewals(workspace).length === 0) return this.idle;
    this.#again = true;
    this.#looking ??= alone(async () => {
      // What is due by a list that came while one was renewed waits for no other.
      while (this.#again) {
        this.#again = false;
        await this.#look();
      }
    })
      .catch((error: unknown) => {
        workspace.log.warn('what the app signs in with could not be looked after', { error });
      })
      .finally(() => {
        this.#looking = null;
      });
    return this.#looking;
  }

  /**
   * A person wants another token in place of the one that an account signs in with, now. Nothing else
   * mints meanwhile. May raise the keychain's prompt.
   *
   * @throws AppError NOT_SIGNED_IN; INVALID_REQUEST or TOKEN_NOT_MINTED where the app did not mint it; as renewOwnToken.
   */
  async replace(accountId: string): Promise<void> {
    const { workspace, accounts } = this.#parts;
    const { signIn, ownTokenId } = accounts.require(accountId);
    if (signIn !== 'minted') throw new AppError('INVALID_REQUEST');
    // In memory alone a new value could be lost while the old one is given up.
    if ((await workspace.stores.look()) === 'absent') throw new AppError('STORE_ABSENT');
    await this.#running(accountId, async () => {
      const mine = () => openRenewals(workspace).filter((one) => one.accountId === accountId);
      for (const renewal of mine()) await resumeRenewal(this.#parts, renewal);
      // Its request is still being settled: a second one would be one too many.
      if (mine().length > 0) throw new AppError('OUTCOME_UNKNOWN');
      if (accounts.require(accountId).ownTokenId !== ownTokenId) return;
      await mintedTokenOf(workspace, accounts, accountId);
      try {
        await renewOwnToken(this.#parts, accountId);
      } catch (error) {
        // The person is told by the answer; beside that it matters where it is about to end.
        if (this.#endsSoon(accountId) && !isAppError(error, 'CANCELLED'))
          await this.#note(accountId, ownTokenId, error);
        throw error;
      }
    });
  }

  async #look(): Promise<void> {
    const store = await this.#parts.workspace.stores.look();
    if (store !== 'ready') {
      for (const account of this.#due()) await this.#noteShut(account, store);
      return;
    }
    await this.#resumeAll();
    for (const account of this.#due()) await this.#renewQuietly(account);
  }

  /** Those whose own token ends soon, that may be tried now, and that can be. */
  #due(): readonly AccountEntry[] {
    const { workspace, accounts, lists } = this.#parts;
    const open = new Set(openRenewals(workspace).map(({ accountId }) => accountId));
    const now = workspace.clock.now();
    return accounts.all.filter((account) => {
      const { id, signIn, canMint } = account;
      const { fresh, cached } = lists.at(id);
      if (signIn !== 'minted' || canMint === 'no' || open.has(id)) return false;
      if (!fresh || !cached || !accounts.isConnected(id) || accounts.isRefused(id)) return false;
      const { clockOffsetMs: offset, fetchedAt: readAt } = cached;
      return isRenewalDue(account, { offset, readAt, now });
    });
  }

  async #renewQuietly({ id }: AccountEntry): Promise<void> {
    const { workspace, accounts } = this.#parts;
    const { ownTokenId } = accounts.require(id);
    try {
      const { claims, minted } = await ownItem(workspace, id);
      // The keychain's word, not the index's: a pasted token is nobody's to retire but the person's.
      if (!minted || claims.id !== ownTokenId) return;
      // Before it is tried, so that a disk that is full, or a crash, brings no second try today.
      await accounts.update({ renewalTriedAt: workspace.clock.now() }, id);
      await this.#running(id, () => renewOwnToken(this.#parts, id));
    } catch (error) {
      workspace.log.warn('what the app signs in with could not be renewed', { error });
      await this.#note(id, ownTokenId, error);
    }
  }

  async #resumeAll(): Promise<void> {
    const { workspace, accounts } = this.#parts;
    for (const renewal of openRenewals(workspace))
      try {
        const { accountId } = renewal;
        if (accounts.find(accountId) === null) await leave(workspace, renewal);
        else if (accounts.isConnected(accountId) && !accounts.isRefused(accountId))
          await this.#running(accountId, () => resumeRenewal(this.#parts, renewal));
      } catch (error) {
        workspace.log.warn('a renewal could not be gone on with', { error });
        await this.#note(renewal.accountId, renewal.oldTokenId, error);
      }
  }

  #endsSoon(accountId: string): boolean {
    const account = this.#parts.accounts.find(accountId);
    return account !== null && this.#left(account) <= renewedBeforeMs;
  }

  /** How long its own token lives by the server's clock, ms. */
  #left({ id, ownTokenExpiresAt }: AccountEntry): number {
    const { workspace, lists } = this.#parts;
    const offset = lists.at(id).cached?.clockOffsetMs ?? 0;
    return (ownTokenExpiresAt ?? Infinity) - (workspace.clock.now() + offset);
  }

  /** Writes down why `tokenId` could not be renewed, while the account signs in with it all the same. */
  async #note(accountId: string, tokenId: string | null, error: unknown): Promise<void> {
    const { workspace, accounts } = this.#parts;
    // What is left to do once the new one signs in locks nobody out.
    if (tokenId === null || accounts.find(accountId)?.ownTokenId !== tokenId) return;
    try {
      const { code } = toFailure(error);
      const renewalTriedAt = workspace.clock.now();
      await accounts.update({ renewalTriedAt, renewalFailed: { tokenId, code } }, accountId);
    } catch (failure) {
      workspace.log.warn('that a renewal failed was not written down', { error: failure });
    }
  }

  /** A keychain that stays shut for a day, with nobody there, must not end a sign-in without a word. */
  async #noteShut(account: AccountEntry, store: Exclude<StoreState, 'ready'>): Promise<void> {
    const { id, ownTokenId: tokenId, renewalFailed } = account;
    const code = shutCodes[store];
    const isSaid = renewalFailed?.tokenId === tokenId && renewalFailed.code === code;
    if (tokenId === null || isSaid || this.#left(account) > renewalLateMs) return;
    try {
      await this.#parts.accounts.update({ renewalFailed: { tokenId, code } }, id);
    } catch (error) {
      this.#parts.workspace.log.warn('that a renewal waits was not written down', { error });
    }
  }

  async #running(accountId: string, work: () => Promise<void>): Promise<void> {
    this.#runId = accountId;
    try {
      await work();
    } finally {
      this.#runId = null;
    }
  }
}
