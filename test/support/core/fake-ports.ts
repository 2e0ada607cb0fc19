import { AppError } from '../../../main/app-error.ts';
import type {
  BackupFiles,
  Clipboard,
  Log,
  SaveDialog,
  TokenFile,
  TokenFiles,
} from '../../../main/ports.ts';

/** A clipboard that remembers what it was given. */
export class FakeClipboard implements Clipboard {
  readonly texts: string[] = [];
  readonly secrets: string[] = [];
  /** What copying a secret answers: when it is cleared, ms. */
  clearsAt: number | null = null;
  fails = false;

  copyText(text: string): Promise<void> {
    this.texts.push(text);
    return Promise.resolve();
  }

  copySecret(text: string): Promise<number | null> {
    if (this.fails) return Promise.reject(new AppError('CLIPBOARD_FAILED'));
    this.secrets.push(text);
    return Promise.resolve(this.clearsAt);
  }
}

/** A save dialog in which a person saves, cancels, or meets a full disk. */
export class FakeSaveDialog implements SaveDialog {
  answer: 'save' | 'cancel' | 'disk full' = 'save';
  readonly saved: { readonly name: string; readonly content: string }[] = [];

  save(name: string, content: string): Promise<boolean> {
    if (this.answer === 'disk full') return Promise.reject(new AppError('FILE_NOT_WRITTEN'));
    if (this.answer === 'save') this.saved.push({ name, content });
    return Promise.resolve(this.answer === 'save');
  }
}

/** What a person says to an address that is not IONOS's own. */
export class FakeEndpointQuestion {
  answer = true;
  readonly asked: string[] = [];

  readonly ask = (origin: string): Promise<boolean> => {
    this.asked.push(origin);
    return Promise.resolve(this.answer);
  };
}

/** Files that a person can open, by path; a chosen one comes first. */
export class FakeTokenFiles implements TokenFiles {
  readonly texts = new Map<string, string>();
  /** What the person chooses in the dialog; null: they cancel. */
  chosen: string | null = null;
  fails = false;

  async choose(): Promise<TokenFile | null> {
    return this.chosen === null ? null : this.read(this.chosen);
  }

  read(path: string): Promise<TokenFile> {
    const text = this.texts.get(path);
    if (text === undefined) return Promise.reject(new AppError('FILE_NOT_READ'));
    return Promise.resolve({ path, name: path.split('/').at(-1) ?? '', text, mark: text });
  }

  remove({ path, text }: TokenFile): Promise<void> {
    if (this.fails) return Promise.reject(new AppError('FILE_NOT_WRITTEN'));
    if (this.texts.get(path) !== text) return Promise.reject(new AppError('FILE_CHANGED'));
    this.texts.delete(path);
    return Promise.resolve();
  }
}

/** Encrypted files, of which a person saves one and opens the one that was saved last. */
export class FakeBackupFiles implements BackupFiles {
  answer: 'save' | 'cancel' = 'save';
  /** What stands on the disk; null: nothing does. */
  content: Uint8Array | null = null;
  /** What the last dialog to save said. */
  asked: { readonly suggestedName: string; readonly values: number } | null = null;
  /** What the disk makes of what is written. */
  spoil = (content: Uint8Array): Uint8Array => content;

  async save(file: Parameters<BackupFiles['save']>[0]): Promise<string | null> {
    const { suggestedName, values, content, prove } = file;
    this.asked = { suggestedName, values };
    if (this.answer === 'cancel') return null;
    const written = this.spoil(content);
    try {
      await prove(written);
    } catch (cause) {
      throw new AppError('FILE_NOT_WRITTEN', {}, { cause });
    }
    this.content = written;
    return suggestedName;
  }

  choose(largest: number): ReturnType<BackupFiles['choose']> {
    const { content } = this;
    if (content && content.length > largest)
      return Promise.reject(new AppError('BACKUP_TOO_LARGE'));
    return Promise.resolve(content && { name: 'vault.age', content });
  }
}

/** A log that keeps what it is told, unredacted, so that tests can search it. */
export class RecordingLog implements Log {
  readonly entries: {
    readonly level: string;
    readonly message: string;
    readonly facts: unknown;
  }[] = [];

  info(message: string, facts?: unknown): void {
    this.entries.push({ level: 'info', message, facts });
  }

  warn(message: string, facts?: unknown): void {
    this.entries.push({ level: 'warn', message, facts });
  }

  error(message: string, facts?: unknown): void {
    this.entries.push({ level: 'error', message, facts });
  }
}
