import { randomUUID } from 'node:crypto';
import { AppError, isAppError } from '../app-error.ts';
import type { Accounts } from '../accounts/accounts.ts';
import { longestToken } from '../auth-api/jwt.ts';
import type { TokenNotes } from '../../preload/contract.ts';
import { withSaid } from '../vault/index-file.ts';
import { journaled, newIntent } from '../vault/journal.ts';
import { tokenItem } from '../vault/secret-store.ts';
import type { Workspace } from '../workspace.ts';
import { checkTtl, generateSteps, type GenerateContext } from './generate.ts';
import type { GeneratedToken } from './generated.ts';
import { fileSaved, filing, saidIn } from './kept-value.ts';
import type { Settler } from './settle.ts';
import { runSteps } from './steps.ts';
import type { TokenLists } from './token-lists.ts';

export interface GenerateRequest extends Readonly<TokenNotes> {
  /** 60 to 31,536,000. */
  readonly ttlSeconds: number;
  /** For which account; absent: for the current one. */
  readonly accountId?: string | undefined;
  /** Whether the value is stored; in memory only where there is no keychain. */
  readonly keep: boolean;
}

interface Parts {
  readonly workspace: Workspace;
  readonly accounts: Accounts;
  readonly lists: TokenLists;
  readonly generated: GeneratedToken;
  readonly settler: Settler;
  /** Whether somebody is signing in or out just now. */
  readonly signing: () => boolean;
}

/** "Generate Token": one token for the person, one at a time. */
export class Generation {
  readonly #parts: Parts;
  #run: string | null = null;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  get running(): boolean {
    return this.#run !== null;
  }

  /** The one that is under way, by a name of its own; null: none is. */
  get runId(): string | null {
    return this.#run;
  }

  /**
   * Mints one token. When this resolves its value is stored (or was declined, or could not be
   * stored, which the state says) and shown. Without an id: the value says of no token which it is.
   *
   * @throws AppError BUSY while another one runs or its window is open, or somebody signs in or out; OUTCOME_UNKNOWN, after
   *   which listing settles it; otherwise nothing was minted.
   */
  async generate(request: GenerateRequest): Promise<{ tokenId: string | null; value: string }> {
    checkTtl(request.ttlSeconds);
    if (this.running || this.#parts.generated.open || this.#parts.signing())
      throw new AppError('BUSY');
    this.#run = randomUUID();
    try {
      return await this.#generate(request);
    } finally {
      this.#run = null;
    }
  }

  async #generate({ ttlSeconds, keep, accountId, ...said }: GenerateRequest) {
    const { workspace, accounts, lists, generated, settler } = this.#parts;
    const { signal } = workspace.patience;
    const account = accounts.require(accountId);
    const connection = accounts.connection(account.id);
    const list = lists.at(account.id);
    const store = keep ? await workspace.stores.current() : null;
    const context: GenerateContext = {
      api: accounts.api(account.id),
      clock: workspace.clock,
      journal: workspace.journal,
      locks: workspace.locks,
      signal,
      store,
      item: ({ id }) => tokenItem(id),
      itemText: (value) => value,
      writeIndex: (claims) =>
        store ? fileSaved(workspace, store, claims, filing(context.intent)) : Promise.resolve(),
      intent: newIntent({
        purpose: 'vault',
        accountId: account.id,
        email: account.email,
        userId: account.userId,
        origin: connection.origin,
        contractNumber: connection.contractNumber ?? account.contractNumber,
        ttlSeconds,
        ...said,
        label: said.label.trim(),
        startedAt: workspace.clock.now(),
      }),
    };
    const asked = context.intent.contractNumber;
    settler.hold(context.intent.id);
    let storeError: unknown = null;
    try {
      await runSteps('generate', generateSteps, context, workspace.observe);
    } catch (error) {
      if (!inHand(context)) throw await this.#failed(context, error);
      // The value is in hand: it is shown and stays, whatever became of storing it.
      storeError = error;
      await workspace.journal.change(journaled(context.intent)).catch((failure: unknown) => {
        workspace.log.error('the journal could not be written', { error: failure });
      });
    } finally {
      context.release?.();
    }
    const { value, claims } = context;
    if (value === undefined) throw new AppError('INTERNAL');
    const kept = store === null || storeError !== null ? 'no' : store.kind;
    // Said in the index already, where the value was filed there.
    if (claims && kept !== 'keychain') await this.#describe(claims.id, saidIn(context.intent));
    generated.show({
      intent: context.intent,
      api: context.api,
      value,
      claims: claims ?? null,
      kept,
      storeError,
      contractMismatch: claims !== undefined && asked !== null && claims.contractNumber !== asked,
      onEnd: ({ inDoubt }) => {
        if (inDoubt) settler.watch(context.intent);
        else settler.release(context.intent.id);
      },
    });
    list.outdate();
    void list.refresh();
    return { tokenId: claims?.id ?? null, value };
  }

  /** What was said of the token; not worth failing for, since it can be said again. */
  async #describe(id: string, said: TokenNotes): Promise<void> {
    const { index, log } = this.#parts.workspace;
    try {
      await index.change((content) => withSaid(content, id, said));
    } catch (error) {
      log.warn('what was said of a token could not be written', { error });
    }
  }

  /** Nothing usable came back: what it means, and what is remembered of it. */
  async #failed(context: GenerateContext, error: unknown): Promise<unknown> {
    const { accounts, settler, lists } = this.#parts;
    const { intent } = context;
    const minted = context.value !== undefined;
    if (minted || isAppError(error, 'OUTCOME_UNKNOWN')) {
      settler.watch(intent);
      return new AppError('OUTCOME_UNKNOWN', {}, { cause: error });
    }
    settler.release(intent.id);
    if (isAppError(error, 'TWO_FACTOR_OR_REFUSED'))
      await accounts.update({ canMint: 'no' }, intent.accountId);
    if (isAppError(error, 'SIGN_IN_ENDED', 'BAD_CREDENTIALS')) accounts.refuse(intent.accountId);
    if (isAppError(error, 'LIMIT_REACHED')) void lists.at(intent.accountId).refresh();
    return error;
  }
}

/** Whether a value came that a person can be shown, be it one that says of no token which it is. */
const inHand = ({ value }: GenerateContext): boolean =>
  value !== undefined && value.length <= longestToken;
