import { randomUUID } from 'node:crypto';
import type { BackupPreview, RestoredItem } from '../../preload/contract.ts';
import { AppError, isAppError, toFailure } from '../app-error.ts';
import { isPieceOf, readToken } from '../auth-api/jwt.ts';
import type { BackupFiles } from '../ports.ts';
import { importSteps } from '../tokens/import-steps.ts';
import { runSteps } from '../tokens/steps.ts';
import type { TokenLists } from '../tokens/token-lists.ts';
import { wholeItem } from '../tokens/whole-item.ts';
import { blankNote, noteOf, withSaid, type TokenNote } from '../vault/index-file.ts';
import { tokenItem } from '../vault/secret-store.ts';
import { digestOf } from '../vault/value-digest.ts';
import type { Workspace } from '../workspace.ts';
import { readBackup, type BackupContent, type BackupToken } from './backup-content.ts';
import { largestBackup } from './make-backup.ts';

/** What was opened and is not touched is forgotten after this, ms. */
const forgottenAfterMs = 10 * 60_000;

type Standing = BackupPreview['tokens'][number]['standing'];

/** Brings back what a backup holds: shown first, then value by value, and nothing is written over. */
export class RestoreBackup {
  readonly #workspace: Workspace;
  readonly #lists: TokenLists;
  readonly #files: BackupFiles;
  /** As it lies on the disk, encrypted. */
  #file: Uint8Array | null = null;
  #content: BackupContent | null = null;
  /** What the person chose and is still to be done. */
  #chosen: BackupToken[] = [];
  #busy = false;
  #cancelTimer: () => void = () => undefined;

  constructor(workspace: Workspace, lists: TokenLists, files: BackupFiles) {
    this.#workspace = workspace;
    this.#lists = lists;
    this.#files = files;
  }

  /** The system's open dialog; null when the person cancels. @throws AppError BACKUP_NOT_READ, BACKUP_TOO_LARGE. */
  async open(): Promise<{ fileName: string } | null> {
    const chosen = await this.#files.choose(largestBackup);
    if (!chosen) return null;
    this.close();
    this.#file = chosen.content;
    this.#stay();
    return { fileName: chosen.name };
  }

  /**
   * Decrypts it, and says what would come of each value here. Changes nothing.
   *
   * @throws AppError as `unseal` and `readBackup`; NOTHING_PENDING; the store's codes.
   */
  async unlock(passphrase: string): Promise<BackupPreview> {
    const file = this.#file;
    if (!file) throw new AppError('NOTHING_PENDING');
    const { unseal } = await import('./seal.ts');
    const content = readBackup(await unseal(file, passphrase));
    const now = this.#workspace.clock.now();
    const tokens: BackupPreview['tokens'] = [];
    for (const entry of content.tokens) {
      const { contractNumber, expiresAt } = readToken(entry.value);
      const { id, origin } = entry;
      const { label } = this.#noteIn(content, id);
      const standing = await this.#standingOf(entry);
      const expired = expiresAt !== null && expiresAt <= now;
      tokens.push({ id, label, origin, contractNumber, expiresAt, expired, standing });
    }
    const notes = content.notes.filter((note) => this.#adds(note));
    // Closed, or another one chosen meanwhile.
    if (this.#file !== file) throw new AppError('NOTHING_PENDING');
    this.#content = content;
    this.#chosen = [];
    this.#stay();
    return { madeAt: Date.parse(content.madeAt), tokens, notes: notes.length };
  }

  /**
   * Writes down what the backup says of tokens where nothing is said yet, and remembers which values
   * are to come back: `next` does so one by one.
   *
   * @throws AppError NOTHING_PENDING, TOKEN_NOT_FOUND for what it does not hold, BUSY, FILE_NOT_WRITTEN.
   */
  async restore(ids: readonly string[]): Promise<void> {
    const content = this.#require();
    if (this.#busy) throw new AppError('BUSY');
    const held = new Map(content.tokens.map((token) => [token.id, token]));
    const chosen = [...new Set(ids)].map((id) => {
      const token = held.get(id);
      if (!token) throw new AppError('TOKEN_NOT_FOUND');
      return token;
    });
    const notes = content.notes.filter((note) => this.#adds(note));
    if (notes.length > 0)
      await this.#workspace.index.change((index) =>
        notes.reduce((said, note) => withSaid(said, note.id, note), index),
      );
    // Closed meanwhile: no value is held on to.
    if (this.#content !== content) throw new AppError('NOTHING_PENDING');
    this.#chosen = chosen;
    this.#lists.publish();
  }

  /** Brings back the next of those that were chosen; null: there is none left. @throws AppError BUSY, NOTHING_PENDING. */
  async next(): Promise<RestoredItem | null> {
    const content = this.#require();
    if (this.#busy) throw new AppError('BUSY');
    const token = this.#chosen.shift();
    this.#stay();
    if (!token) return null;
    this.#busy = true;
    try {
      const outcome = await this.#restore(content, token);
      return { tokenId: token.id, outcome, error: null };
    } catch (error) {
      const { log } = this.#workspace;
      if (!isAppError(error)) log.error('a value could not be restored', { error });
      return { tokenId: token.id, outcome: 'failed', error: toFailure(error) };
    } finally {
      this.#busy = false;
    }
  }

  /** Forgets what was opened. What is being stored just now is stored. */
  close(): void {
    this.#cancelTimer();
    this.#file = null;
    this.#content = null;
    this.#chosen = [];
  }

  #require(): BackupContent {
    if (!this.#content) throw new AppError('NOTHING_PENDING');
    return this.#content;
  }

  /** From now on it is there for some minutes more. */
  #stay(): void {
    this.#cancelTimer();
    this.#cancelTimer = this.#workspace.clock.after(forgottenAfterMs, () => {
      this.close();
    });
  }

  /** @throws AppError VALUE_DIFFERS, TOKEN_NOT_OF_TRIAL, STORE_MISMATCH, the store's codes, FILE_NOT_WRITTEN. */
  async #restore(content: BackupContent, token: BackupToken): Promise<'restored' | 'here'> {
    const { stores, clock, locks, observe } = this.#workspace;
    const { id, value, origin } = token;
    if (!this.#mayImport(id)) throw new AppError('TOKEN_NOT_OF_TRIAL');
    const { label, note, usedIn, color } = this.#noteIn(content, id);
    const store = await stores.current();
    return locks.run([id], async () => {
      // It may have come by another way since it was shown.
      if ((await this.#standingOf(token)) === 'here') return 'here';
      const intent = {
        ...({ kind: 'import', id: randomUUID(), tokenId: id, digest: digestOf(value) } as const),
        ...{ origin, startedAt: clock.now(), label, note, usedIn, color, whereBlank: true },
      };
      const context = {
        workspace: this.#workspace,
        store,
        value,
        claims: readToken(value),
        intent,
      };
      await runSteps('import', importSteps, context, observe);
      this.#lists.publish();
      return 'restored';
    });
  }

  /** How a value stands to what is here. @throws AppError the store's codes. */
  async #standingOf({ id, value }: BackupToken): Promise<Standing> {
    if (!this.#mayImport(id)) return 'not-of-trial';
    const { stores, index } = this.#workspace;
    const item = tokenItem(id);
    const inMemory = await stores.session.get(item);
    const inKeychain =
      (await stores.look()) === 'absent' ? null : await wholeItem(stores.keychain, item);
    const there = [inKeychain, inMemory].filter((kept) => kept !== null);
    // A piece of it is what a store left that cuts, as an import takes it.
    if (there.some((kept) => kept !== value && !isPieceOf(kept, value))) return 'differs';
    const filed = index.content.tokens.some((token) => token.id === id && token.missing !== true);
    return (inKeychain === value && filed) || inMemory === value ? 'here' : 'new';
  }

  /** Whether it says something of a token where nothing is said yet. */
  #adds(said: TokenNote): boolean {
    const { content } = this.#workspace.index;
    const before = noteOf(content, said.id);
    const after = noteOf(withSaid(content, said.id, said), said.id);
    return (
      this.#mayImport(said.id) && JSON.stringify({ ...before, ...after }) !== JSON.stringify(before)
    );
  }

  #mayImport(id: string): boolean {
    return this.#workspace.mayImport?.(id) ?? true;
  }

  #noteIn({ notes }: BackupContent, id: string): TokenNote {
    return notes.find((note) => note.id === id) ?? blankNote(id);
  }
}
