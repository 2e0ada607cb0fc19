import type { Token } from '../../preload/contract.ts';
import { copiedText } from '../text/copied-text.ts';
import { failureText } from '../text/failure-text.ts';
import type { VaultState } from './vault-state.svelte.ts';

/** One copy out of the small window, which goes once it has been told; a failure stays to be read. */
export class QuickCopy {
  readonly #vault: VaultState;
  readonly #staysFor: number;
  #busy = false;
  said = $state('');
  failed = $state('');

  /** @param staysFor how long what was done can be read before the window goes, ms. */
  constructor(vault: VaultState, staysFor: number) {
    this.#vault = vault;
    this.#staysFor = staysFor;
  }

  copy = async ({ id: tokenId }: Pick<Token, 'id'>): Promise<void> => {
    if (this.#busy) return;
    this.#busy = true;
    this.failed = '';
    const result = await this.#vault.act(({ values }) => values.copy({ tokenId }));
    if (!result.ok) {
      this.#busy = false;
      this.failed = failureText(result.error);
      return;
    }
    this.said = copiedText(result.value.clearsAt, this.#vault.clipboard.concealed);
    setTimeout(this.close, this.#staysFor);
  };

  close = (): void => {
    void this.#vault.act(({ app }) => app.closeQuickAccess());
  };
}
