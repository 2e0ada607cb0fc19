import { SvelteSet } from 'svelte/reactivity';
import type { BackupOffer, Failure } from '../../preload/contract.ts';
import { OneAct } from './one-act.svelte.ts';
import type { VaultState } from './vault-state.svelte.ts';

type Act = 'suggest' | 'copy' | 'make';

/** A backup that is being made: what goes in, and by which passphrase it opens. */
export class BackupRun extends OneAct<Act> {
  readonly #vault: VaultState;
  offer = $state.raw<BackupOffer | null>(null);
  readonly chosen = new SvelteSet<string>();
  passphrase = $state('');
  repeat = $state('');
  /** What the app made up, while it is in use; no one has to type it twice. */
  suggested = $state<string | null>(null);
  /** Whose values could not be read at the last try. */
  unread = $state.raw<readonly string[]>([]);

  constructor(vault: VaultState) {
    super();
    this.#vault = vault;
  }

  get tokens(): BackupOffer['tokens'] {
    return this.offer?.tokens ?? [];
  }

  /** Neither a value nor a word is there. */
  get empty(): boolean {
    return this.offer !== null && this.tokens.length === 0 && this.offer.notes === 0;
  }

  /** What is wrong with the passphrase has its place at its field. */
  get weak(): Failure | null {
    return this.failure?.code === 'BACKUP_PASSPHRASE_SHORT' ? this.failure : null;
  }

  get differs(): boolean {
    return this.suggested === null && this.repeat !== '' && this.repeat !== this.passphrase;
  }

  get ready(): boolean {
    const settled = this.suggested !== null || this.passphrase === this.repeat;
    const holds = this.chosen.size > 0 || (this.offer?.notes ?? 0) > 0;
    return holds && settled && this.passphrase !== '';
  }

  /** Asks what there is; expired values are left out at first. */
  async load(): Promise<void> {
    const result = await this.#vault.act((bridge) => bridge.backups.offer());
    if (!result.ok) {
      this.failure = result.error;
      return;
    }
    this.offer = result.value;
    for (const { id, expired } of result.value.tokens) if (!expired) this.chosen.add(id);
  }

  get allChosen(): boolean {
    return this.tokens.every(({ id }) => this.chosen.has(id));
  }

  chooseAllOrNone = (): void => {
    const all = this.allChosen;
    for (const { id } of this.tokens)
      if (all) this.chosen.delete(id);
      else this.chosen.add(id);
  };

  suggest = async (): Promise<void> => {
    const answer = await this.run('suggest', () =>
      this.#vault.act((bridge) => bridge.backups.suggest()),
    );
    if (answer) this.passphrase = this.suggested = answer.passphrase;
  };

  /** When it leaves the clipboard; null: it was not copied. */
  copy = (): Promise<{ clearsAt: number | null } | null> =>
    this.run('copy', () => this.#vault.act((bridge) => bridge.backups.copySuggested()));

  /** Back to one of the person's own. */
  useOwn = (): void => {
    this.close();
    this.suggested = null;
    this.passphrase = this.repeat = '';
  };

  /** The name of the file; null: none was written. */
  async make(): Promise<string | null> {
    const answer = await this.run('make', () =>
      this.#vault.act((bridge) =>
        bridge.backups.make({ tokenIds: [...this.chosen], passphrase: this.passphrase }),
      ),
    );
    this.unread = answer?.unread ?? [];
    return answer?.fileName ?? null;
  }

  /** What cannot be read stays out. */
  leaveOut(): void {
    for (const id of this.unread) this.chosen.delete(id);
  }

  /** Lets main forget what it made up. */
  close(): void {
    if (this.suggested !== null) void this.#vault.act((bridge) => bridge.backups.close());
  }
}
