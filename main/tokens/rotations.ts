import { randomUUID } from 'node:crypto';
import type { Drift, RotationOutcome, RotationStage } from '../../preload/contract.ts';
import type { Accounts } from '../accounts/accounts.ts';
import { AppError } from '../app-error.ts';
import { journaled, type RotationIntent } from '../vault/journal.ts';
import type { Workspace } from '../workspace.ts';
import type { BeginParts } from './begin-rotation.ts';
import { beginRotations } from './begin-rotations.ts';
import { driftKind, driftOfRotation, losesRights } from './drift.ts';
import { resumeRotation } from './resume-rotation.ts';
import { requireRotation, RotationEnds } from './rotation-ends.ts';
import { showRotations } from './rotation-board.ts';
import { connectWith } from './rotation-context.ts';
import { announcedBeforeMs, RotationTimer } from './rotation-timer.ts';
import { openRotations, replacingSteps } from './rotate-steps.ts';
import type { Settler } from './settle.ts';
import { runSteps } from './steps.ts';
import type { TokenLists } from './token-lists.ts';
import { TokenLocks } from './token-locks.ts';

export interface RotationParts {
  readonly workspace: Workspace;
  readonly accounts: Accounts;
  readonly lists: TokenLists;
  readonly settler: Settler;
  /** Whether a token is being made or shown, or somebody signs in or out just now. */
  readonly busy: () => boolean;
  /** Tells the person, an hour before, that a rotation finishes by itself; whether somebody proved to show it. */
  readonly announce: (rotation: RotationIntent) => Promise<boolean>;
}

/** Rotation: a new token in place of an old one, which lives on until a person says otherwise. */
export class Rotations {
  readonly #parts: RotationParts;
  readonly #timer: RotationTimer;
  readonly #ends: RotationEnds;
  #run: string | null = null;
  #closed = false;
  /** One act on a rotation at a time, by its id. */
  readonly #acts = new TokenLocks();
  /** Those that were begun in this run. */
  readonly #made = new Set<string>();

  constructor(parts: RotationParts) {
    this.#parts = parts;
    this.#ends = new RotationEnds({
      ...parts,
      work: (id, act) => this.#work(id, act),
      making: () => this.#run !== null,
    });
    this.#timer = new RotationTimer(parts.workspace.clock, {
      open: () => openRotations(parts.workspace),
      // One whose new token has fewer rights is not finished by itself: that it would be is not said, either.
      announce: (rotation) =>
        losesRights(rotation.drift) ? Promise.resolve(false) : parts.announce(rotation),
      finish: ({ id }) => {
        void this.#finishAlone(id);
      },
      onOverdue: () => {
        this.publish();
      },
    });
  }

  get #beginParts(): BeginParts {
    return { ...this.#parts, acts: this.#acts, onBegun: (id) => void this.#made.add(id) };
  }

  /** The making of a new token that is under way, by a name of its own; null: none is. */
  get runId(): string | null {
    return this.#run;
  }

  /**
   * Makes a token in place of each of these, one after the other. It stops where the next one would fail
   * as this one did: at a sign-in that ended, a refusal, the limit, no network, or by the person.
   *
   * @param ttlSeconds null: as long a life as the old one had.
   * @returns what became of each, in their order. @throws AppError BUSY.
   */
  async begin(tokenIds: readonly string[], ttlSeconds: number | null): Promise<RotationOutcome[]> {
    const { busy } = this.#parts;
    if (busy() || this.#run !== null) throw new AppError('BUSY');
    this.#run = randomUUID();
    try {
      return await beginRotations(this.#beginParts, tokenIds, ttlSeconds, () => {
        this.publish();
      });
    } finally {
      this.#run = null;
      this.publish();
    }
  }

  /** Uses the new value again, and goes on from there. @throws AppError as the steps. */
  async goOn(rotationId: string): Promise<{ stage: RotationStage }> {
    return this.#work(rotationId, async () => {
      const rotation = requireRotation(this.#parts.workspace, rotationId, ['unused', 'refused']);
      return { stage: await this.#replace(rotation) };
    });
  }

  /** As RotationEnds.finish. */
  finish(rotationId: string): Promise<void> {
    return this.#ends.finish(rotationId);
  }

  /** As RotationEnds.undo. */
  undo(rotationId: string): Promise<void> {
    return this.#ends.undo(rotationId);
  }

  /** As RotationEnds.remove. */
  remove(tokenId: string): Promise<boolean> {
    return this.#ends.remove(tokenId);
  }

  /** As RotationEnds.leave. */
  leave(rotationId: string): Promise<void> {
    return this.#ends.leave(rotationId);
  }

  /** @throws AppError NOTHING_PENDING; INVALID_REQUEST where that moment cannot be announced an hour before. */
  async schedule(rotationId: string, finishAt: number | null): Promise<void> {
    const { clock, journal } = this.#parts.workspace;
    if (finishAt !== null && !(finishAt > clock.now() + announcedBeforeMs && finishAt < 8.64e15))
      throw new AppError('INVALID_REQUEST');
    // Not beside a finish: what that ended would be open again.
    await this.#work(rotationId, async () => {
      const rotation = requireRotation(this.#parts.workspace, rotationId, ['open']);
      await journal.change(journaled({ ...rotation, finishAt }));
      this.#timer.choose(rotationId, finishAt);
    });
  }

  /**
   * What the new token may do that the old could not, and the reverse.
   *
   * @returns null where not both values are kept here. @throws AppError the store's codes.
   */
  async drift(rotationId: string): Promise<Drift | null> {
    return driftOfRotation(
      this.#parts.workspace,
      requireRotation(this.#parts.workspace, rotationId),
    );
  }

  /** Goes on with what an earlier run, or a failure, left open. Raises no prompt. */
  async resume(): Promise<void> {
    const { workspace, lists } = this.#parts;
    const before = workspace.index.content;
    for (const { id } of openRotations(workspace))
      try {
        await this.#work(id, async () => {
          const rotation = openRotations(workspace).find((one) => one.id === id);
          if (!rotation) return;
          const next = await resumeRotation(workspace, lists.at(rotation.accountId), rotation);
          // Of one that an earlier run made only the journal says whose it is: a person has to say so.
          if (next?.stage === 'unused' && this.#made.has(id) && this.#isOpen())
            await this.#replace(next);
        });
      } catch (error) {
        workspace.log.warn('a rotation could not be gone on with', { error });
      }
    // What is said of a token may stand with another one now.
    if (workspace.index.content !== before && !this.#closed) lists.publish();
    this.publish();
  }

  /** Tells the views, and plans what is due. */
  publish(): void {
    const { workspace } = this.#parts;
    // Another vault is shown, or none.
    if (this.#closed) return;
    showRotations(workspace, (id) => {
      const rotation = openRotations(workspace).find((one) => one.id === id);
      return rotation !== undefined && this.#timer.asks(rotation);
    });
    this.#timer.plan();
  }

  /** From now on it is what the views show. */
  open(): void {
    this.#closed = false;
    this.#timer.open();
  }

  close(): void {
    this.#closed = true;
    this.#timer.close();
  }

  #isOpen(): boolean {
    return this.#parts.workspace.stores.state === 'ready';
  }

  /** At its time, with nobody there: raises no prompt, and asks where it could not be done. */
  async #finishAlone(rotationId: string): Promise<void> {
    const { stores, log } = this.#parts.workspace;
    try {
      const isReady = (await stores.look()) === 'ready';
      // Another vault may be shown by now: nobody would see what became of it.
      if (isReady && !this.#closed && !(await this.#losesRights(rotationId)))
        await this.finish(rotationId);
    } catch (error) {
      log.warn('a rotation could not be finished at its time', { error });
    }
    this.publish();
  }

  /** By both values as they are kept now, else by what was found when the new one took its place. */
  async #losesRights(rotationId: string): Promise<boolean> {
    const { workspace } = this.#parts;
    const rotation = requireRotation(workspace, rotationId);
    const drift = await driftOfRotation(workspace, rotation);
    return losesRights(drift ? driftKind(drift) : rotation.drift);
  }

  /** Uses the new value and puts it in place of the old one; gives the stage that it is in then. */
  async #replace(rotation: RotationIntent): Promise<RotationStage> {
    const { workspace, accounts } = this.#parts;
    const account = accounts.require(rotation.accountId);
    const connect = connectWith(workspace, accounts.connection(account.id), account);
    const context = { workspace, connect, rotation };
    try {
      const ids = [rotation.oldTokenId, rotation.newTokenId];
      await workspace.locks.run(ids, () =>
        runSteps('replace', replacingSteps, context, workspace.observe),
      );
    } finally {
      this.#parts.lists.publish();
    }
    return context.rotation.stage;
  }

  async #work<T>(rotationId: string, act: () => Promise<T>): Promise<T> {
    try {
      return await this.#acts.run([rotationId], act);
    } finally {
      this.publish();
    }
  }
}
