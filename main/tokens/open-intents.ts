import { AppError } from '../app-error.ts';
import type { Accounts } from '../accounts/accounts.ts';
import { samePerson } from '../accounts/person.ts';
import type { AccountEntry } from '../vault/index-file.ts';
import {
  finished,
  journaled,
  openGenerates,
  type GenerateIntent,
  type JournalContent,
} from '../vault/journal.ts';
import type { Workspace } from '../workspace.ts';

/** The generates in the journal: begun, and not known to be finished. */
export class OpenIntents {
  readonly #workspace: Workspace;
  readonly #accounts: Accounts;

  constructor(workspace: Workspace, accounts: Accounts) {
    this.#workspace = workspace;
    this.#accounts = accounts;
  }

  get all(): readonly GenerateIntent[] {
    return openGenerates(this.#workspace.journal.content);
  }

  /** The account that is signed in and on whose list its token would stand; null: none is. */
  accountOf(intent: GenerateIntent): AccountEntry | null {
    const fitting = this.#accounts.all.filter(
      (account) =>
        !isOfAnotherContract(intent, account) &&
        (account.id === intent.accountId || samePerson(account, intent)),
    );
    return fitting.find(({ id }) => id === intent.accountId) ?? fitting[0] ?? null;
  }

  /** Whether it is still to be settled, and can be settled now. */
  isOpen(intent: GenerateIntent): boolean {
    return this.all.some(({ id }) => id === intent.id) && this.accountOf(intent) !== null;
  }

  /** @throws AppError NOTHING_PENDING; for those of accounts that are not signed in too. */
  require(operationId: string): GenerateIntent {
    const intent = this.all.find(({ id }) => id === operationId);
    if (!intent || this.accountOf(intent) === null) throw new AppError('NOTHING_PENDING');
    return intent;
  }

  /**
   * Whether the index was written, and only the journal was not cleared. What the index says of a
   * token whose id is journaled is not enough: its value may have been declined since.
   */
  isDone({ id, tokenId }: GenerateIntent): boolean {
    const { tokens, accounts } = this.#workspace.index.content;
    const filed = tokenId === null && tokens.some(({ madeBy }) => madeBy === id);
    return filed || accounts.some(({ madeBy }) => madeBy === id);
  }

  /** Ids of tokens of which another open request is known to have made them. */
  othersOf({ id }: GenerateIntent): readonly string[] {
    return this.all.flatMap((other) =>
      other.id === id || other.tokenId === null ? [] : [other.tokenId],
    );
  }

  /** Notes how far it was settled; for this run at least, where it cannot be written. */
  async note(intent: GenerateIntent): Promise<void> {
    const { journal, log } = this.#workspace;
    if (!this.isOpen(intent)) return;
    const note = (content: JournalContent): JournalContent =>
      content.operations.some(({ id }) => id === intent.id) ? journaled(intent)(content) : content;
    try {
      await journal.change(note);
    } catch (error) {
      log.warn('the journal could not be written', { error });
      journal.hold(note(journal.content));
    }
  }

  /** @throws AppError FILE_NOT_WRITTEN. */
  async close(operationId: string): Promise<void> {
    await this.#workspace.journal.change(finished(operationId));
  }
}

/** Whether the server is known to have made its token for another contract than an account shows. */
const isOfAnotherContract = (
  { tokenId, contractNumber }: GenerateIntent,
  account: Pick<AccountEntry, 'contractNumber'>,
): boolean =>
  tokenId !== null &&
  contractNumber !== null &&
  account.contractNumber !== null &&
  contractNumber !== account.contractNumber;
