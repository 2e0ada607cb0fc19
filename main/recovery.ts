import type { Accounts } from './accounts/accounts.ts';
import { finishSignOut } from './accounts/sign-out-steps.ts';
import { takeUpLeftBehind } from './accounts/take-up.ts';
import { finishTokenSignIn } from './accounts/token-sign-in-steps.ts';
import { finishDelete } from './tokens/delete-token.ts';
import { findMissing } from './tokens/find-missing.ts';
import { finishForget } from './tokens/forget-steps.ts';
import { finishImport } from './tokens/import-steps.ts';
import type { TokenLists } from './tokens/token-lists.ts';
import type { Operation } from './vault/journal.ts';
import type { Workspace } from './workspace.ts';

/**
 * Generates are settled by listing, over minutes (tokens/settle.ts); rotations are open until a person ends
 * them (tokens/rotations.ts); renewals mint, and so are gone on with alone (accounts/renewals.ts).
 */
const elsewhere = ['generate', 'rotation', 'renewal'] as const;
type Ended = Exclude<Operation, { kind: (typeof elsewhere)[number] }>;

const isEnded = (operation: Operation): operation is Ended =>
  elsewhere.every((kind) => kind !== operation.kind);

/** What must be there before an operation can be ended: our files, an open keychain, a list read just now. */
type Need = 'files' | 'keychain' | 'list';

function needOf({ kind }: Ended): Need {
  switch (kind) {
    case 'sign-out':
      return 'files';
    case 'import':
    case 'token-sign-in':
    case 'forget':
      return 'keychain';
    case 'delete':
      return 'list';
  }
}

/**
 * Ends what an earlier run left open in the journal, each kind of operation in one way that does no
 * harm a second time. What cannot be ended yet stays open. Raises no prompt.
 */
export class Recovery {
  readonly #workspace: Workspace;
  readonly #accounts: Accounts;
  readonly #lists: TokenLists;

  constructor(workspace: Workspace, accounts: Accounts, lists: TokenLists) {
    this.#workspace = workspace;
    this.#accounts = accounts;
    this.#lists = lists;
  }

  /** Before anybody is asked for a list: who is signed in may change by it. */
  async beforeList(): Promise<void> {
    const ready = (await this.#workspace.stores.look()) === 'ready';
    if (ready) await takeUpLeftBehind(this.#workspace);
    const before = this.#accounts.all;
    await this.#endAll(ready ? ['files', 'keychain'] : ['files']);
    if (before !== this.#accounts.all) this.#accounts.publish();
  }

  /** Once the lists were asked for. */
  async afterList(): Promise<void> {
    await this.#endAll(['list']);
    if ((await this.#workspace.stores.look()) === 'ready') await findMissing(this.#workspace);
    this.#lists.publish();
  }

  async #endAll(met: readonly Need[]): Promise<void> {
    const { journal, locks, log } = this.#workspace;
    for (const operation of journal.content.operations) {
      if (!isEnded(operation) || !met.includes(needOf(operation))) continue;
      const tokens = 'tokenId' in operation ? [operation.tokenId] : [];
      try {
        await locks.run(tokens, async () => {
          // One that ran until now has ended itself.
          const open = journal.content.operations.some(({ id }) => id === operation.id);
          if (open) await this.#end(operation);
        });
      } catch (error) {
        const { kind } = operation;
        log.warn('an interrupted operation could not be ended', { kind, error });
      }
    }
  }

  /** The switch has no default on purpose: a new kind of operation does not compile without its end. */
  async #end(operation: Ended): Promise<void> {
    const workspace = this.#workspace;
    const accounts = this.#accounts;
    switch (operation.kind) {
      case 'sign-out':
        await finishSignOut(workspace, operation);
        if (accounts.find(operation.accountId) === null) accounts.disconnect(operation.accountId);
        return;
      case 'import':
        await finishImport(workspace, operation);
        return;
      case 'token-sign-in':
        await finishTokenSignIn(workspace, operation);
        return;
      case 'forget':
        await finishForget(workspace, operation);
        return;
      case 'delete':
        if (accounts.find(operation.accountId) !== null)
          await finishDelete(workspace, this.#lists.at(operation.accountId), operation);
        return;
    }
  }
}
