import type { Ghost } from '../../preload/contract.ts';
import { AppError, isAppError } from '../app-error.ts';
import type { Accounts } from '../accounts/accounts.ts';
import type { GenerateIntent } from '../vault/journal.ts';
import { tokenItem } from '../vault/secret-store.ts';
import type { Workspace } from '../workspace.ts';
import { Candidates } from './candidates.ts';
import { canLook, GhostAnswers } from './ghost-answers.ts';
import { GhostBoard } from './ghost-board.ts';
import { checkDelaysMs, foundOpen, waitedFor, windowMs } from './ghosts.ts';
import { OpenIntents } from './open-intents.ts';
import { recoverStored } from './recover.ts';
import { Schedule } from './schedule.ts';
import type { AccountList } from './account-list.ts';
import type { TokenLists } from './token-lists.ts';

/** Between two tries to read a list that cannot be read, in ms. */
const shortestPauseMs = 5_000;

/**
 * Settles generates whose outcome is unknown, by listing. What is found is offered with the doubt
 * that there is; nothing is revoked and no journal closed without a reason that can be told.
 */
export class Settler {
  readonly #workspace: Workspace;
  readonly #accounts: Accounts;
  readonly #lists: TokenLists;
  readonly #open: OpenIntents;
  /** What a person says of what was found. */
  readonly answers: GhostAnswers;
  readonly #candidates: Candidates;
  readonly #board: GhostBoard;
  readonly #schedule: Schedule;
  /** Ids whose generate is under way or on screen: they are no ghosts. */
  readonly #live = new Set<string>();
  /** Ids of what an earlier run left open and this one has not looked up yet. */
  readonly #left: Set<string>;
  /** Told when a request is settled. */
  onSettled: () => void = () => undefined;

  constructor(workspace: Workspace, accounts: Accounts, lists: TokenLists) {
    this.#workspace = workspace;
    this.#accounts = accounts;
    this.#lists = lists;
    this.#open = new OpenIntents(workspace, accounts);
    this.#candidates = new Candidates(workspace, this.#open);
    this.#board = new GhostBoard(workspace.state, () => accounts.all.length > 1);
    this.#schedule = new Schedule(workspace.clock);
    this.#left = new Set(this.#open.all.map(({ id }) => id));
    this.answers = new GhostAnswers({
      ...{ workspace, accounts, lists, open: this.#open, board: this.#board },
      close: (id) => this.#close(id),
      leave: (id) => {
        this.#leave(id);
      },
      onAnswered: () => {
        this.#dropNotice();
      },
    });
  }

  /** Marks an operation as the app's present work, until `release` or `watch`. */
  hold(id: string): void {
    this.#live.add(id);
  }

  release(id: string): void {
    this.#live.delete(id);
  }

  /** Begins to look for what an interrupted generate left. */
  watch(intent: GenerateIntent): void {
    this.release(intent.id);
    if (this.#open.accountOf(intent) === null) {
      this.#board.show(intent, 'elsewhere');
      return;
    }
    this.#board.show(intent, 'checking');
    this.#checkAfter(checkDelaysMs[0], intent.id);
  }

  /** Takes up what earlier runs left open for the accounts that are signed in, and says what others left. */
  resume(): void {
    this.close();
    this.#board.clear();
    for (const intent of this.#open.all) {
      const account = this.#open.accountOf(intent);
      if (this.#isInMemory(intent)) continue;
      else if (account === null) this.#board.show(intent, 'elsewhere');
      else if (!this.#live.has(intent.id)) {
        if (this.#accounts.isConnected(account.id)) this.watch(intent);
        // Said, and looked up once that is possible; of what is filed there is nothing to say.
        else if (!this.#open.isDone(intent)) this.#board.show(intent, 'waiting');
      }
    }
  }

  /**
   * Lists again now.
   *
   * @param planned whether it is one of the readings that are due; a person's does not take their place.
   * @throws AppError NOTHING_PENDING.
   */
  async check(operationId: string, planned = false): Promise<void> {
    const intent = this.#open.require(operationId);
    const { seat } = this.#listOf(intent);
    this.#schedule.cancel(operationId);
    this.#board.patch(operationId, { status: 'checking', nextCheckAt: null });
    try {
      await this.#check(intent, planned);
    } catch (error) {
      this.#workspace.log.warn('an open generate could not be checked', { error });
      // Without a credential nothing was asked, and nobody refused it.
      const ended = seat.connected && isAppError(error, 'SIGN_IN_ENDED', 'BAD_CREDENTIALS');
      if (ended) seat.refuse();
      // Signing in, or unlocking, takes it up again.
      const later = ended || !seat.connected;
      // A failure says nothing of the token: it is taken up again.
      this.#again(intent, this.#board.find(operationId)?.candidates ?? [], {
        delay: later ? null : Math.max(checkDelaysMs[intent.checks] ?? 0, shortestPauseMs),
        status: 'waiting',
      });
    }
  }

  async #check(intent: GenerateIntent, planned: boolean): Promise<void> {
    if (this.#open.isDone(intent)) {
      await this.#close(intent.id);
      return;
    }
    const list = this.#listOf(intent);
    const listing = await list.read();
    this.#lists.publish();
    const { serverDate } = listing;
    const now = this.#workspace.clock.now();
    if (this.#left.has(intent.id) && intent.foundOpenAt === null)
      intent = { ...intent, foundOpenAt: foundOpen(intent, serverDate, now) };
    // Listed often enough, for long enough: what did not come will not come.
    const waited = waitedFor(intent, serverDate, now);
    const isOver = waited >= windowMs && intent.checks >= checkDelaysMs.length;
    const { found, unclear } = await this.#candidates.read(list.seat, intent, listing, isOver);
    const settled = isOver && !unclear;
    const recovered = new Set<string>();
    for (const { id } of found)
      if (await this.#workspace.locks.run([id], () => recoverStored(this.#workspace, intent, id)))
        recovered.add(id);
    if (recovered.size > 0) this.#lists.publish();
    // A value that was stored under another id may be another request's: only its own ends it.
    if (intent.tokenId !== null && recovered.has(intent.tokenId)) {
      await this.#close(intent.id);
      return;
    }
    // The person may have answered meanwhile.
    const { answered } = this.#open.require(intent.id);
    const candidates = found.filter(({ id }) => !recovered.has(id) && !answered.includes(id));
    // Over more than one run, and nothing came.
    if (candidates.length === 0 && settled && this.#left.has(intent.id)) {
      await this.#close(intent.id);
      return;
    }
    const hasAnswered = intent.tokenId !== null && answered.includes(intent.tokenId);
    if (hasAnswered && canLook(this.#workspace.stores.state)) {
      await this.#close(intent.id);
      return;
    }
    this.#left.delete(intent.id);
    const next = {
      ...intent,
      answered,
      named: [...new Set([...intent.named, ...candidates.map(({ id }) => id)])],
      checks: intent.checks + (planned ? 1 : 0),
    };
    await this.#open.note(next);
    // The last reading comes when nothing can show up any more.
    const last =
      waited >= windowMs || serverDate === null
        ? null
        : Math.max(shortestPauseMs, windowMs - waited);
    const delay = checkDelaysMs[next.checks] ?? last;
    // The person has answered what there was to answer, and nothing else can show up any more.
    if (candidates.length === 0 && delay === null && answered.length > 0 && !unclear) {
      await this.#close(intent.id);
      return;
    }
    this.#again(
      next,
      candidates.map(({ id, createdAt }) => ({
        tokenId: id,
        createdAt: createdAt ?? this.#board.createdAt(intent.id, id),
        sure: id === intent.tokenId,
      })),
      { delay, status: delay === null ? 'none' : 'waiting' },
    );
  }

  /** The list on which the token of a request would stand. @throws AppError NOTHING_PENDING. */
  #listOf(intent: GenerateIntent): AccountList {
    const account = this.#open.accountOf(intent);
    if (account === null) throw new AppError('NOTHING_PENDING');
    return this.#lists.at(account.id);
  }

  /** Ends all timers; what is open stays in the journal. */
  close(): void {
    this.#schedule.close();
  }

  /** Its value is at hand until the app ends: nothing of it is lost yet. */
  #isInMemory({ tokenId }: GenerateIntent): boolean {
    return tokenId !== null && this.#workspace.stores.session.has(tokenItem(tokenId));
  }

  /** Shows what is known, and looks again after `delay` ms. */
  #again(
    intent: GenerateIntent,
    candidates: Ghost['candidates'],
    { delay, status }: { readonly delay: number | null; readonly status: Ghost['status'] },
  ): void {
    // Answered by the person meanwhile.
    if (!this.#open.isOpen(intent)) return;
    const answered = status === 'waiting' && intent.answered.length > 0;
    this.#board.patch(intent.id, {
      candidates,
      status: candidates.length > 0 ? 'found' : answered ? 'answered' : status,
      nextCheckAt: delay === null ? null : this.#workspace.clock.now() + delay,
    });
    if (delay !== null) this.#checkAfter(delay, intent.id);
  }

  #checkAfter(delay: number, operationId: string): void {
    this.#schedule.set(operationId, delay, () => {
      this.check(operationId, true).catch((error: unknown) => {
        // Settled meanwhile, or its account was signed out.
        if (!isAppError(error, 'NOTHING_PENDING'))
          this.#workspace.log.error('settling failed', { error });
      });
    });
  }

  async #close(operationId: string): Promise<void> {
    await this.#open.close(operationId);
    this.#leave(operationId);
  }

  /** It is no question any more. */
  #leave(operationId: string): void {
    this.#schedule.cancel(operationId);
    this.#board.remove(operationId);
    this.#dropNotice();
    this.onSettled();
  }

  /** The notice of a sign-in's request and its question tell one story, and end together. */
  #dropNotice(): void {
    const asks = ({ purpose, answered }: GenerateIntent): boolean =>
      purpose === 'sign-in' && answered.length === 0;
    const asking = new Set(this.#open.all.filter(asks).map((intent) => intent.accountId));
    this.#workspace.state.dismissOf(
      ({ code, accountId }) => code === 'OWN_TOKEN_IN_QUESTION' && !asking.has(accountId),
    );
  }
}
