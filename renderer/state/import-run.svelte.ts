import type { Failure, ImportPreview, Result, TokenColor } from '../../preload/contract.ts';
import type { VaultState } from './vault-state.svelte.ts';

export type ImportSource = 'paste' | 'file' | 'environment';

/** A file that held what is now kept, and nothing else. */
export interface LeftFile {
  /** Without its folder. */
  readonly name: string;
  /** Whether nothing else that lasts holds the value: it is kept in memory. */
  readonly onlyCopy: boolean;
}

/** A value from elsewhere: read, shown for what it is, kept, and its file deleted if wished. */
export class ImportRun {
  readonly #vault: VaultState;

  text = $state('');
  label = $state('');
  note = $state('');
  usedIn = $state('');
  color = $state<TokenColor>('none');
  preview = $state.raw<ImportPreview | null>(null);
  leftFile = $state.raw<LeftFile | null>(null);
  busy = $state<ImportSource | 'keep' | 'delete-file' | null>(null);
  failure = $state.raw<Failure | null>(null);
  #failedAct = $state.raw<typeof this.busy>(null);

  constructor(vault: VaultState) {
    this.#vault = vault;
  }

  /** What is wrong with the value itself has its place at the field, if it came from there. */
  get atField(): Failure | null {
    const pasted = this.#failedAct === 'paste';
    return pasted && this.failure?.code.startsWith('TOKEN_') ? this.failure : null;
  }

  paste = (): Promise<void> =>
    this.#read('paste', () =>
      this.#vault.act((bridge) => bridge.imports.paste({ text: this.text })),
    );

  openFile = (): Promise<void> =>
    this.#read('file', () => this.#vault.act((bridge) => bridge.imports.openFile()));

  takeEnvironment = (): Promise<void> =>
    this.#read('environment', () => this.#vault.act((bridge) => bridge.imports.environment()));

  openDropped(file: File): Promise<void> {
    return this.#read('file', () => this.#vault.openDropped(file));
  }

  /** The id of what was kept; null: it was not. */
  async keep(): Promise<string | null> {
    const { fileName = null, fileHasMore = false } = this.preview ?? {};
    const notes = {
      label: this.label.trim(),
      note: this.note.trim(),
      usedIn: this.usedIn.trim(),
      color: this.color,
    };
    const kept = await this.#run('keep', () =>
      this.#vault.act((bridge) => bridge.imports.keep(notes)),
    );
    if (kept && !fileHasMore && fileName !== null)
      this.leftFile = { name: fileName, onlyCopy: kept.kept === 'session' };
    return kept?.tokenId ?? null;
  }

  async deleteFile(): Promise<boolean> {
    const result = await this.#run('delete-file', () =>
      this.#vault.act(async (bridge) => {
        const answer = await bridge.imports.deleteFile();
        return answer.ok ? { ok: true, value: true } : answer;
      }),
    );
    return result !== null;
  }

  /** Back to where a value is brought. */
  another = (): void => {
    this.cancel();
    this.preview = null;
    this.failure = null;
  };

  /** Lets main forget what it read, and where from. */
  cancel(): void {
    if (this.preview) void this.#vault.act((bridge) => bridge.imports.cancel());
  }

  async #read(
    source: ImportSource,
    intent: () => Promise<Result<ImportPreview | null>>,
  ): Promise<void> {
    const preview = await this.#run(source, intent);
    if (!preview) return;
    // What is written down of this token already is where the person goes on from.
    ({
      label: this.label,
      note: this.note,
      usedIn: this.usedIn,
      color: this.color,
    } = preview.notes);
    this.preview = preview;
    // It is main's now.
    this.text = '';
  }

  async #run<T>(act: typeof this.busy, intent: () => Promise<Result<T>>): Promise<T | null> {
    if (this.busy) return null;
    this.busy = act;
    this.failure = null;
    const result = await intent();
    this.busy = null;
    if (result.ok) return result.value;
    if (result.error.code !== 'CANCELLED') {
      this.#failedAct = act;
      this.failure = result.error;
    }
    return null;
  }
}
