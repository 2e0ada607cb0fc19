import type { Bridge, Failure, Result } from '../../preload/contract.ts';
import type { VaultState } from './vault-state.svelte.ts';

/** What a person does about a newer version, and what came of it. */
export class UpdateActs {
  readonly #vault: VaultState;
  looking = $state(false);
  /** A look by hand has found nothing newer. */
  current = $state(false);
  failure = $state.raw<Failure | null>(null);

  constructor(vault: VaultState) {
    this.#vault = vault;
  }

  check = async (): Promise<void> => {
    this.looking = true;
    this.current = false;
    const answer = await this.#run((bridge) => bridge.updates.check());
    this.looking = false;
    this.current = answer?.found === false;
  };

  download = async (): Promise<void> => {
    await this.#run((bridge) => bridge.updates.download());
  };

  install = async (): Promise<void> => {
    await this.#run((bridge) => bridge.updates.install());
  };

  openPage = async (): Promise<void> => {
    await this.#run((bridge) => bridge.app.openPage('releases'));
  };

  async #run<T>(intent: (bridge: Bridge) => Promise<Result<T>>): Promise<T | null> {
    this.failure = null;
    const result = await this.#vault.act(intent);
    if (result.ok) return result.value;
    this.failure = result.error;
    return null;
  }
}
