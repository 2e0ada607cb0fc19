import type { VaultState } from './vault-state.svelte.ts';

/** How long what was copied stays in the clipboard, to the second; ticks while somebody looks. */
export class ClipboardLeft {
  readonly #vault: VaultState;
  #now = $state(Date.now());

  /** For the life of the component that makes it. */
  constructor(vault: VaultState) {
    this.#vault = vault;
    $effect(() => {
      const { clearsAt } = vault.clipboard;
      if (clearsAt === null) return;
      this.#now = Date.now();
      const timer = setInterval(() => {
        this.#now = Date.now();
        if (this.#now >= clearsAt) clearInterval(timer);
      }, 1_000);
      return () => {
        clearInterval(timer);
      };
    });
  }

  /** Whole seconds; 0: it was cleared, or nothing counts down. */
  get seconds(): number {
    const { clearsAt } = this.#vault.clipboard;
    return clearsAt === null ? 0 : Math.max(0, Math.ceil((clearsAt - this.#now) / 1_000));
  }
}
