import type { Ghost } from '../../preload/contract.ts';
import type { Accounts } from '../accounts/accounts.ts';
import { AppError } from '../app-error.ts';
import { withSaid } from '../vault/index-file.ts';
import type { GenerateIntent } from '../vault/journal.ts';
import type { StoreState } from '../vault/secret-store.ts';
import type { Workspace } from '../workspace.ts';
import { deleteToken } from './delete-token.ts';
import type { GhostBoard } from './ghost-board.ts';
import { checkDelaysMs } from './ghosts.ts';
import { saidIn } from './kept-value.ts';
import type { OpenIntents } from './open-intents.ts';
import type { TokenLists } from './token-lists.ts';

/** Whether what is in the keychain is known, or that there is none. */
export const canLook = (state: StoreState): boolean => state === 'ready' || state === 'absent';

export interface GhostAnswerParts {
  readonly workspace: Workspace;
  readonly accounts: Accounts;
  readonly lists: TokenLists;
  readonly open: OpenIntents;
  readonly board: GhostBoard;
  /** Ends the request. */
  readonly close: (operationId: string) => Promise<void>;
  /** It has ended, and is no question any more. */
  readonly leave: (operationId: string) => void;
  /** Somebody answered: what says that there is a question may have to go. */
  readonly onAnswered: () => void;
}

/** What a person says of the tokens that a request of unknown outcome may have made. */
export class GhostAnswers {
  readonly #parts: GhostAnswerParts;

  constructor(parts: GhostAnswerParts) {
    this.#parts = parts;
  }

  /**
   * The tokens found are to stay; what was said of the one asked for is put on it.
   *
   * @param tokenId null: none of them was asked for.
   * @throws AppError NOTHING_PENDING; FILE_NOT_WRITTEN: the question stays open.
   */
  async keep(operationId: string, tokenId: string | null): Promise<void> {
    const { workspace, lists, open } = this.#parts;
    const intent = open.require(operationId);
    // Those that the person saw: another one may be found while this is written down.
    const candidates = this.#candidates(operationId);
    if (tokenId !== null) {
      this.#mustBeCandidate(operationId, tokenId);
      await workspace.index.change((index) => withSaid(index, tokenId, saidIn(intent)));
    }
    await this.#answered(
      intent,
      candidates.map((candidate) => candidate.tokenId),
    );
    lists.publish();
  }

  /** Deletes a candidate on the server. @throws AppError NOTHING_PENDING; as deleteToken. */
  async revoke(operationId: string, tokenId: string): Promise<void> {
    const { workspace, accounts, lists, open } = this.#parts;
    const intent = open.require(operationId);
    this.#mustBeCandidate(operationId, tokenId);
    await deleteToken(workspace, accounts, lists, tokenId);
    // Of one that is known to be its own, the request ended with it.
    if (open.isOpen(intent)) await this.#answered(intent, [tokenId]);
    else this.#parts.leave(operationId);
  }

  /**
   * What was said of tokens that were found settles the request only once no other can show up: they
   * may be another program's, and the token of the request be listed late.
   */
  async #answered({ id }: GenerateIntent, tokenIds: readonly string[]): Promise<void> {
    const { workspace, open, board, close } = this.#parts;
    const intent = open.require(id);
    const ghost = board.find(id);
    const candidates = this.#candidates(id).filter(({ tokenId }) => !tokenIds.includes(tokenId));
    const isLast =
      ghost?.status !== 'checking' &&
      ghost?.nextCheckAt === null &&
      intent.checks >= checkDelaysMs.length;
    // Its value may lie in a keychain that cannot be looked into now.
    const looked = intent.tokenId === null || canLook(await workspace.stores.look());
    if (candidates.length === 0 && looked && (isLast || intent.tokenId !== null)) {
      await close(id);
      return;
    }
    await open.note({ ...intent, answered: [...intent.answered, ...tokenIds] });
    const none = candidates.length === 0;
    board.patch(id, { candidates, ...(none ? { status: 'answered' } : {}) });
    if (none) this.#parts.onAnswered();
  }

  #candidates(operationId: string): Ghost['candidates'] {
    return this.#parts.board.find(operationId)?.candidates ?? [];
  }

  /** @throws AppError NOTHING_PENDING. */
  #mustBeCandidate(operationId: string, tokenId: string): void {
    if (this.#candidates(operationId).every((candidate) => candidate.tokenId !== tokenId))
      throw new AppError('NOTHING_PENDING');
  }
}
