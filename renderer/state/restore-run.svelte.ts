import { SvelteMap, SvelteSet } from 'svelte/reactivity';
import type { BackupPreview, Failure } from '../../preload/contract.ts';
import { OneAct } from './one-act.svelte.ts';
import type { VaultState } from './vault-state.svelte.ts';

type Act = 'choose' | 'open' | 'restore';

/** `here`: it had come by another way. */
export type RestoreItemState = 'waiting' | 'running' | 'restored' | 'here' | 'failed';

/** After these the next one would fail as well. */
const endsRun = (code: Failure['code']): boolean =>
  code.startsWith('STORE_') || ['FILE_NOT_WRITTEN', 'LOCKED', 'NOTHING_PENDING'].includes(code);

/** A backup that is being restored: chosen, opened, shown, and brought back value by value. */
export class RestoreRun extends OneAct<Act> {
  readonly #vault: VaultState;
  fileName = $state<string | null>(null);
  passphrase = $state('');
  preview = $state.raw<BackupPreview | null>(null);
  readonly chosen = new SvelteSet<string>();
  readonly #states = new SvelteMap<string, RestoreItemState>();
  /** Stop was asked for: the one under way is ended. */
  stopping = $state(false);

  constructor(vault: VaultState) {
    super();
    this.#vault = vault;
  }

  /** A wrong passphrase is mended at its field. */
  get wrong(): Failure | null {
    return this.failure?.code === 'BACKUP_PASSPHRASE_WRONG' ? this.failure : null;
  }

  stateOf(id: string): RestoreItemState | null {
    return this.#states.get(id) ?? null;
  }

  /** True once the restoring was begun. */
  get begun(): boolean {
    return this.failedAct === 'restore' || this.#states.size > 0;
  }

  get running(): boolean {
    return this.busy === 'restore';
  }

  /** Of the chosen ones, how many are here now. */
  get done(): number {
    return this.chosen.size - this.rest.length;
  }

  /** Those of the chosen ones that are still to come. */
  get rest(): readonly string[] {
    return [...this.chosen].filter((id) => {
      const state = this.#states.get(id);
      return state !== 'restored' && state !== 'here';
    });
  }

  /** Something is there to be done. */
  get ready(): boolean {
    return this.rest.length > 0 || (!this.begun && (this.preview?.notes ?? 0) > 0);
  }

  choose = async (): Promise<void> => {
    const file = await this.run('choose', () => this.#vault.act((bridge) => bridge.backups.open()));
    if (!file) return;
    this.fileName = file.fileName;
    this.passphrase = '';
    this.preview = null;
  };

  /** Opens it and shows what is in it; of what can be restored the expired ones are left out at first. */
  open = async (): Promise<void> => {
    const { passphrase } = this;
    const preview = await this.run('open', () =>
      this.#vault.act((bridge) => bridge.backups.unlock({ passphrase })),
    );
    if (!preview) return;
    this.passphrase = '';
    this.chosen.clear();
    this.#states.clear();
    for (const { id, standing, expired } of preview.tokens)
      if (standing === 'new' && !expired) this.chosen.add(id);
    this.preview = preview;
  };

  /** True when all that was chosen is here. */
  restore = async (): Promise<boolean> => {
    if (this.busy) return false;
    this.stopping = false;
    const tokenIds = [...this.rest];
    const begun = await this.run('restore', async () => {
      const result = await this.#vault.act((bridge) => bridge.backups.restore({ tokenIds }));
      if (!result.ok) return result;
      for (const id of tokenIds) this.#states.set(id, 'waiting');
      const failure = await this.#each(tokenIds);
      return failure ? { ok: false, error: failure } : { ok: true, value: true };
    });
    return begun !== null && this.rest.length === 0;
  };

  stop = (): void => {
    this.stopping = this.running;
  };

  /** Back to where a file is chosen. */
  another = (): void => {
    this.close();
    this.fileName = null;
    this.preview = null;
    this.failure = null;
  };

  /** Lets main forget what it opened. */
  close(): void {
    if (this.fileName !== null) void this.#vault.act((bridge) => bridge.backups.close());
  }

  /** The last failure; null: there was none. */
  async #each(ids: readonly string[]): Promise<Failure | null> {
    let failure: Failure | null = null;
    for (const id of ids) {
      if (this.stopping) break;
      this.#states.set(id, 'running');
      const result = await this.#vault.act((bridge) => bridge.backups.next());
      const error = result.ok ? (result.value?.error ?? null) : result.error;
      this.#states.set(id, (result.ok && result.value?.outcome) || 'failed');
      failure = error ?? failure;
      if (error && endsRun(error.code)) break;
    }
    return failure;
  }
}
