import type { BackupMade, BackupOffer } from '../../preload/contract.ts';
import { AppError, isAppError } from '../app-error.ts';
import { idIn } from '../auth-api/jwt.ts';
import type { BackupFiles, Clipboard } from '../ports.ts';
import { noteOf, type SavedToken } from '../vault/index-file.ts';
import { tokenItem } from '../vault/secret-store.ts';
import type { Workspace } from '../workspace.ts';
import { backupText, type BackupToken } from './backup-content.ts';
import { mustBeStrong, newPassphrase } from './passphrase.ts';

/** Bytes: more than a vault of ten thousand values. What is larger is not opened, either. */
export const largestBackup = 32 * 1024 * 1024;

export interface BackupPorts {
  readonly clipboard: Clipboard;
  readonly backupFiles: BackupFiles;
  /** As `seal`; absent: as age itself. */
  readonly backupWork?: number;
}

/** Writes chosen values and all labels into a file that a passphrase opens. */
export class MakeBackup {
  readonly #workspace: Workspace;
  readonly #ports: BackupPorts;
  /** What was offered as a passphrase, for as long as the dialog is open. */
  #suggested: string | null = null;
  #busy = false;

  constructor(workspace: Workspace, ports: BackupPorts) {
    this.#workspace = workspace;
    this.#ports = ports;
  }

  /** What can go into a backup, by what is written down: neither keychain nor network is asked. */
  offer(): BackupOffer {
    const { index, clock } = this.#workspace;
    const now = clock.now();
    return {
      tokens: this.#kept.map(({ id, origin, contractNumber, expiresAt }) => ({
        id,
        label: noteOf(index.content, id).label,
        origin,
        contractNumber,
        expiresAt,
        expired: expiresAt !== null && expiresAt <= now,
      })),
      notes: index.content.notes.length,
    };
  }

  /** A passphrase that nobody guesses; the one before is forgotten. */
  suggest(): { passphrase: string } {
    this.#suggested = newPassphrase();
    return { passphrase: this.#suggested };
  }

  /** Copies what was suggested. @throws AppError NOTHING_PENDING, CLIPBOARD_FAILED. */
  async copySuggested(): Promise<{ clearsAt: number | null }> {
    if (this.#suggested === null) throw new AppError('NOTHING_PENDING');
    return { clearsAt: await this.#ports.clipboard.copySecret(this.#suggested) };
  }

  /** Forgets what was suggested. */
  close(): void {
    this.#suggested = null;
  }

  /**
   * Reads each value, encrypts them with all labels and writes them where the person says. What is on
   * the disk then was read from there and opened.
   *
   * @returns with `unread` where values could not be read: nothing is written, the person decides.
   * @throws AppError BACKUP_PASSPHRASE_SHORT, BACKUP_TOO_LARGE, TOKEN_NOT_FOUND for what is not kept
   *   here, BUSY, FILE_NOT_WRITTEN, the store's codes.
   */
  async make(ids: readonly string[], passphrase: string): Promise<BackupMade> {
    mustBeStrong(passphrase);
    if (this.#busy) throw new AppError('BUSY');
    this.#busy = true;
    try {
      return await this.#make(ids, passphrase);
    } finally {
      this.#busy = false;
    }
  }

  async #make(ids: readonly string[], passphrase: string): Promise<BackupMade> {
    const { clock, index } = this.#workspace;
    const { backupFiles, backupWork } = this.#ports;
    const tokens: BackupToken[] = [];
    const unread: string[] = [];
    for (const entry of this.#chosen(ids)) {
      const value = await this.#read(entry.id);
      if (value === null) unread.push(entry.id);
      else tokens.push({ id: entry.id, origin: entry.origin, value });
    }
    if (unread.length > 0) return { fileName: null, unread };
    const now = clock.now();
    const text = backupText({ tokens, notes: index.content.notes }, now);
    // Loaded when it is first needed: it brings a cipher along.
    const { seal, unseal } = await import('./seal.ts');
    const file = await seal(text, passphrase, backupWork);
    if (file.length > largestBackup) throw new AppError('BACKUP_TOO_LARGE');
    const fileName = await backupFiles.save({
      suggestedName: `token-vault-${new Date(now).toISOString().slice(0, 10)}.age`,
      values: tokens.length,
      content: file,
      prove: async (written) => {
        if ((await unseal(written, passphrase)) !== text) throw new AppError('FILE_NOT_WRITTEN');
      },
    });
    return { fileName, unread: [] };
  }

  /** What is kept of values, in the keychain and in memory; what the app signs in with is none of it. */
  get #kept(): readonly SavedToken[] {
    const { index, stores } = this.#workspace;
    const inMemory = stores.session.entries;
    const twice = new Set(inMemory.map(({ id }) => id));
    const filed = index.content.tokens.filter(({ id, missing }) => !missing && !twice.has(id));
    return [...filed, ...inMemory];
  }

  #chosen(ids: readonly string[]): readonly SavedToken[] {
    const kept = new Map(this.#kept.map((entry) => [entry.id, entry]));
    return [...new Set(ids)].map((id) => {
      const entry = kept.get(id);
      if (!entry) throw new AppError('TOKEN_NOT_FOUND');
      return entry;
    });
  }

  /** Null: it is not there, or belongs to another token. @throws AppError the store's other codes. */
  async #read(id: string): Promise<string | null> {
    try {
      const value = await this.#workspace.stores.get(tokenItem(id), true);
      return value !== null && idIn(value) === id ? value : null;
    } catch (error) {
      if (isAppError(error, 'STORE_MISMATCH', 'STORE_ABSENT')) return null;
      throw error;
    }
  }
}
